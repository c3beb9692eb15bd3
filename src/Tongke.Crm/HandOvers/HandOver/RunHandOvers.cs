using Tongke.Crm.Rules;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Crm.HandOvers;

/// <summary>
/// Works on hand-overs in steps of a hundred records. Each step is one transaction together with the state of the hand-over, so a node that dies loses
/// nothing, another goes on, and two that think it is theirs can't both commit a step.
/// </summary>
public static class RunHandOvers
{
    /// <summary>How long it can be taken back.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromDays(7);

    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromSeconds(20);
    private const int LeftShown = 200;

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("hand-overs", TimeSpan.FromSeconds(1), RunAsync);

    /// <summary>Does those that wait, and those whose node has died.</summary>
    public static async Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var definition = workspace.Schema[HandOver.ObjectName];
        var waiting = Condition.AnyOf(GuardHandOver.Moving.Select(s => Condition.Equal(new FieldPath(definition["status"]), s)));
        foreach (var found in await Keeper(workspace).LoadWhereAsync(definition, waiting, 10, ct))
            if (await TakeAsync(workspace, found.Id, ct) is { } turn)
                await DoAsync(workspace, turn, ct);
    }

    /// <summary>A session of the one who keeps the books of hand-overs.</summary>
    internal static Session Keeper(Workspace workspace) => workspace.Open(Actor.System("hand-over of customers"));

    /// <summary>Takes it for this run; null when another has it.</summary>
    private static async ValueTask<HandOverTurn?> TakeAsync(Workspace workspace, Guid id, CancellationToken ct)
    {
        var session = Keeper(workspace);
        if (await session.LoadAsync<HandOver>(new Id<HandOver>(id), ct) is not { } taken || taken.Record.IsDeleted || !GuardHandOver.Moving.Contains(taken.Status))
            return null;

        var updated = taken.Record[SystemFields.UpdatedAt] as DateTimeOffset?;
        if (taken.Runner is not null && updated > session.Now - AbandonedAfter)
            return null;

        session.Hold(taken.Record);
        var turn = new HandOverTurn(id, Guid.CreateVersion7(), taken.Status == HandOver.StatusValue.Undoing);
        taken.Runner = turn.Runner;
        taken.StartedAt ??= session.Now;
        if (!turn.IsUndo)
            taken.Status = HandOver.StatusValue.Running;

        return await session.CommitAsync(ct) is null ? turn : null;
    }

    private static async Task DoAsync(Workspace workspace, HandOverTurn turn, CancellationToken ct)
    {
        try
        {
            var session = Keeper(workspace);
            var asked = (await session.LoadAsync<HandOver>(new Id<HandOver>(turn.Id), ct))!;
            var person = turn.IsUndo ? asked.Record["undone_by"] as Guid? : asked.Record.Owner;
            if (await ActingPerson.FindAsync(session, person, asked.Record["started_with"] as Guid?, "hand_over", ct) is not { } actor)
            {
                await EndAsync(workspace, turn, HandOver.StatusValue.Failed, new Message("hand_over_without_person").In(session.Schema.Conventions.Language), ct);
                return;
            }

            var isOver = turn.IsUndo
                ? await new TakeBack(workspace, actor, turn).RunAsync(ct)
                : await new MoveRecords(workspace, actor, turn, HandOverAsk.Of(asked)!).RunAsync(ct);
            if (isOver)
                await EndAsync(workspace, turn, turn.IsUndo ? HandOver.StatusValue.Undone : HandOver.StatusValue.Done, null, ct);
        }
        catch (Exception defect) when (defect is not (OperationCanceledException or StorageException))
        {
            await EndAsync(workspace, turn, HandOver.StatusValue.Failed, new Message("hand_over_defect").In(workspace.Schema.Conventions.Language), ct);
            throw;
        }
    }

    private static async Task EndAsync(Workspace workspace, HandOverTurn turn, string status, string? message, CancellationToken ct)
    {
        var entries = new HandOverEntries(workspace.Database);
        var left = await entries.LeftAsync(turn.Id, turn.IsUndo ? EntryState.Kept : EntryState.Left, LeftShown, ct);
        for (Refusal? refusal = new Stale(null!, []); refusal is Stale;)
        {
            var session = Keeper(workspace);
            if (await turn.LoadAsync(session, ct) is not { } ended)
                return;

            ended.Status = status;
            ended.FinishedAt = session.Now;
            ended.UndoUntil = turn.IsUndo ? ended.UndoUntil : session.Now + UndoFor;
            ended.Record["message"] = message;
            ended.Record["left_records"] = left.Count == 0 ? null : System.Text.Json.JsonSerializer.SerializeToElement(left.Select(l => new { @object = l.Object, record = l.Record, message = l.Message }), Json.Relaxed);
            TellHeirs.Tell(session, ended, turn.IsUndo ? await entries.TakenBackAsync(turn.Id, session.Schema, ct) : await entries.GivenAsync(turn.Id, ct), turn.IsUndo);
            refusal = await session.CommitAsync(ct);
        }
    }
}

/// <summary>One node's turn at a hand-over.</summary>
/// <param name="Id">The hand-over.</param>
/// <param name="Runner">Mark of this turn.</param>
/// <param name="IsUndo">Whether it is being taken back.</param>
internal sealed record HandOverTurn(Guid Id, Guid Runner, bool IsUndo)
{
    /// <summary>The hand-over in a session, which commits only if nobody else writes it meanwhile; null when it is no longer this turn's: stopped, or taken by another node.</summary>
    public async ValueTask<HandOver?> LoadAsync(Session session, CancellationToken ct)
    {
        if (await session.LoadAsync<HandOver>(new Id<HandOver>(Id), ct) is not { } record || record.Record.IsDeleted || record.Runner != Runner
            || record.Status != (IsUndo ? HandOver.StatusValue.Undoing : HandOver.StatusValue.Running))
            return null;

        session.Hold(record.Record);
        return record;
    }
}
