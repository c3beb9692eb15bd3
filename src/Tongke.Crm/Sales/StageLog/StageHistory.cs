using Tongke.Crm.Rules;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>The stays of a deal in its stages, as this session adds to them. Its rules may run several times; each stay is written once.</summary>
internal static class StageHistory
{
    private const int LongestReason = 500;

    /// <summary>Ends the stay before and begins the one in <paramref name="stage"/>.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="stage">Where it goes.</param>
    /// <param name="stages">The stages of its pipeline.</param>
    /// <param name="reason">Why the system moved it; null when a person did.</param>
    /// <param name="session">The session that moves it.</param>
    /// <param name="ct">Cancels.</param>
    public static async ValueTask EnterAsync(Opportunity deal, Id<Stage> stage, IReadOnlyList<Stage> stages, Message? reason, Session session, CancellationToken ct)
    {
        var definition = session.Schema[StageLog.ObjectName];
        var at = deal.StageEnteredAt is { } entered && deal.IsNew ? entered : session.Now;
        var id = DerivedId.Of(session, deal.Id, stage.Value);
        if (session.Known(definition, id) is not { } record)
        {
            var from = deal.Original<Guid?>(Opportunity.Fields.Stage) is { } stored ? new Id<Stage>(stored) : (Id<Stage>?)null;
            foreach (var stay in await OpenStaysAsync(deal, stages, session, ct))
            {
                from = stay.Stage;
                Leave(stay, stage, at, session.Schema.Conventions);
            }

            record = session.Make(definition, id);
            StageLog.Over(record).FromStage = from;
        }

        var log = StageLog.Over(record);
        log.Opportunity = new Id<Opportunity>(deal.Id);
        log.Pipeline = deal.Pipeline;
        log.Stage = stage;
        log.EnteredAt = at;
        log.Amount = deal.Amount;
        log.Record["owner"] = deal.Record["owner"];
        log.Record["department"] = deal.Record["department"];
        if (reason is not null)
        {
            var text = reason.In(session.Schema.Conventions.Language);
            log.Way = StageLog.WayValue.System;
            log.Reason = text.Cut(LongestReason);
        }
    }

    /// <summary>The deal does not move after all: somebody else moved it meanwhile. What this session began is not written.</summary>
    public static void TakeBack(Opportunity deal, IEnumerable<Stage> stages, Session session)
    {
        foreach (var stay in Made(deal, stages, session))
            session.Leave(stay.Record);
    }

    private static async ValueTask<IReadOnlyList<StageLog>> OpenStaysAsync(Opportunity deal, IReadOnlyList<Stage> stages, Session session, CancellationToken ct)
    {
        if (deal.IsNew)
            return [.. Made(deal, stages, session).Where(s => s.LeftAt is null)];

        var definition = session.Schema[StageLog.ObjectName];
        var isOpen = Condition.AllOf(
        [
            Condition.Equal(new FieldPath(definition[StageLog.Fields.Opportunity]), deal.Id),
            Condition.IsEmpty(new FieldPath(definition[StageLog.Fields.LeftAt])),
        ]);
        var stored = await session.LoadWhereAsync<StageLog>(isOpen, ct: ct);
        return [.. stored.Concat(Made(deal, stages, session)).Where(s => s.LeftAt is null)];
    }

    private static StageLog[] Made(Opportunity deal, IEnumerable<Stage> stages, Session session)
    {
        var definition = session.Schema[StageLog.ObjectName];
        return stages
            .Select(s => session.Known(definition, DerivedId.Of(session, deal.Id, s.Id)))
            .OfType<Record>()
            .Where(r => r.IsNew)
            .Select(StageLog.Over)
            .ToArray();
    }

    private static void Leave(StageLog stay, Id<Stage> next, DateTimeOffset at, Conventions conventions)
    {
        var definition = stay.Record.Object;
        stay.ToStage = next;
        stay.LeftAt = at;
        stay.DwellSeconds = (long)Math.Max(0, (at - stay.EnteredAt!.Value).TotalSeconds);
        stay.WorkSeconds = WorkTime.Between(stay.EnteredAt!.Value, at, conventions);
        stay.Record.Derives(
            definition[StageLog.Fields.ToStage], definition[StageLog.Fields.LeftAt], definition[StageLog.Fields.DwellSeconds], definition[StageLog.Fields.WorkSeconds]);
    }
}
