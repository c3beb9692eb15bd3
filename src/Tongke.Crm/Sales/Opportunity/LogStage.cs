using Tongke.Crm.Rules;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Writes down each stay of a deal in a stage: when it came, from where, when it went on, and how long it stayed.</summary>
public sealed class LogStage : IAfterSave<Opportunity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (!record.Changed(Opportunity.Fields.Stage) || record.Stage is not { } stage)
            return null;

        if (!record.IsNew)
            await LeaveAsync(record, stage, session, ct);

        var id = DerivedId.Of(session, record.Id);
        var definition = session.Schema[StageLog.ObjectName];
        var log = StageLog.Over(session.Known(definition, id) ?? session.Make(definition, id));
        log.Opportunity = new Id<Opportunity>(record.Id);
        log.Pipeline = record.Pipeline;
        if (record.Original<Guid?>(Opportunity.Fields.Stage) is { } from)
            log.FromStage = new Id<Stage>(from);

        log.Stage = stage;
        log.EnteredAt = record.StageEnteredAt ?? session.Now;
        log.Amount = record.Amount;
        log.Record["owner"] = record.Record["owner"];
        log.Record["department"] = record.Record["department"];
        return null;
    }

    private static async ValueTask LeaveAsync(Opportunity record, Id<Stage> next, Session session, CancellationToken ct)
    {
        var definition = session.Schema[StageLog.ObjectName];
        var isOpen = Condition.AllOf(
        [
            Condition.Equal(new FieldPath(definition[StageLog.Fields.Opportunity]), record.Id),
            Condition.IsEmpty(new FieldPath(definition[StageLog.Fields.LeftAt])),
        ]);
        foreach (var log in await session.LoadWhereAsync<StageLog>(isOpen, ct: ct))
        {
            var left = record.StageEnteredAt ?? session.Now;
            log.ToStage = next;
            log.LeftAt = left;
            log.DwellSeconds = (long)Math.Max(0, (left - log.EnteredAt!.Value).TotalSeconds);
        }
    }
}
