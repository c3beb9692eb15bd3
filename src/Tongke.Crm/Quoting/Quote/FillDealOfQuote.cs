using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>A quote that the customer accepts says what an open deal is worth that nobody had put an amount to.</summary>
public sealed class FillDealOfQuote : IAfterSave<Quote>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Quote record, Session session, CancellationToken ct)
    {
        if (record.Status != Quote.StatusValue.Accepted || !record.Record.HasChanged(record.Record.Object[Quote.Fields.Status]))
            return null;

        if (await session.LoadAsync(record.Opportunity, ct) is { Status: Opportunity.StatusValue.Open, Amount: null } deal)
            (deal.Amount, deal.AmountCurrency) = (record.Amount, record.AmountCurrency);

        return null;
    }
}
