using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Tenders;

/// <summary>A reviewer scores the bids of a tender while it is evaluated, in their own name and in nobody else's, and none who has come to look after a bidder.</summary>
public sealed class FillBidScore : IBeforeSave<BidScore>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(BidScore record, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.Bid, ct) is not { } bid || await session.LoadAsync(bid.Tender, ct) is not { } tender)
            return null;

        if (record.IsNew)
        {
            (record.Tender, record.Name) = (bid.Tender, bid.Name);
            record.Record[BidScore.Fields.Reviewer] = record.Record.Owner;
            if (bid.Qualified != true)
                return new RuleRefused(new Message("bid_not_qualified", bid.Name));
        }

        // That it is evaluated anew opens the scores by the tender's own rule.
        var isReopened = !record.IsNew && record.Changed(BidScore.Fields.Status) && record.Status == BidScore.StatusValue.Draft;
        if (!isReopened && tender.Status != Tender.StatusValue.Evaluating)
            return new RuleRefused(new Message("tender_not_evaluated", tender.Name));

        var isOwn = record.Record[BidScore.Fields.Reviewer] is Guid reviewer && reviewer == record.Record.Owner
            && (isReopened || (session.Actor.UserId == reviewer && KeepDutiesApart.Reviewers(tender).Contains(reviewer)));
        if (!isOwn)
            return new Invalid([new Problem(SystemFields.Owner, new Message("not_a_reviewer"))]);

        if (!isReopened && await Bidders.KeptByAsync(session, tender.Id, [record.Record.Owner!.Value], ct) is { } kept)
            return new Invalid([new Problem(SystemFields.Owner, kept)]);

        // Who steps down at the same moment is seen to: the tender changed.
        session.Hold(tender.Record);
        return null;
    }
}
