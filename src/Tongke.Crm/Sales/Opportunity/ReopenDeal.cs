using Tongke.Crm.Actions;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>Opens a won or lost deal again, in the stage given or the one it was in before it ended; a later one has to let it in. The reason becomes a note.</summary>
public sealed class ReopenDeal : IRecordAction
{
    private const int LongestSubject = 200;
    private readonly DefaultPipeline pipelines = new();

    /// <inheritdoc />
    public string Object => Opportunity.ObjectName;

    /// <inheritdoc />
    public string Name => "reopen";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var deal = Opportunity.Over(record);
        if (deal.Status == Opportunity.StatusValue.Open)
            return new RuleRefused(new Message("deal_not_closed"));

        var open = (await pipelines.StagesAsync(deal.Pipeline!.Value, session, ct)).Where(s => s.Type == Stage.TypeValue.Open).ToArray();
        var wanted = parameters.Read<Guid>(Opportunity.Fields.Stage) ?? await StageBeforeEndAsync(deal, session, ct);
        if ((open.FirstOrDefault(s => s.Id == wanted) ?? open.FirstOrDefault()) is not { } stage)
            return new RuleRefused(new Message("pipeline_without_stages"));

        deal.Stage = new Id<Stage>(stage.Id);
        Note(deal, parameters.ReadText("reason"), session);
        return ActionOutcome.Done;
    }

    /// <summary>The stage from which a closed deal was won or lost; null when it was made as it is.</summary>
    public static async ValueTask<Guid?> StageBeforeEndAsync(Opportunity deal, Session session, CancellationToken ct)
    {
        var path = new FieldPath(session.Schema[StageLog.ObjectName][StageLog.Fields.Opportunity]);
        var logs = await session.LoadWhereAsync<StageLog>(Condition.Equal(path, deal.Id), ct: ct);
        return logs.Where(l => l.LeftAt is null).MaxBy(l => l.EnteredAt)?.FromStage?.Value;
    }

    private static void Note(Opportunity deal, string? reason, Session session)
    {
        var subject = new Message("deal_reopened", reason ?? "").In(session.Schema.Conventions.Language);
        var note = session.Make<Activity>();
        note.Type = Activity.TypeValue.Note;
        note.Subject = subject.Cut(LongestSubject);
        note.OccurredAt = session.Now;
        note.Opportunity = new Id<Opportunity>(deal.Id);
        note.Record["owner"] = session.Actor.UserId ?? deal.Record.Owner;
    }
}
