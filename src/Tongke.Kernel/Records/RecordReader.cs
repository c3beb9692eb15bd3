using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>Reads whole records for a session. Lists for people go another way: <c>Queries</c> writes them straight into JSON.</summary>
internal static class RecordReader
{
    private static readonly Identifier Alias = Identifier.Of("t");

    /// <summary>The record if the actor sees it, and whether <paramref name="action"/> reaches it.</summary>
    public static async ValueTask<(Record? Record, bool MayAct)> FindAsync(
        Session session, ObjectSchema definition, Guid id, RecordAction action, bool inBin, CancellationToken ct)
    {
        var reach = new Reach(session);
        var visible = reach.Within(definition, Alias, RecordAction.Read);
        var allowed = reach.Within(definition, Alias, action);
        var living = inBin ? Sql.Literal("t.deleted_at is not null") : Sql.Literal("t.deleted_at is null");
        var query = Sql.From($"select {Columns(definition)}, case when {allowed} then 1 else 0 end from {definition.Table} {Alias} where t.id = {id} and {living} and {visible}");

        await using var rows = await session.Workspace.Database.QueryAsync(query, ct);
        return await rows.ReadAsync(ct)
            ? (Read(rows, definition), rows.GetInt64(definition.Columns.Count) == 1)
            : (null, false);
    }

    /// <summary>Living records that fulfil <paramref name="condition"/>, by id; for a person those in sight that <paramref name="reaching"/> reaches.</summary>
    public static async ValueTask<IReadOnlyList<Record>> WhereAsync(Session session, ObjectSchema definition, Expr condition, RecordAction? reaching, int top, CancellationToken ct)
    {
        var forPerson = reaching is not null;
        // What is kept from the person answers no question of theirs either.
        var sql = forPerson ? new Reach(session).Over(definition, Alias) : new SqlScope(definition, Alias, session.Context, reach: null);
        var where = Sql.From($"{sql.Condition(condition)} and {Seen(session, definition, forPerson)}");
        if (reaching is { } action and not RecordAction.Read)
            where = Sql.From($"{where} and {new Reach(session).Within(definition, Alias, action)}");
        return await session.Workspace.Database.ListAsync(
            Sql.From($"select {Columns(definition)} from {definition.Table} {Alias}{sql.Joins} where t.deleted_at is null and {where} order by t.id limit {top}"),
            rows => Read(rows, definition),
            ct);
    }

    /// <summary>The records with these ids, deleted ones included, in no order.</summary>
    public static async ValueTask<IReadOnlyList<Record>> LoadAsync(Session session, ObjectSchema definition, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        return await session.Workspace.Database.ListAsync(
            Sql.From($"select {Columns(definition)} from {definition.Table} {Alias} where {Sql.In(Sql.Literal("t.id"), ids)}"),
            rows => Read(rows, definition),
            ct);
    }

    /// <summary>The living records with these ids that the actor sees, each with whether <paramref name="action"/> reaches it.</summary>
    public static async ValueTask<IReadOnlyList<(Record Record, bool MayAct)>> FindManyAsync(
        Session session, ObjectSchema definition, IReadOnlyCollection<Guid> ids, RecordAction action, CancellationToken ct)
    {
        var reach = new Reach(session);
        var visible = reach.Within(definition, Alias, RecordAction.Read);
        var allowed = reach.Within(definition, Alias, action);
        return await session.Workspace.Database.ListAsync(
            Sql.From($"select {Columns(definition)}, case when {allowed} then 1 else 0 end from {definition.Table} {Alias} where {Sql.In(Sql.Literal("t.id"), ids)} and t.deleted_at is null and {visible}"),
            rows => (Read(rows, definition), rows.GetInt64(definition.Columns.Count) == 1),
            ct);
    }

    /// <summary>Living records, for a person those in sight, whose text field has one of these values, by id.</summary>
    public static async ValueTask<IReadOnlyList<Record>> ByTextAsync(
        Session session, ObjectSchema definition, FieldSchema field, IReadOnlyCollection<string> texts, bool forPerson, CancellationToken ct)
    {
        if (texts.Count == 0)
            return [];

        var column = forPerson ? new Reach(session).Over(definition, Alias).Compile(new FieldPath(field)) : Sql.From($"{Alias}.{field.Column}");
        return await session.Workspace.Database.ListAsync(
            Sql.From($"select {Columns(definition)} from {definition.Table} {Alias} where {Sql.In(column, texts)} and t.deleted_at is null and {Seen(session, definition, forPerson)} order by t.id"),
            rows => Read(rows, definition),
            ct);
    }

    /// <summary>Ids and some values of the living records whose text field has one of these values, by id.</summary>
    public static async ValueTask<IReadOnlyList<(Guid Id, object?[] Values)>> ValuesByTextAsync(
        Session session, ObjectSchema definition, FieldSchema field, IReadOnlyCollection<string> texts, IReadOnlyList<FieldSchema> wanted, CancellationToken ct)
    {
        if (texts.Count == 0)
            return [];

        var columns = Sql.List(wanted.Select(f => f.Column));
        return await session.Workspace.Database.ListAsync(
            Sql.From($"select id, {columns} from {definition.Table} where {Sql.In(Sql.From($"{field.Column}"), texts)} and deleted_at is null order by id"),
            rows => (rows.GetGuid(0), wanted.Select((f, i) => Values.Read(rows, i + 1, f.ValueType)).ToArray()),
            ct);
    }

    /// <summary>Which of the ids are of living records; for a person, of those in sight.</summary>
    public static async ValueTask<IReadOnlySet<Guid>> ExistingAsync(Session session, ObjectSchema definition, IReadOnlyCollection<Guid> ids, bool forPerson, CancellationToken ct)
    {
        var found = await session.Workspace.Database.ListAsync(
            Sql.From($"select t.id from {definition.Table} {Alias} where {Sql.In(Sql.Literal("t.id"), ids)} and t.deleted_at is null and {Seen(session, definition, forPerson)}"),
            rows => rows.GetGuid(0),
            ct);
        return found.ToHashSet();
    }

    /// <summary>The living records with these ids that the actor sees.</summary>
    public static async ValueTask<IReadOnlyList<Record>> SeenAsync(Session session, ObjectSchema definition, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        return await session.Workspace.Database.ListAsync(
            Sql.From($"select {Columns(definition)} from {definition.Table} {Alias} where {Sql.In(Sql.Literal("t.id"), ids)} and t.deleted_at is null and {Seen(session, definition, forPerson: true)}"),
            rows => Read(rows, definition),
            ct);
    }

    /// <summary>Living records whose lookup points to one of <paramref name="parents"/>, by id.</summary>
    public static async ValueTask<IReadOnlyList<Record>> ChildrenAsync(Session session, FieldSchema lookup, IReadOnlyCollection<Guid> parents, CancellationToken ct) =>
        await session.Workspace.Database.ListAsync(
            Sql.From($"select {Columns(lookup.Object)} from {lookup.Object.Table} {Alias} where {Sql.In(Sql.From($"{Alias}.{lookup.Column}"), parents)} and t.deleted_at is null order by t.id"),
            rows => Read(rows, lookup.Object),
            ct);

    /// <summary>To which of the ids a lookup of some living record points.</summary>
    public static async ValueTask<IReadOnlySet<Guid>> PointedAtAsync(Session session, FieldSchema lookup, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var column = Sql.From($"{Alias}.{lookup.Column}");
        var found = await session.Workspace.Database.ListAsync(
            Sql.From($"select distinct {column} from {lookup.Object.Table} {Alias} where {Sql.In(column, ids)} and t.deleted_at is null"), rows => rows.GetGuid(0), ct);
        return found.ToHashSet();
    }

    /// <summary>Records whose lookup points to <paramref name="parent"/> and that went to the bin at the same moment.</summary>
    public static async ValueTask<IReadOnlyList<Record>> DeletedWithAsync(Session session, FieldSchema lookup, Guid parent, DateTimeOffset when, CancellationToken ct) =>
        await session.Workspace.Database.ListAsync(
            Sql.From($"select {Columns(lookup.Object)} from {lookup.Object.Table} {Alias} where {Alias}.{lookup.Column} = {parent} and t.deleted_at = {when}"),
            rows => Read(rows, lookup.Object),
            ct);

    private static Sql Seen(Session session, ObjectSchema definition, bool forPerson) =>
        forPerson ? new Reach(session).Within(definition, Alias, RecordAction.Read) : Sql.Literal("1 = 1");

    private static Sql Columns(ObjectSchema definition) => definition.WholeRow;

    private static Record Read(Rows rows, ObjectSchema definition)
    {
        var values = new object?[definition.Fields.Count];
        for (var i = 0; i < definition.Columns.Count; i++)
            values[definition.Columns[i].Ordinal] = Values.Read(rows, i, definition.Columns[i].ValueType);

        return new Record(definition, values, RecordState.Stored);
    }
}
