using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// What changed in an object since a point of the sealed log: records that the actor sees now, and the ids of those the actor saw then and does
/// not see any more, deleted or moved away. What was never within reach does not appear at all.
/// </summary>
public static class Delta
{
    /// <summary>Changes that one page looks at.</summary>
    private const int PageSize = 1000;

    /// <summary>The newest point of the log.</summary>
    public static async ValueTask<long> LatestAsync(Session session, CancellationToken ct) =>
        await session.Workspace.Database.ScalarAsync<long>(Sql.Literal("select coalesce(max(seq), 0) from change_seal"), ct);

    /// <summary>The next page after <paramref name="since"/>.</summary>
    public static async ValueTask<DeltaPage> ReadAsync(Session session, ObjectSchema definition, long since, CancellationToken ct)
    {
        var changes = await session.Workspace.Database.ListAsync(
            Sql.From($"select s.seq, c.record, c.object from change_seal s join change c on c.id = s.change where s.seq > {since} order by s.seq limit {Sql.Integer(PageSize)}"),
            rows => (Seq: rows.GetInt64(0), Record: rows.GetGuid(1), Object: rows.GetText(2)),
            ct);
        var changed = changes.Where(c => c.Object == definition.Name).Select(c => c.Record).Distinct().ToArray();
        var memberships = changes.Where(c => c.Object == DeltaTeams.ObjectName).Select(c => c.Record).Distinct().ToArray();
        changed = [.. changed.Union(await DeltaAttachments.TouchedAsync(session, definition, changes.ToLookup(c => c.Object, c => c.Record), since, ct))];
        if (changes.Count > 0)
            changed = [.. changed.Union(await new RolledUp(session.Workspace.Database, since, changes[^1].Seq).TouchedAsync(session, definition, ct))];

        var (seen, gone) = await SplitAsync(session, definition, changed, memberships, since, ct);
        return new(seen, gone, changes.Count > 0 ? changes[^1].Seq : since, changes.Count == PageSize);
    }

    /// <summary>
    /// Of records that changed after <paramref name="since"/>, and of those whose team the actor joined or left: those that the actor sees now, and
    /// those the actor saw then and sees no more.
    /// </summary>
    /// <param name="session">Whose actor it is.</param>
    /// <param name="definition">The object.</param>
    /// <param name="records">Records of it that changed.</param>
    /// <param name="memberships">Memberships in teams of any records that changed.</param>
    /// <param name="since">The point of the log.</param>
    /// <param name="ct">Gives up.</param>
    public static async ValueTask<(IReadOnlyList<Guid> Changed, IReadOnlyList<Guid> Removed)> SplitAsync(
        Session session, ObjectSchema definition, IReadOnlyCollection<Guid> records, IReadOnlyCollection<Guid> memberships, long since, CancellationToken ct)
    {
        var teams = await DeltaTeams.ReadAsync(session, definition, since, memberships, ct);
        var changed = records.Concat(teams.Touched).Distinct().ToArray();
        var visible = await VisibleAsync(session, definition, changed, ct);
        var removed = new List<Guid>();
        foreach (var gone in changed.Where(id => !visible.Contains(id)))
            if (await WasSeenAsync(session, definition, gone, memberships, since, teams, ct))
                removed.Add(gone);

        return ([.. changed.Where(visible.Contains)], removed);
    }

    private static async ValueTask<HashSet<Guid>> VisibleAsync(Session session, ObjectSchema definition, Guid[] ids, CancellationToken ct)
    {
        if (ids.Length == 0)
            return [];

        var alias = Identifier.Of("t");
        return [.. await session.Workspace.Database.ListAsync(
            Sql.From($"select t.id from {definition.Table} {alias} where {Sql.In(Sql.Literal("t.id"), ids)} and {new Reach(session).Living(definition, alias)}"),
            rows => rows.GetGuid(0),
            ct)];
    }

    /// <summary>Whether the record was there at that point, as the log knows it, and in the actor's sight.</summary>
    internal static async ValueTask<bool> WasSeenAsync(
        Session session, ObjectSchema definition, Guid id, IReadOnlyCollection<Guid> memberships, long since, DeltaTeams teams, CancellationToken ct)
    {
        var access = session.Access.On(definition);
        if (await PastAsync(session, definition, id, since, ct) is not { } then || !access.May(RecordAction.Read))
            return false;

        if (definition.Attachment is not { } attachment || (attachment.Object is not null && then.GetValueOrDefault(attachment.Record) is null))
            return Evaluator.IsTrue(access.Read, new PastValues(then), session.Context) || await teams.HeldAsync(id, ct);

        if (attachment.HolderOf(session.Schema, then.GetValueOrDefault) is not var (holder, held))
            return false;

        var isShown = attachment.Field is null || then.GetValueOrDefault(attachment.Field) is not string name || (holder.Find(name) is { } field && session.Access.On(holder).MayRead(field));
        return isShown && await WasSeenAsync(session, holder, held, memberships, since, await DeltaTeams.ReadAsync(session, holder, since, memberships, ct), ct);
    }

    /// <summary>
    /// The values of a record at a point of the log, or those with which it was made later: a page may have read it before the log had it. Null when it
    /// lay in the recycle bin.
    /// </summary>
    internal static async ValueTask<Dictionary<FieldSchema, object?>?> PastAsync(Session session, ObjectSchema definition, Guid id, long at, CancellationToken ct)
    {
        var then = new Dictionary<FieldSchema, object?> { [definition[SystemFields.Id]] = id };
        var isLiving = false;
        await using var rows = await session.Workspace.Database.QueryAsync(
            Sql.From($"select c.kind, c.diff, c.actor from change c join change_seal s on s.change = c.id where c.record = {id} and c.object = {definition.Name} and (s.seq <= {at} or c.kind = 'created') order by c.version"), ct);
        while (await rows.ReadAsync(ct))
        {
            var kind = rows.GetText(0);
            isLiving = kind is not ("deleted" or "purged");
            if (kind == "created")
                then[definition[SystemFields.CreatedBy]] = rows.Get<Guid?>(2);

            using var diff = JsonDocument.Parse(rows.GetText(1));
            foreach (var entry in diff.RootElement.EnumerateObject())
                if (definition.Find(entry.Name) is { } field)
                    then[field] = Values.ParsePast(entry.Value[1], field.ValueType);
        }

        return isLiving ? then : null;
    }

    /// <summary>A record as it was. What its lookups led to then is not known: scopes that follow them see nothing.</summary>
    private sealed class PastValues(Dictionary<FieldSchema, object?> values) : IFieldValues
    {
        public object? Value(FieldSchema field) => values.GetValueOrDefault(field);

        public IFieldValues? Related(FieldSchema lookup) => null;

        public IEnumerable<IFieldValues> Children(FieldSchema childLookup) => [];
    }
}

/// <summary>One page of what changed.</summary>
/// <param name="Changed">Records to read again.</param>
/// <param name="Removed">Records that are gone from the actor's sight.</param>
/// <param name="Token">Where to go on.</param>
/// <param name="HasMore">Whether there is more already.</param>
public sealed record DeltaPage(IReadOnlyList<Guid> Changed, IReadOnlyList<Guid> Removed, long Token, bool HasMore);
