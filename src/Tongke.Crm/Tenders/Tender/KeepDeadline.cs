using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Tenders;

/// <summary>The time until which bids are taken is only postponed once the tender is published, and stays once it is over or the price of a bid is noted.</summary>
public sealed class KeepDeadline : IBeforeSave<Tender>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Tender record, Session session, CancellationToken ct)
    {
        if (record.IsNew || !record.Changed(Tender.Fields.BidsUntil) || record.Original<string?>(Tender.Fields.Status) == Tender.StatusValue.Draft)
            return null;

        var before = record.Original<DateTimeOffset?>(Tender.Fields.BidsUntil);
        if (await Bidders.HavePricesAsync(session, record.Id, ct))
            return Refuse("deadline_after_prices");

        if (before <= session.Now)
            return Refuse("deadline_over");

        return record.BidsUntil < before ? Refuse("deadline_only_postponed") : null;
    }

    private static Invalid Refuse(string code) => new([new Problem(Tender.Fields.BidsUntil, new Message(code))]);
}
