using Tongke.Crm.Catalogue;
using Tongke.Crm.Customers;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Quoting;

/// <summary>
/// A line takes from its product what it doesn't say: name, unit, tax rate and the list price for this customer, currency, day and quantity. A price
/// that nobody typed follows the list price, so that a larger quantity reaches its tier. What lies beyond the product's limits is marked.
/// </summary>
public sealed class FillQuoteLine : IBeforeSave<QuoteLine>
{
    private const int LongestDescription = 500;
    private const int LongestSource = 200;
    private const int Hundred = 100;

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(QuoteLine record, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.Quote, ct) is not { } quote)
            return null;

        var currency = await FillQuote.SettleCurrencyAsync(quote, session, ct);
        if (record.Wrote("price_currency") && record.PriceCurrency is { } given && given != currency)
            return new Invalid([new Problem(QuoteLine.Fields.Price, new Message("price_in_other_currency", given, currency))]);

        (record.PriceCurrency, record.ListPriceCurrency) = (currency, currency);
        var product = await session.LoadAsync(record.Product, ct);
        if (product is { Active: false } && record.Changed(QuoteLine.Fields.Product) && record.KitLine is null)
            return new Invalid([new Problem(QuoteLine.Fields.Product, new Message("product_not_on_sale", product.Name))]);

        Describe(record, product);
        if (record.KitLine is not null)
        {
            (record.Price, record.ListPrice, record.Discount, record.OverLimit) = (0, 0, 0, false);
            record.PriceSource = Said(new("price_in_kit"), session);
            return null;
        }

        if (await PriceAsync(record, product, quote, currency, session, ct) is { } problem)
            return new Invalid([new Problem(QuoteLine.Fields.Product, problem)]);

        record.OverLimit = IsOverLimit(record, product, currency, session);
        return null;
    }

    /// <summary>For whom and when the prices of a quote must hold.</summary>
    internal static async ValueTask<PriceQuestion> QuestionAsync(Quote quote, string currency, decimal quantity, Session session, CancellationToken ct) =>
        new(quote.PriceBook, (await session.LoadAsync(quote.Account, ct))?.Level, currency, quote.IssuedOn ?? session.Context.Today, quantity);

    private static void Describe(QuoteLine line, Product? product)
    {
        var isOther = line.Changed(QuoteLine.Fields.Product);
        if (string.IsNullOrEmpty(line.Description) || (isOther && !line.IsNew && !line.Wrote(QuoteLine.Fields.Description)))
            line.Description = product?.Name?.Cut(LongestDescription);
        if (isOther && product is not null && !line.Wrote(QuoteLine.Fields.Unit))
            line.Unit = product.Unit ?? line.Unit;
        if (line.TaxRate is null || (isOther && product is not null && !line.Wrote(QuoteLine.Fields.TaxRate)))
            line.TaxRate = TaxRates.Of(product?.TaxRate);
        line.TaxExempt = line.TaxRate == 0 && product?.TaxRate == Product.TaxRateValue.Exempt;
    }

    private static async ValueTask<Message?> PriceAsync(QuoteLine line, Product? product, Quote quote, string currency, Session session, CancellationToken ct)
    {
        if (product is null)
        {
            (line.ListPrice, line.PriceSource) = (null, null);
            return null;
        }

        if (!line.Changed(QuoteLine.Fields.Product) && !line.Changed(QuoteLine.Fields.Quantity) && line.Price is not null)
            return null;

        var former = line.IsNew ? null : line.Original<decimal?>(QuoteLine.Fields.ListPrice);
        var follows = !line.Wrote(QuoteLine.Fields.Price) && !line.IsNew && (line.Price == former || line.Changed(QuoteLine.Fields.Product));
        var (found, problem) = await PriceLookup.FindAsync(session, product, await QuestionAsync(quote, currency, line.Quantity ?? 1, session, ct), ct);
        if (problem is not null)
            return problem;

        line.ListPrice = found.Amount;
        line.PriceSource = found.Source is { } source ? Said(source, session) : null;
        if (follows || line.Price is null)
            line.Price = found.Amount;

        return null;
    }

    private static string Said(Message source, Session session) => source.In(session.Schema.Conventions.Language).Cut(LongestSource);

    private static bool IsOverLimit(QuoteLine line, Product? product, string currency, Session session)
    {
        if (product is null || line.Price is not { } price)
            return false;

        var net = price * (Hundred - (line.Discount ?? 0)) / Hundred;
        var below = line.ListPrice is > 0 and var list ? Hundred - (net * Hundred / list) : line.Discount ?? 0;
        if (product.DiscountLimit is { } most && below > most)
            return true;

        return product.LowestPrice is { } lowest
            && Exchange.Convert(session, lowest, product.LowestPriceCurrency ?? session.Schema.Conventions.Currency, currency, session.Context.Today) is { } floor
            && net < floor;
    }
}
