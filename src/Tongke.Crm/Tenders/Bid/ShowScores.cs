using Tongke.Kernel.Records;

namespace Tongke.Crm.Tenders;

/// <summary>
/// A bid shows its mean score, and the tender how many there are, once every reviewer has handed in a score of every bid. Until then, and while all is
/// evaluated anew, they show nothing: how many are in tells reviewers who has scored already.
/// </summary>
public sealed class ShowScores : IAfterSave<Tender>, IAfterSave<BidScore>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Tender record, Session session, CancellationToken ct)
    {
        if (record.Status == Tender.StatusValue.Evaluating && (record.Changed(Tender.Fields.Status) || record.Changed(Tender.Fields.Reviewers)))
            await ShowAsync(record, session, ct);

        return null;
    }

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(BidScore record, Session session, CancellationToken ct)
    {
        if (record.Changed(BidScore.Fields.Status) && await session.LoadAsync(record.Tender, ct) is { } tender)
            await ShowAsync(tender, session, ct);

        return null;
    }

    /// <summary>Shows them as far as they may be shown.</summary>
    internal static async System.Threading.Tasks.Task ShowAsync(Tender tender, Session session, CancellationToken ct)
    {
        var evaluation = await Evaluation.ReadAsync(tender, session, ct);
        tender.ScoreCount = evaluation.IsComplete ? evaluation.Scores.Count : null;
        foreach (var bid in evaluation.Bids)
        {
            bid.Score = evaluation.IsComplete ? decimal.Round(evaluation.MeanOf(bid), 2, MidpointRounding.AwayFromZero) : null;
            bid.ScoreCount = evaluation.IsComplete ? evaluation.Scores.Count(s => s.Bid?.Value == bid.Id) : null;
        }
    }
}
