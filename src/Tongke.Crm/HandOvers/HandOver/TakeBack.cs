using Tongke.Crm.Customers;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.HandOvers;

/// <summary>Gives the records back to whom they belonged, save those that somebody changed since, are deleted, or are out of reach of the one who asks.</summary>
internal sealed class TakeBack(Workspace workspace, Actor actor, HandOverTurn turn)
{
    private const int AtOnce = 100;

    private readonly HandOverEntries entries = new(workspace.Database);

    /// <summary>Runs it to the end; false when it is no longer this turn's.</summary>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        foreach (var name in (await LinesAsync(workspace.Open(actor), ct)).OrderBy(l => l.Record["position"]).Select(l => (string)l.Record["object"]!).ToArray())
        {
            var after = Guid.Empty;
            while (await entries.StandingAsync(turn.Id, name, after, AtOnce, ct) is [.., var last] page)
            {
                if (!await GiveBackAsync(name, page, null, ct))
                    return false;

                after = last.Record;
            }

            if (!await CloseAsync(name, ct))
                return false;
        }

        return true;
    }

    /// <summary>What had gone along with others came back with them, or stayed with them.</summary>
    private async Task<bool> CloseAsync(string name, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        if (await turn.LoadAsync(session, ct) is not { } handOver)
            return false;

        var line = (await LinesAsync(session, ct)).First(l => l.Record["object"] as string == name);
        var open = (line.Moved ?? 0) - (line.Undone ?? 0);
        if (open <= 0 || session.Schema.Find(name) is not { } definition)
            return true;

        var back = Math.Min(open, (await entries.AlongAsync(turn.Id, definition, ct)).Back);
        (line.Undone, handOver.Undone) = ((line.Undone ?? 0) + back, (handOver.Undone ?? 0) + back);
        return await session.CommitAsync(ct) is null;
    }

    /// <summary>One step; when it is refused, record by record.</summary>
    private async Task<bool> GiveBackAsync(string name, IReadOnlyList<HandOverEntry> page, Message? refused, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        if (await turn.LoadAsync(session, ct) is not { } handOver)
            return false;

        var line = (await LinesAsync(session, ct)).First(l => l.Record["object"] as string == name);
        var kept = refused is not null || session.Schema.Find(name) is not { } definition
            ? page.ToDictionary(e => e.Record, _ => refused ?? new Message("undo_gone"))
            : await RestoreAsync(session, definition, page, ct);
        var undone = page.Count - kept.Count;
        (line.Undone, line.KeptCount) = ((line.Undone ?? 0) + undone, (line.KeptCount ?? 0) + kept.Count);
        (handOver.Undone, handOver.KeptCount) = ((handOver.Undone ?? 0) + undone, (handOver.KeptCount ?? 0) + kept.Count);
        session.Include("taken back", batch =>
        {
            foreach (var entry in page)
                HandOverEntries.Settle(batch, turn.Id, entry.Record, kept.ContainsKey(entry.Record) ? EntryState.Kept : EntryState.Undone, kept.GetValueOrDefault(entry.Record)?.In(actor.Language));
            HandOverEntries.KeepUp(batch, turn.Id, HandOverScope.Touched(session));
        });
        if (await session.CommitAsync(ct) is not { } refusal)
            return true;

        if (refused is not null)
            return false; // Another node is at it, or will be.

        if (page.Count == 1)
            return await GiveBackAsync(name, page, refusal.Problems.Select(p => p.Message).FirstOrDefault(refusal.Message), ct);

        foreach (var entry in page)
            if (!await GiveBackAsync(name, [entry], null, ct))
                return false;

        return true;
    }

    /// <returns>Those that stay as they are, each with the reason.</returns>
    private async ValueTask<Dictionary<Guid, Message>> RestoreAsync(Session session, ObjectSchema definition, IReadOnlyList<HandOverEntry> page, CancellationToken ct)
    {
        var kept = new Dictionary<Guid, Message>();
        var needed = HandOverScope.Needed(definition);
        var found = await session.FindManyAsync(definition, [.. page.Select(e => e.Record)], needed, ct);
        var since = await workspace.Changes.ValuesBeforeAsync(definition, page.ToDictionary(e => e.Record, e => e.Version), ct);
        var ownerSince = definition.Find(PoolFields.OwnerSince);
        var before = ownerSince is null ? null : await workspace.Changes.ValuesBeforeAsync(definition, page.ToDictionary(e => e.Record, e => e.Version - 1), ct);
        foreach (var entry in page)
        {
            if (since.TryGetValue(entry.Record, out var changed) && changed.Keys.Any(f => f.IsWritable || f == HandOverScope.Holder(definition)))
                kept[entry.Record] = new Message("undo_changed_since");
            else if (entry.State == EntryState.Removed)
                await RejoinAsync(session, definition, entry, kept, ct);
            else if (found.TryGetValue(entry.Record, out var one) && one is { Record: { } record, Refusal: null })
            {
                Give(record, entry);
                if (before?.GetValueOrDefault(entry.Record) is { } values && values.TryGetValue(ownerSince!, out var held))
                    record[ownerSince!] = held;
            }
            else
                kept[entry.Record] = one.Refusal?.Message ?? new Message("undo_gone");
        }

        return kept;
    }

    private static void Give(Record record, HandOverEntry entry)
    {
        record[HandOverScope.Holder(record.Object)] = entry.Before;
        if (record.Object.IsOwned)
            record[SystemFields.Department] = entry.Department;
    }

    private static async ValueTask<bool> RejoinAsync(Session session, ObjectSchema definition, HandOverEntry entry, Dictionary<Guid, Message> kept, CancellationToken ct)
    {
        if (await session.FindInBinAsync(definition, entry.Record, RecordAction.Edit, ct) is { Record: { } record, Refusal: null })
            session.Restore(record);
        else
            kept[entry.Record] = new Message("undo_gone");

        return !kept.ContainsKey(entry.Record);
    }

    private async ValueTask<IReadOnlyList<HandOverLine>> LinesAsync(Session session, CancellationToken ct) =>
        await session.LoadWhereAsync<HandOverLine>(Condition.Equal(new FieldPath(session.Schema[HandOverLine.ObjectName]["hand_over"]), turn.Id), ct: ct);
}
