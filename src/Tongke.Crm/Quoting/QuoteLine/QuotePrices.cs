using Tongke.Crm.Catalogue;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Quoting;

/// <summary>What products cost in a quote.</summary>
public static class QuotePrices
{
    /// <summary>The list price for the quote's customer, currency and day, or why there is none.</summary>
    public static async ValueTask<(ListPrice Price, Message? Problem)> FindAsync(Session session, Quote quote, Product product, decimal quantity, CancellationToken ct)
    {
        var currency = quote.AmountCurrency ?? session.Schema.Conventions.Currency;
        return await PriceLookup.FindAsync(session, product, await FillQuoteLine.QuestionAsync(quote, currency, quantity, session, ct), ct);
    }
}
