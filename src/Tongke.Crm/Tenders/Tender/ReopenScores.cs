using Tongke.Kernel.Records;
using Parts = Tongke.Crm.Contracts.Parts;

namespace Tongke.Crm.Tenders;

/// <summary>What is evaluated anew is scored anew: the scores that were handed in are open again.</summary>
public sealed class ReopenScores : IAfterSave<Tender>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Tender record, Session session, CancellationToken ct)
    {
        if (record.IsNew || !record.Changed(Tender.Fields.Status) || record.Status != Tender.StatusValue.Evaluating || record.Original<string?>(Tender.Fields.Status) == Tender.StatusValue.Inviting)
            return null;

        foreach (var score in (await Parts.OfAsync(session, BidScore.ObjectName, BidScore.Fields.Tender, record.Id, ct)).Select(BidScore.Over))
            (score.Status, score.SubmittedAt) = (BidScore.StatusValue.Draft, null);

        return null;
    }
}
