using Tongke.Crm.Contracts;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Tenders;

/// <summary>How far the evaluation of a tender has come.</summary>
/// <param name="Tender">The tender.</param>
/// <param name="Bids">Its qualified bids.</param>
/// <param name="Scores">Their scores that were handed in.</param>
internal sealed record Evaluation(Tender Tender, IReadOnlyList<Bid> Bids, IReadOnlyList<BidScore> Scores)
{
    /// <summary>The scores there will be: one of each reviewer for each bid.</summary>
    public int Needed => KeepDutiesApart.Reviewers(Tender).Length * Bids.Count;

    /// <summary>Whether every score is in, of as many reviewers as there must be.</summary>
    public bool IsComplete => Scores.Count > 0 && Scores.Count >= Needed && GuardTender.AreEnough(KeepDutiesApart.Reviewers(Tender), Tender);

    /// <summary>Reads it as it will be once the session is committed.</summary>
    public static async ValueTask<Evaluation> ReadAsync(Tender tender, Session session, CancellationToken ct)
    {
        var bids = await Bidders.QualifiedAsync(session, tender.Id, ct);
        var scores = (await Parts.OfAsync(session, BidScore.ObjectName, BidScore.Fields.Tender, tender.Id, ct)).Select(BidScore.Over)
            .Where(s => s.Status == BidScore.StatusValue.Submitted && Array.Exists(bids, b => b.Id == s.Bid?.Value));
        return new(tender, bids, [.. scores]);
    }

    /// <summary>The mean score of a bid.</summary>
    public decimal MeanOf(Bid bid) =>
        Scores.Where(s => s.Bid?.Value == bid.Id).Select(s => (s.Technical ?? 0) + (s.Commercial ?? 0) + (s.Price ?? 0)).DefaultIfEmpty(0).Average();
}
