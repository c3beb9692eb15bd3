using Tongke.Crm.Catalogue;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Quoting;

/// <summary>Fills new quotes: from the lines of a deal, or from those of another quote.</summary>
internal static class QuoteMaker
{
    private const string PriceCurrency = "price_currency";

    /// <summary>
    /// Takes customer, contact, owner and products of the deal. A deal without lines is offered its product, at its list price or at what the deal is worth. A
    /// price that was agreed in the quote's currency stays; otherwise the list price is looked up.
    /// </summary>
    /// <param name="quote">The new quote.</param>
    /// <param name="deal">The deal.</param>
    /// <param name="matchesAmount">Whether the one line of a deal without lines is for the deal's amount.</param>
    /// <param name="session">The session.</param>
    /// <param name="ct">Gives up.</param>
    public static async ValueTask<Refusal?> FillAsync(Quote quote, Opportunity deal, bool matchesAmount, Session session, CancellationToken ct)
    {
        (quote.Opportunity, quote.Account) = (new Id<Opportunity>(deal.Id), deal.Account);
        quote.Contact = ContactOfCustomer.MayTake(deal, Opportunity.Fields.Contact, session) ? deal.Contact : null;
        (quote.Record[SystemFields.Owner], quote.Record[SystemFields.Department]) = (deal.Record[SystemFields.Owner], deal.Record[SystemFields.Department]);
        var currency = await FillQuote.SettleCurrencyAsync(quote, session, ct);
        var path = new FieldPath(session.Schema[OpportunityLine.ObjectName][OpportunityLine.Fields.Opportunity]);
        var lines = await session.LoadWhereAsync<OpportunityLine>(Condition.Equal(path, deal.Id), ct: ct);
        if (lines.Count == 0)
            return OfferWhole(quote, deal, matchesAmount, currency, session);
        if (matchesAmount)
            return NotMatched(new Message("quote_deal_has_lines"));

        foreach (var (index, from) in lines.OrderBy(l => l.Position).ThenBy(l => l.Id).Index())
        {
            var line = session.Make<QuoteLine>();
            (line.Quote, line.Product, line.Position) = (new Id<Quote>(quote.Id), from.Product, index + 1);
            (line.Quantity, line.Discount) = (from.Quantity, from.Discount);
            if (!string.IsNullOrEmpty(from.Description))
                line.Description = from.Description;
            if (await IsAgreedAsync(from, currency, session, ct))
                line.Price = from.Price;
        }

        return null;
    }

    /// <summary>The one line of a quote whose deal has none: its product, or where it is to match the amount without a product, the whole: what we call the deal is not for the customer.</summary>
    private static Invalid? OfferWhole(Quote quote, Opportunity deal, bool matchesAmount, string currency, Session session)
    {
        var dealCurrency = deal.AmountCurrency ?? session.Schema.Conventions.Currency;
        if (matchesAmount && deal.Amount is not > 0)
            return NotMatched(new Message("quote_deal_without_amount"));
        if (matchesAmount && dealCurrency != currency)
            return NotMatched(new Message("quote_deal_in_other_currency", dealCurrency, currency));
        if (!matchesAmount && deal.Product is null)
            return null;

        var only = session.Make<QuoteLine>();
        (only.Quote, only.Product, only.Position, only.Quantity) = (new Id<Quote>(quote.Id), deal.Product, 1, 1);
        if (matchesAmount)
            only.Price = deal.Amount;
        if (deal.Product is null)
            only.Description = new Message("quote_whole").In(quote.Language == Quote.LanguageValue.En ? Language.English : Language.Chinese);
        return null;
    }

    private static Invalid NotMatched(Message why) => new([new Problem(MakeQuote.MatchAmount, why)]);

    /// <summary>Takes everything that was offered, line by line; what a kit brings along comes with its kit.</summary>
    public static async ValueTask CopyAsync(Quote quote, Quote from, Session session, CancellationToken ct)
    {
        (quote.Language, quote.PriceBook, quote.AmountCurrency) = (from.Language, from.PriceBook, from.AmountCurrency);
        (quote.Name, quote.Subject, quote.Terms, quote.Remark) = (from.Name, from.Subject, from.Terms, from.Remark);
        (quote.Record[SystemFields.Owner], quote.Record[SystemFields.Department]) = (from.Record[SystemFields.Owner], from.Record[SystemFields.Department]);
        foreach (var line in (await QuoteLines.OfAsync(from, session, ct)).Where(l => l.KitLine is null))
        {
            var copy = session.Make<QuoteLine>();
            (copy.Quote, copy.Section, copy.Product, copy.Position) = (new Id<Quote>(quote.Id), line.Section, line.Product, line.Position);
            (copy.Description, copy.Quantity, copy.Unit, copy.Price) = (line.Description, line.Quantity, line.Unit, line.Price);
            (copy.Discount, copy.TaxRate) = (line.Discount, line.TaxRate);
        }
    }

    private static async ValueTask<bool> IsAgreedAsync(OpportunityLine line, string currency, Session session, CancellationToken ct)
    {
        if (line.Price is not { } price || ((string?)line.Record[PriceCurrency] ?? session.Schema.Conventions.Currency) != currency)
            return false;

        return await session.LoadAsync(line.Product, ct) is not { Price: { } list } || price != list;
    }
}
