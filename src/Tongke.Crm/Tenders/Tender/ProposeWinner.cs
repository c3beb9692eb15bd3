using Tongke.Crm.Actions;
using Tongke.Crm.Contracts;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Tenders;

/// <summary>Proposes a winner once every reviewer has scored every bid; one that has not the best mean score only with a reason.</summary>
public sealed class ProposeWinner : IRecordAction
{
    /// <inheritdoc />
    public string Object => Tender.ObjectName;

    /// <inheritdoc />
    public string Name => "propose";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var tender = Tender.Over(record);
        var bids = (await Parts.OfAsync(session, Bid.ObjectName, Bid.Fields.Tender, record.Id, ct)).Select(Bid.Over).Where(b => b.Qualified == true).ToArray();
        if (Array.Find(bids, b => b.Id == parameters.Read<Guid>(Tender.Fields.Winner)) is not { } winner)
            return new Invalid([new Problem(Tender.Fields.Winner, new Message("winner_of_other_tender"))]);

        var reviewers = KeepDutiesApart.Reviewers(tender);
        var scores = (await Parts.OfAsync(session, BidScore.ObjectName, BidScore.Fields.Tender, record.Id, ct)).Select(BidScore.Over)
            .Where(s => s.Status == BidScore.StatusValue.Submitted && Array.Exists(bids, b => b.Id == s.Bid?.Value)).ToArray();
        var missing = (reviewers.Length * bids.Length) - scores.Length;
        if (missing > 0)
            return new RuleRefused(new Message("scores_missing", scores.Length, reviewers.Length * bids.Length));

        var reason = parameters.ReadText(Tender.Fields.AwardReason);
        if (reason is null && bids.Max(b => Mean(b, scores)) > Mean(winner, scores))
            return new Invalid([new Problem(Tender.Fields.AwardReason, new Message("winner_not_best"))]);

        session.Hold(record);
        (tender.Winner, tender.AwardReason, tender.ProposedAt, tender.Status) = (new Id<Bid>(winner.Id), reason, session.Now, Tender.StatusValue.Awarding);
        (tender.AwardAmount, tender.AwardAmountCurrency) = (winner.Price, winner.PriceCurrency);
        return ActionOutcome.Done;
    }

    private static decimal Mean(Bid bid, IReadOnlyList<BidScore> scores) =>
        scores.Where(s => s.Bid?.Value == bid.Id).Select(s => (s.Technical ?? 0) + (s.Commercial ?? 0) + (s.Price ?? 0)).DefaultIfEmpty(0).Average();
}
