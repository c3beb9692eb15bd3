using Tongke.Crm.Catalogue;
using Tongke.Crm.Customers;
using Tongke.Crm.Documents;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Quoting;

/// <summary>
/// What a quote doesn't say it takes from its deal: customer, contact, name, currency; its terms from the company's template. Its currency must have
/// a rate, be that of its price book, and stays once there are lines.
/// </summary>
public sealed class FillQuote : IBeforeSave<Quote>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Quote record, Session session, CancellationToken ct)
    {
        var deal = await session.LoadAsync(record.Opportunity, ct);
        record.Account ??= ContactOfCustomer.MayTake(deal, Opportunity.Fields.Account, session) ? deal!.Account : null;
        if (deal is { Account: { } customer } && record.Account is { } account && account != customer && record.Changed(Quote.Fields.Opportunity))
            return new Invalid([new Problem(Quote.Fields.Opportunity, new Message("quote_deal_of_other_account", deal.Name))]);

        if (await ContactOfCustomer.SettleAsync(record, [Quote.Fields.Opportunity], session, ct) is { } other)
            return other;

        await NameAsync(record, deal, session, ct);
        await SettleCurrencyAsync(record, session, ct);
        if (record.IsNew && record.Terms is null)
            record.Terms = (await Templates.FindAsync(session, record.Language, ct))?.QuoteTerms;

        return await CheckCurrencyAsync(record, session, ct);
    }

    /// <summary>Gives a quote its currency, as its lines may need it before it is prepared itself.</summary>
    internal static async ValueTask<string> SettleCurrencyAsync(Quote quote, Session session, CancellationToken ct)
    {
        if (quote.AmountCurrency is null)
            quote.AmountCurrency = (await session.LoadAsync(quote.PriceBook, ct))?.Currency
                ?? (await session.LoadAsync(quote.Opportunity, ct))?.Record["amount_currency"] as string
                ?? session.Schema.Conventions.Currency;

        return quote.AmountCurrency;
    }

    private static async ValueTask NameAsync(Quote quote, Opportunity? deal, Session session, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(quote.Name))
            return;

        if (PlainNames.OfQuote(await session.LoadAsync(quote.Account, ct), session, deal?.Name) is { } name)
            quote.Name = name;
    }

    private static async ValueTask<Refusal?> CheckCurrencyAsync(Quote quote, Session session, CancellationToken ct)
    {
        var currency = quote.AmountCurrency!;
        if (quote is { IsNew: false, LineCount: > 0 } && quote.Changed(Quote.Fields.AmountCurrency))
            return new Invalid([new Problem(Quote.Fields.AmountCurrency, new Message("quote_currency_fixed"))]);

        if ((quote.Changed(Quote.Fields.PriceBook) || quote.Changed(Quote.Fields.AmountCurrency)) && await session.LoadAsync(quote.PriceBook, ct) is { } book && book.Currency != currency)
            return new Invalid([new Problem(Quote.Fields.PriceBook, new Message("price_book_of_other_currency", book.Name, book.Currency, currency))]);

        if (!quote.IsNew && !quote.Changed(Quote.Fields.AmountCurrency) && quote.Rate is not null)
            return null;

        quote.Rate = session.Schema.Conventions.Rates.Find(currency, session.Context.Today);
        return quote.Rate is null ? new Invalid([new Problem(Quote.Fields.AmountCurrency, Exchange.Missing(session, session.Context.Today, currency))]) : null;
    }
}
