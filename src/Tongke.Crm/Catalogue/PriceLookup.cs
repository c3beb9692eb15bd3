using System.Globalization;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Catalogue;

/// <summary>For whom and when a price is wanted.</summary>
/// <param name="PriceBook">The only book to look into; null looks into every one that fits.</param>
/// <param name="Level">The customer's level.</param>
/// <param name="Currency">The currency it is wanted in.</param>
/// <param name="Day">The day it must hold on.</param>
/// <param name="Quantity">How many are bought.</param>
public sealed record PriceQuestion(Id<PriceBook>? PriceBook, string? Level, string Currency, DateOnly Day, decimal Quantity);

/// <summary>A list price and where it comes from.</summary>
/// <param name="Amount">With tax, in the currency that was asked for; null where nothing says a price.</param>
/// <param name="Source">What people are told about where it comes from.</param>
public sealed record ListPrice(decimal? Amount, Message? Source);

/// <summary>
/// The list price of a product. Of the books that hold for the customer's level, the currency and the day, one for the level comes before one for
/// everybody, then the smaller priority; in it the highest tier that the quantity reaches. Where no book has a price, the product's own counts, at
/// the day's rate where its currency is another; a kit without one costs what its components cost.
/// </summary>
public static class PriceLookup
{
    /// <summary>The price, or why there is none: a currency has no rate.</summary>
    public static async ValueTask<(ListPrice Price, Message? Problem)> FindAsync(Session session, Product product, PriceQuestion question, CancellationToken ct)
    {
        if (await InBooksAsync(session, product, question, ct) is { } listed)
            return (listed, null);

        if (product.Price is { } own)
        {
            var currency = (string?)product.Record["price_currency"] ?? session.Schema.Conventions.Currency;
            return Exchange.Convert(session, own, currency, question.Currency, question.Day) is { } amount
                ? (new(amount, new(currency == question.Currency ? "price_of_product" : "price_of_product_converted", currency)), null)
                : (new(null, null), Exchange.Missing(session, question.Day, currency, question.Currency));
        }

        return product.IsKit == true ? await OfComponentsAsync(session, product, question, ct) : (new(null, null), null);
    }

    /// <summary>What a kit brings along, in order.</summary>
    public static async ValueTask<IReadOnlyList<ProductComponent>> ComponentsAsync(Session session, Product kit, CancellationToken ct)
    {
        var lookup = session.Schema[ProductComponent.ObjectName][ProductComponent.Fields.Kit];
        return [.. (await session.LoadChildrenAsync(lookup, kit.Id, ct)).Select(ProductComponent.Over).OrderBy(c => c.Position).ThenBy(c => c.Id)];
    }

    private static async ValueTask<ListPrice?> InBooksAsync(Session session, Product product, PriceQuestion question, CancellationToken ct)
    {
        var lookup = session.Schema[PriceBookEntry.ObjectName][PriceBookEntry.Fields.Product];
        PriceBookEntry[] entries = [.. (await session.LoadChildrenAsync(lookup, product.Id, ct)).Select(PriceBookEntry.Over)];
        await session.LoadManyAsync(session.Schema[PriceBook.ObjectName], entries.Select(e => e.PriceBook).OfType<Id<PriceBook>>().Select(b => b.Value), ct);
        var best = default((PriceBook Book, PriceBookEntry Entry)?);
        foreach (var entry in entries)
            if (entry.MinQuantity <= question.Quantity && await session.LoadAsync(entry.PriceBook, ct) is { Record.IsDeleted: false } book && Fits(book, question)
                && (best is not { } known || Rank(book, entry).CompareTo(Rank(known.Book, known.Entry)) < 0))
                best = (book, entry);

        return best is { } found ? new(found.Entry.Price, Source(found.Book, found.Entry)) : null;
    }

    private static bool Fits(PriceBook book, PriceQuestion question) =>
        (question.PriceBook is not { } only || only.Value == book.Id)
        && book.Active == true
        && book.Currency == question.Currency
        && !(book.ValidFrom > question.Day)
        && !(book.ValidUntil < question.Day)
        && (book.Levels is not { Length: > 0 } levels || (question.Level is { } level && levels.Contains(level)));

    private static (int Anybody, long Priority, Guid Book, decimal Tier) Rank(PriceBook book, PriceBookEntry entry) =>
        (book.Levels is { Length: > 0 } ? 0 : 1, book.Priority ?? 0, book.Id, -(entry.MinQuantity ?? 0));

    private static Message Source(PriceBook book, PriceBookEntry entry) => entry.MinQuantity > 0
        ? new("price_of_book_tier", book.Name, entry.MinQuantity.Value.ToString("0.###", CultureInfo.InvariantCulture))
        : new("price_of_book", book.Name);

    private static async ValueTask<(ListPrice Price, Message? Problem)> OfComponentsAsync(Session session, Product kit, PriceQuestion question, CancellationToken ct)
    {
        var sum = 0m;
        foreach (var component in await ComponentsAsync(session, kit, ct))
        {
            var quantity = component.Quantity ?? 1;
            if (await session.LoadAsync(component.Component, ct) is not { } product)
                continue;

            var (price, problem) = await FindAsync(session, product, question with { Quantity = question.Quantity * quantity }, ct);
            if (problem is not null)
                return (price, problem);

            sum += (price.Amount ?? 0) * quantity;
        }

        return (new(Math.Round(sum, 2, MidpointRounding.AwayFromZero), new("price_of_components")), null);
    }
}
