using Tongke.Crm.Actions;
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
        var evaluation = await Evaluation.ReadAsync(tender, session, ct);
        if (evaluation.Bids.FirstOrDefault(b => b.Id == parameters.Read<Guid>(Tender.Fields.Winner)) is not { } winner)
            return new Invalid([new Problem(Tender.Fields.Winner, new Message("winner_of_other_tender"))]);

        if (evaluation.Scores.Count < evaluation.Needed)
            return new RuleRefused(new Message("scores_missing", evaluation.Scores.Count, evaluation.Needed));

        var reason = parameters.ReadText(Tender.Fields.AwardReason);
        if (reason is null && evaluation.Bids.Max(b => evaluation.MeanOf(b)) > evaluation.MeanOf(winner))
            return new Invalid([new Problem(Tender.Fields.AwardReason, new Message("winner_not_best"))]);

        session.Hold(record);
        (tender.Winner, tender.AwardReason, tender.ProposedAt, tender.Status) = (new Id<Bid>(winner.Id), reason, session.Now, Tender.StatusValue.Awarding);
        (tender.AwardAmount, tender.AwardAmountCurrency) = (winner.Price, winner.PriceCurrency);
        return ActionOutcome.Done;
    }
}
