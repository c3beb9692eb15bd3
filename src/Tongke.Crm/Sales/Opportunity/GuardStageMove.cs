using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// A deal moves only when everything the stages ask for is there, those included that it jumps over; otherwise the move is refused with the list of what
/// is missing. A stage to which deals come straight asks only for what brings them there. One that comes from another pipeline goes on from where the new one begins, one that is opened again from where it ended.
/// A deal that is made in a later stage (history taken in from a file) is not a move.
/// </summary>
internal sealed class GuardStageMove(DefaultPipeline pipelines) : IBeforeSave<Opportunity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (record.IsNew || !record.Changed(Opportunity.Fields.Stage) || record.Original<Guid?>(Opportunity.Fields.Stage) is not { } before)
            return null;

        if (await session.LoadAsync<Stage>(new Id<Stage>(before), ct) is not { } from || await session.LoadAsync(record.Stage, ct) is not { } to)
            return null;

        if (from.Type != Stage.TypeValue.Open && (record.Wrote(Opportunity.Fields.Stage) || record.Wrote(Opportunity.Fields.Pipeline)))
            return new RuleRefused(new Message("deal_is_closed", StageGate.NameOf(from)));

        if (from.Type != Stage.TypeValue.Open && to.Type == Stage.TypeValue.Open && from.Pipeline == to.Pipeline)
        {
            // Giving a deal up and opening it again is no way round a gate.
            var left = await ReopenDeal.StageBeforeEndAsync(record, session, ct);
            if ((left is { } id ? await session.LoadAsync<Stage>(new Id<Stage>(id), ct) : await FirstAsync(to, session, ct)) is not { } ended || ended.Pipeline != to.Pipeline)
                return null;

            return await MissingAsync(record, ended, to, session, ct);
        }

        if (from.Pipeline != to.Pipeline)
        {
            // Who comes from another pipeline goes on from where this one begins, so that no gate is passed by a detour.
            if (await FirstAsync(to, session, ct) is not { } first || first.Id == to.Id)
                return null;

            from = first;
        }

        var goesBack = to.Type == Stage.TypeValue.Open && to.Position < from.Position && from.Type == Stage.TypeValue.Open;
        if (goesBack && await session.LoadAsync(to.Pipeline, ct) is { BackMoves: Pipeline.BackMovesValue.Refused })
            return new RuleRefused(new Message("stage_back_refused", StageGate.NameOf(from), StageGate.NameOf(to)));

        return StageGate.GoesOn(from, to) && await StageGate.BringsAsync(record, to, session, ct) ? null : await MissingAsync(record, from, to, session, ct);
    }

    private async ValueTask<Refusal?> MissingAsync(Opportunity deal, Stage from, Stage to, Session session, CancellationToken ct)
    {
        var missing = await StageGate.MissingAsync(deal, from, await JumpedAsync(from, to, session, ct), to, session, ct);
        return missing.Count > 0 ? new RuleRefused(new Message("stage_move_refused", StageGate.NameOf(to)), missing) : null;
    }

    private async ValueTask<Stage?> FirstAsync(Stage to, Session session, CancellationToken ct) =>
        to.Pipeline is { } pipeline ? (await pipelines.StagesAsync(pipeline, session, ct)).FirstOrDefault(s => s.Type == Stage.TypeValue.Open) : null;

    /// <summary>The stages whose gates the move passes without stopping at them; none where the pipeline lets skip them freely.</summary>
    private async ValueTask<IReadOnlyList<Stage>> JumpedAsync(Stage from, Stage to, Session session, CancellationToken ct) =>
        to.Pipeline is { } pipeline && await session.LoadAsync(to.Pipeline, ct) is not { Skipping: Pipeline.SkippingValue.Free }
            ? StageGate.Between(from, to, await pipelines.StagesAsync(pipeline, session, ct))
            : [];
}
