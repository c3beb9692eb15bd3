using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.HandOvers;

/// <summary>Gives the records their new owners, object by object, those first whom others follow, with the rights of the one who hands over.</summary>
internal sealed class MoveRecords(Workspace workspace, Actor actor, HandOverTurn turn, HandOverAsk ask)
{
    private const int AtOnce = 100;
    private static readonly string[] OnWhat = ["object", "record"];

    private readonly HandOverEntries entries = new(workspace.Database);

    /// <summary>Runs it to the end; false when it is no longer this turn's.</summary>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        if (!await PlanAsync(ct))
            return false;

        foreach (var definition in HandOverScope.Objects(workspace.Open(actor), ask).ToArray())
        {
            var after = Guid.Empty;
            while (await HandOverScope.NextAsync(workspace.Open(actor), definition, ask, turn.Id, after, AtOnce, ct) is [.., var last] ids)
            {
                if (!await MoveAsync(definition.Name, ids, ct))
                    return false;

                after = last;
            }

            if (!await CloseAsync(definition.Name, ct))
                return false;
        }

        return true;
    }

    /// <summary>
    /// What went along with another record, as the invoices of a contract do, is handed over as planned; what somebody else gave away, finished or deleted
    /// since the preview was skipped.
    /// </summary>
    private async Task<bool> CloseAsync(string name, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        if (await turn.LoadAsync(session, ct) is not { } handOver)
            return false;

        if ((await LinesAsync(session, ct)).FirstOrDefault(l => l.Record["object"] as string == name) is not { } line)
            return true;

        var over = (line.Planned ?? 0) - (line.Moved ?? 0) - (line.LeftCount ?? 0) - (line.Skipped ?? 0);
        if (over <= 0)
            return true;

        var along = session.Schema.Find(name) is { } definition ? Math.Min(over, (await entries.AlongAsync(turn.Id, definition, ct)).Went) : 0;
        (line.Moved, handOver.Done) = ((line.Moved ?? 0) + along, (handOver.Done ?? 0) + along);
        (line.Skipped, handOver.Skipped) = ((line.Skipped ?? 0) + over - along, (handOver.Skipped ?? 0) + over - along);
        return await session.CommitAsync(ct) is null;
    }

    /// <summary>Writes how much there is to do, once.</summary>
    private async Task<bool> PlanAsync(CancellationToken ct)
    {
        var session = workspace.Open(actor);
        if (await turn.LoadAsync(session, ct) is not { } handOver)
            return false;

        if ((await LinesAsync(session, ct)).Count > 0)
            return true;

        var total = 0L;
        foreach (var (position, definition) in HandOverScope.Objects(session, ask).Index())
        {
            var (meant, inReach) = await HandOverScope.CountAsync(session, definition, ask, turn.Id, ct);
            var planned = Math.Max(inReach, ask.Promised.GetValueOrDefault(definition.Name));
            if (planned == 0 && meant == 0)
                continue;

            var line = MakeLine(session, definition, position);
            (line["planned"], line["out_of_reach"]) = (planned, meant - inReach);
            total += planned;
        }

        handOver.Total = total;
        return await session.CommitAsync(ct) is null;
    }

    /// <summary>One step; when it is refused, record by record, so that only those are left that must be.</summary>
    private async Task<bool> MoveAsync(string name, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        if (await turn.LoadAsync(session, ct) is not { } handOver || session.Schema.Find(name) is not { } definition)
            return false;

        var line = await LineAsync(session, name, ct);
        var found = await session.FindManyAsync(definition, ids, HandOverScope.Needed(definition), ct);
        var moved = new List<(Record Record, HandOverEntry Before)>();
        foreach (var id in ids)
            if (found.TryGetValue(id, out var one) && one is { Record: { } record, Refusal: null } && IsMeant(record))
                moved.Add(await GiveAsync(record, Count(line, "moved") + Count(line, "left_count") + moved.Count, session, ct));

        if (moved.Count == 0)
            return true;

        line["moved"] = Count(line, "moved") + moved.Count;
        handOver.Done = (handOver.Done ?? 0) + moved.Count;
        session.Include("handed over", batch =>
        {
            HandOverEntries.Add(batch, turn.Id, moved.Select(m => m.Before with { Version = m.Record.Version }));
            HandOverEntries.Follow(batch, turn.Id, Along(session, moved));
            HandOverEntries.KeepUp(batch, turn.Id, HandOverScope.Touched(session).Except(moved.Select(m => m.Record)));
        });
        if (await session.CommitAsync(ct) is not { } refusal)
            return true;

        if (ids.Count == 1)
            return await LeaveAsync(name, ids[0], refusal, ct);

        foreach (var id in ids)
            if (!await MoveAsync(name, [id], ct))
                return false;

        return true;
    }

    /// <summary>What rules gave to the heirs along with these, of whom it belonged to as they did.</summary>
    private IEnumerable<HandOverEntry> Along(Session session, IReadOnlyList<(Record Record, HandOverEntry Before)> moved)
    {
        var (own, from) = (moved.Select(m => m.Record).ToHashSet(), moved.Select(m => m.Before.Before).ToHashSet());
        return HandOverScope.Objects(session, ask).Where(o => o.IsOwned).SelectMany(session.Held)
            .Select(r => (Record: r, Before: r.Original(HandOverScope.Holder(r.Object)) as Guid?, After: r[HandOverScope.Holder(r.Object)] as Guid?))
            .Where(r => !r.Record.IsNew && !own.Contains(r.Record) && r.Before != r.After && from.Contains(r.Before) && r.After is { } heir && ask.Heirs.Contains(heir))
            .Select(r => new HandOverEntry(r.Record.Id, r.Record.Object.Name, EntryState.Along, r.Before, null, r.After, r.Record.Version));
    }

    private bool IsMeant(Record record)
    {
        var holder = record[HandOverScope.Holder(record.Object)] as Guid?;
        return ask.From is { } from ? holder == from : holder is null || !ask.Heirs.Contains(holder.Value);
    }

    private async ValueTask<(Record, HandOverEntry)> GiveAsync(Record record, long turnOf, Session session, CancellationToken ct)
    {
        var holder = HandOverScope.Holder(record.Object);
        var heir = await HeirOfAsync(record, turnOf, session, ct);
        var entry = new HandOverEntry(record.Id, record.Object.Name, EntryState.Moved, record[holder] as Guid?, record.Object.IsOwned ? record[SystemFields.Department] as Guid? : null, heir, 0);
        if (record.Object.Name == HandOverScope.Memberships && await IsThereAsync(record, heir, session, ct))
        {
            session.Delete(record);
            return (record, entry with { State = EntryState.Removed });
        }

        record[holder] = heir;
        return (record, entry);
    }

    /// <summary>Who follows another record goes where that went; the others go round.</summary>
    private async ValueTask<Guid> HeirOfAsync(Record record, long turnOf, Session session, CancellationToken ct)
    {
        if (ask.Heirs.Count == 1)
            return ask.Heirs[0];

        if (record.Object.Name == HandOverScope.Memberships && session.Schema.Find(record["object"] as string ?? "") is { } holder
            && record["record"] is Guid on && await session.LoadAsync(holder, on, ct) is { Owner: { } owner } && ask.Heirs.Contains(owner))
            return owner;

        if (ask.FollowsAccount)
            foreach (var lookup in HandOverScope.Follows(record.Object))
                if (record[lookup] is Guid id && await session.LoadAsync(lookup.Target!, id, ct) is { Owner: { } parent } && ask.Heirs.Contains(parent))
                    return parent;

        return ask.Heirs[(int)(turnOf % ask.Heirs.Count)];
    }

    /// <summary>Whether the heir has the record already, as its owner or on its team.</summary>
    private static async ValueTask<bool> IsThereAsync(Record membership, Guid heir, Session session, CancellationToken ct)
    {
        var definition = membership.Object;
        var same = Condition.AllOf(OnWhat.Select(f => Condition.Equal(new FieldPath(definition[f]), membership[f])).Append(Condition.Equal(new FieldPath(definition["user"]), heir)));
        return (session.Schema.Find(membership["object"] as string ?? "") is { IsOwned: true } holder && membership["record"] is Guid id && (await session.LoadAsync(holder, id, ct))?.Owner == heir)
            || (await session.LoadWhereAsync(definition, same, 1, ct)).Count > 0;
    }

    private async Task<bool> LeaveAsync(string name, Guid id, Refusal refusal, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        if (await turn.LoadAsync(session, ct) is not { } handOver)
            return false;

        // Somebody else gave it away meanwhile: then it is theirs to tell.
        var definition = session.Schema[name];
        if (await session.LoadAsync(definition, id, ct) is not { IsDeleted: false } record || !IsMeant(record))
            return true;

        var reason = string.Join(' ', refusal.Problems.Select(p => p.Message).DefaultIfEmpty(refusal.Message).Select(m => m.In(actor.Language)));
        var line = await LineAsync(session, name, ct);
        line["left_count"] = Count(line, "left_count") + 1;
        handOver.LeftCount = (handOver.LeftCount ?? 0) + 1;
        session.Include("left", batch => HandOverEntries.Leave(batch, turn.Id, name, id, reason));
        await session.CommitAsync(ct);
        return true;
    }

    private static long Count(Record line, string field) => line[field] as long? ?? 0;

    private Record MakeLine(Session session, ObjectSchema definition, int position)
    {
        var line = session.Make(session.Schema[HandOverLine.ObjectName]);
        (line["hand_over"], line["object"], line["position"]) = (turn.Id, definition.Name, (long)position);
        line["title"] = (definition.Definition.Plural ?? definition.Label).In(session.Schema.Conventions.Language);
        return line;
    }

    /// <summary>The line of an object; of one that had nothing to hand over when it was planned, a new one.</summary>
    private async ValueTask<Record> LineAsync(Session session, string name, CancellationToken ct) =>
        (await LinesAsync(session, ct)).FirstOrDefault(l => l.Record["object"] as string == name)?.Record
        ?? MakeLine(session, session.Schema[name], HandOverScope.Objects(session, ask).ToList().FindIndex(o => o.Name == name));

    private async ValueTask<IReadOnlyList<HandOverLine>> LinesAsync(Session session, CancellationToken ct) =>
        await session.LoadWhereAsync<HandOverLine>(Condition.Equal(new FieldPath(session.Schema[HandOverLine.ObjectName]["hand_over"]), turn.Id), ct: ct);
}
