using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Tenders;

/// <summary>A bid bears the name of its bidder, belongs to whoever keeps the tender, and is in one currency with the other bids. Bids come in once the tender is published, and none after the first price is noted.</summary>
public sealed class FillBid : IBeforeSave<Bid>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Bid record, Session session, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(record.Name))
            record.Name = (await session.LoadAsync(record.Account, ct))?.Name;

        if (await session.LoadAsync(record.Tender, ct) is not { } tender)
            return null;

        if (record.IsNew)
        {
            if (tender.Status != Tender.StatusValue.Inviting || await Bidders.HavePricesAsync(session, tender.Id, ct))
                return new RuleRefused(new Message("tender_takes_no_bids", tender.Name));

            PassOwnerToParts.Take(record.Record, tender.Record);
        }

        var currency = (await session.LoadAsync(tender.Project, ct))?.BudgetCurrency ?? session.Schema.Conventions.Currency;
        record.PriceCurrency ??= currency;
        return record.PriceCurrency == currency ? null : new Invalid([new Problem(Bid.Fields.PriceCurrency, new Message("amount_in_other_currency", currency))]);
    }
}
