using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>
/// Holds what <see cref="References"/> and <see cref="Deletion"/> found against writes that are committed meanwhile: the batch itself looks again
/// where its lookups point, whether anything living still points to what goes, whether a parent closes a circle, whether what parts belong to is
/// still open (see <see cref="Locks"/>), and whether what rules only read is as they read it (<see cref="Session.Rely(Record, FieldSchema)"/>). SQLite has one writer, so
/// looking is enough; on PostgreSQL a delete waits for those who point to its record, and they for it.
/// </summary>
internal static class ReferenceGuards
{
    private static readonly Identifier Whole = Identifier.Of("whole");

    /// <summary>What must stand before the rows are written.</summary>
    public static void Lock(WriteBatch batch, Session session, IReadOnlyList<RecordChange> changes)
    {
        // Two moves that together make a circle touch different rows: they take turns.
        foreach (var parent in Moved(changes).Select(m => m.Parent).Distinct().OrderBy(f => f.Object.Name, StringComparer.Ordinal).ThenBy(f => f.Name, StringComparer.Ordinal))
            OnPostgres(batch, Sql.From($"select pg_advisory_xact_lock(hashtextextended({$"{parent.Object.Name}.{parent.Name}"}, 0))"));

        // Several records that one commit changes are held in one order, whatever order they come in, or two commits would wait for each other.
        foreach (var group in changes.Where(c => c.Kind == ChangeKind.Updated).Select(c => c.Record).GroupBy(r => r.Object).Where(g => g.Skip(1).Any()).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
            OnPostgres(batch, Sql.From($"select 1 from {group.Key.Table} where {Sql.In(Sql.Literal("id"), [.. group.Select(r => r.Id)])} order by id for no key update"));

        // A foreign key holds the row against its key's change only; this waits for whoever points to it in a transaction of their own.
        foreach (var group in Deleted(changes).GroupBy(r => r.Object).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
            if (LookupsTo(group.Key).Any())
                OnPostgres(batch, Sql.From($"select 1 from {group.Key.Table} where {Sql.In(Sql.Literal("id"), [.. group.Select(r => r.Id)])} order by id for update"));
    }

    /// <summary>What must be true once the rows are written.</summary>
    public static void Check(WriteBatch batch, Session session, IReadOnlyList<RecordChange> changes)
    {
        foreach (var group in References.Chosen(session).Concat(Brought(changes)).GroupBy(c => c.Field.Target!).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            Guid[] ids = [.. group.Select(c => c.Id).Where(id => session.Known(group.Key, id) is not { IsNew: true }).Distinct()];
            if (ids.Length == 0)
                continue;

            var living = Sql.From($"select 1 from {group.Key.Table} where {Sql.In(Sql.Literal("id"), ids)} and deleted_at is null");
            batch.Add(Sql.PerDialect(living, Sql.From($"{living} order by id for key share")), Expect.Rows(ids.Length), new MissedReference(new("reference_gone", group.First().Record.Object.Label)));
        }

        foreach (var group in Deleted(changes).GroupBy(r => r.Object))
            foreach (var lookup in LookupsTo(group.Key))
                batch.Add(
                    Sql.From($"select 1 from {lookup.Object.Table} where {Sql.In(Sql.From($"{lookup.Column}"), [.. group.Select(r => r.Id)])} and deleted_at is null limit 1"),
                    Expect.Rows(0),
                    new MissedReference(new("still_referenced_somewhere", group.Key.Label)));

        CheckWholes(batch, session, changes);
        CheckRelied(batch, session);
        CheckRuledOut(batch, session);
        foreach (var group in Moved(changes).GroupBy(m => m.Parent, m => m.Record.Id))
            batch.Add(
                Sql.From($"select 1 from (with recursive up(start, at) as (select id, {group.Key.Column} from {group.Key.Object.Table} where {Sql.In(Sql.Literal("id"), [.. group])} union select up.start, t.{group.Key.Column} from up join {group.Key.Object.Table} t on t.id = up.at where up.at <> up.start) select start from up where at = start) circle"),
                Expect.Rows(0),
                new MissedReference(new("circular_parent", group.Key.Label)));
    }

    /// <summary>What parts that people wrote belong to must not have been locked since it was looked at. A record that this session writes too says so itself, by its version.</summary>
    private static void CheckWholes(WriteBatch batch, Session session, IReadOnlyList<RecordChange> changes)
    {
        foreach (var group in changes.SelectMany(c => Locks.WholesOf(session, c.Record)).Distinct().GroupBy(w => w.Lookup.Target!, w => w).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            Guid[] ids = [.. group.Select(w => w.Id).Where(id => session.Known(group.Key, id) is not { IsDirty: true }).Distinct()];
            if (ids.Length == 0)
                continue;

            var scope = new SqlScope(group.Key, Whole, session.Context, reach: null);
            var isOpen = scope.Condition(Condition.Not(Condition.AnyOf(Locks.Whole(group.Key).Select(l => l.When))));
            var open = Sql.From($"select 1 from {group.Key.Table} {Whole}{scope.Joins} where {Sql.In(Sql.From($"{Whole}.id"), ids)} and {isOpen}");
            batch.Add(
                Sql.PerDialect(open, Sql.From($"{open} order by {Whole}.id for no key update of {Whole}")),
                Expect.Rows(ids.Length),
                new MissedReference(new("part_of_locked", group.Key.Label, group.First().Lookup.Object.Label)));
        }
    }

    /// <summary>What rules only read must be as they read it: whoever changes it waits for this commit, or this one looks again after theirs.</summary>
    private static void CheckRelied(WriteBatch batch, Session session)
    {
        if (session.ReliedOn.Count == 0)
            return;

        // A record that is written too is guarded by its version.
        foreach (var group in session.ReliedOn.Where(r => !r.Record.IsDirty).GroupBy(r => (r.Field, Value: r.Record[r.Field]), r => r.Record.Id).OrderBy(g => g.Key.Field.Object.Name, StringComparer.Ordinal))
        {
            var (definition, field) = (group.Key.Field.Object, group.Key.Field);
            Guid[] ids = [.. group];
            var same = group.Key.Value is { } value ? Sql.From($"{field.Column} = {Values.Parameter(field, value)}") : Sql.From($"{field.Column} is null");
            var unchanged = Sql.From($"select 1 from {definition.Table} where {Sql.In(Sql.Literal("id"), ids)} and {same}");
            batch.Add(
                Sql.PerDialect(unchanged, Sql.From($"{unchanged} order by id for no key update")),
                Expect.Rows(ids.Length),
                new MissedReference(new("stale_version", definition.Label)));
        }
    }

    /// <summary>What the session ruled out must not have come meanwhile.</summary>
    private static void CheckRuledOut(WriteBatch batch, Session session)
    {
        foreach (var (definition, condition, refusal) in session.RuledOut)
        {
            var scope = new SqlScope(definition, Whole, session.Context, reach: null);
            var met = scope.Condition(condition);
            batch.Add(Sql.From($"select 1 from {definition.Table} {Whole}{scope.Joins} where {Whole}.deleted_at is null and {met} limit 1"), Expect.Rows(0), refusal);
        }

        var inTurn = session.RuledOutInTurn.Where(r => !r.Turn.IsNew).ToArray();
        foreach (var turns in inTurn.Select(r => r.Turn).Distinct().GroupBy(r => r.Object, r => r.Id).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
            OnPostgres(batch, Sql.From($"select 1 from {turns.Key.Table} where {Sql.In(Sql.Literal("id"), [.. turns])} order by id for no key update"));

        foreach (var (definition, condition, _) in inTurn)
        {
            var scope = new SqlScope(definition, Whole, session.Context, reach: null);
            var met = scope.Condition(condition);
            batch.Add(
                Sql.From($"select 1 from {definition.Table} {Whole}{scope.Joins} where {Whole}.deleted_at is null and {met} limit 1"),
                Expect.Rows(0),
                new MissedReference(new("stale_version", definition.Label)));
        }
    }

    /// <summary>Where the lookups point of what comes back: it was looked at before, and must still be there.</summary>
    private static IEnumerable<(Record Record, FieldSchema Field, Guid Id)> Brought(IReadOnlyList<RecordChange> changes) =>
        from change in changes
        where change.Kind == ChangeKind.Restored
        from field in change.Record.Object.Columns
        where field is { IsSystem: false, Target: not null, ValueType.Kind: ValueKind.Id } && change.Record[field] is not null
        select (change.Record, field, (Guid)change.Record[field]!);

    private static void OnPostgres(WriteBatch batch, Sql sql) => batch.Add(Sql.PerDialect(Sql.Literal("select 1"), sql));

    private static IEnumerable<Record> Deleted(IEnumerable<RecordChange> changes) => changes.Where(c => c.Kind == ChangeKind.Deleted).Select(c => c.Record);

    private static IEnumerable<FieldSchema> LookupsTo(ObjectSchema target) => target.Referrers.Where(l => !l.IsSystem && l.ValueType.Kind == ValueKind.Id && l.HasColumn);

    /// <summary>Stored records that get another record of their own object as their parent.</summary>
    private static IEnumerable<(Record Record, FieldSchema Parent)> Moved(IEnumerable<RecordChange> changes) =>
        from change in changes
        where change.Kind == ChangeKind.Updated
        from field in change.Record.Changes
        where field.Target == change.Record.Object && field is { IsSystem: false, HasColumn: true, ValueType.Kind: ValueKind.Id } && change.Record[field] is not null
        select (change.Record, field);
}

/// <summary>Another commit came between: the session looks anew, which finds the ordinary refusal.</summary>
/// <param name="Why">What to say if it finds none and the batch is refused all the same.</param>
internal sealed record MissedReference(Message Why);
