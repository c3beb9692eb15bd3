using System.Buffers;
using System.Text;
using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Changes;

/// <summary>
/// The append-only log of every record write, made in the same transaction: who, when, from where, what, before and after.
/// Rows get their sequence and hash from the <see cref="Sealer"/> after the commit, so that writers never wait for each other.
/// </summary>
public sealed class ChangeLog(Database database)
{
    /// <summary>From this many changes of one commit on, they are inserted together.</summary>
    private const int ManyRows = 8;

    private static readonly Identifier Table = Identifier.Of("change");

    private static readonly RowColumn[] Columns =
    [
        Column("id", ColumnType.Uuid), Column("object", ColumnType.Text), Column("record", ColumnType.Uuid),
        Column("version", ColumnType.Integer), Column("kind", ColumnType.Text), Column("actor", ColumnType.Uuid), Column("actor_name", ColumnType.Text),
        Column("via", ColumnType.Text), Column("address", ColumnType.Text), Column("at", ColumnType.Instant), Column("commit_id", ColumnType.Uuid), Column("diff", ColumnType.Json),
    ];

    private static readonly Statement SqliteInsert = Insert(Dialect.Sqlite);
    private static readonly Statement PostgresInsert = Insert(Dialect.Postgres);

    /// <summary>Adds the log rows of a commit to its batch.</summary>
    internal static void Write(WriteBatch batch, Session session, IReadOnlyList<Authorized<RecordChange>> changes)
    {
        if (changes.Count >= ManyRows)
        {
            batch.AddRows(Table, Columns, [.. changes.Select(c => Row(session, c.Value))], [new ComputedColumn(Identifier.Of("tx"), Transaction)]);
            return;
        }

        var insert = session.Workspace.Database.Dialect switch { Dialect.Sqlite => SqliteInsert, Dialect.Postgres => PostgresInsert };
        foreach (var change in changes)
            batch.Add(insert, Row(session, change.Value));
    }

    private static Statement Insert(Dialect dialect) =>
        Statement.Of(Sql.From($"insert into {Table} ({Sql.List(Columns.Select(c => c.Name))}, tx) values ({Sql.Join(", ", Columns.Select((c, i) => Sql.Slot(i, c.Type)))}, {Transaction})"), dialect);

    private static object?[] Row(Session session, RecordChange change)
    {
        var (record, kind, fields) = change;
        var actor = session.Actor;
        return
        [
            Guid.CreateVersion7(session.Now), record.Object.Name, record.Id, record.Version, Name(kind), actor.UserId, actor.Name,
            actor.Via, actor.Address, session.Now, session.CommitId, Diff(record, fields),
        ];
    }

    /// <summary>
    /// Fields of <paramref name="record"/> that were changed after <paramref name="version"/>, each with the value it had then;
    /// null when the log doesn't reach back that far.
    /// </summary>
    public async ValueTask<IReadOnlyDictionary<string, object?>?> FieldsChangedSinceAsync(Record record, long version, CancellationToken ct)
    {
        var changed = new Dictionary<string, object?>(StringComparer.Ordinal);
        var next = version + 1;
        await using var rows = await database.QueryAsync(Sql.From($"select version, diff from {Table} where record = {record.Id} and version > {version} order by version"), ct);
        while (await rows.ReadAsync(ct))
        {
            if (rows.GetInt64(0) != next++)
                return null;

            using var diff = JsonDocument.Parse(rows.GetText(1));
            foreach (var entry in diff.RootElement.EnumerateObject())
                if (record.Object.Find(entry.Name) is { } field && !changed.ContainsKey(entry.Name))
                    changed[entry.Name] = Values.ParsePast(entry.Value[0], field.ValueType);
        }

        return next == version + 1 && record.Version > version ? null : changed;
    }

    /// <summary>For many records at once: each field that was changed after the version given with the record, with the value it had at that version.</summary>
    public async ValueTask<IReadOnlyDictionary<Guid, IReadOnlyDictionary<FieldSchema, object?>>> ValuesBeforeAsync(
        ObjectSchema definition, IReadOnlyDictionary<Guid, long> versions, CancellationToken ct)
    {
        var before = new Dictionary<Guid, IReadOnlyDictionary<FieldSchema, object?>>();
        if (versions.Count == 0)
            return before;

        var least = versions.Values.Min();
        await using var rows = await database.QueryAsync(
            Sql.From($"select record, version, diff from {Table} where {Sql.In(Sql.Literal("record"), [.. versions.Keys])} and object = {definition.Name} and version > {least} order by record, version"), ct);
        while (await rows.ReadAsync(ct))
        {
            var id = rows.GetGuid(0);
            if (rows.GetInt64(1) <= versions[id])
                continue;

            var values = before.TryGetValue(id, out var known) ? (Dictionary<FieldSchema, object?>)known : [];
            before[id] = values;
            using var diff = JsonDocument.Parse(rows.GetText(2));
            foreach (var entry in diff.RootElement.EnumerateObject())
                if (definition.Find(entry.Name) is { } field)
                    values.TryAdd(field, Values.ParsePast(entry.Value[0], field.ValueType));
        }

        return before;
    }

    /// <summary>The history of one record, newest first, as far as <paramref name="access"/> lets its reader see: hidden fields are left out, masked ones show no value.</summary>
    public async ValueTask<IReadOnlyList<HistoryEntry>> HistoryAsync(ObjectAccess access, Guid record, int top, long before, CancellationToken ct)
    {
        var entries = new List<HistoryEntry>();
        await using var rows = await database.QueryAsync(
            Sql.From($"select version, kind, actor, actor_name, via, at, diff, address from {Table} where record = {record} and object = {access.Object.Name} and version < {before} order by version desc limit {top}"), ct);
        while (await rows.ReadAsync(ct))
        {
            using var diff = JsonDocument.Parse(rows.GetText(6));
            entries.Add(new HistoryEntry(
                rows.GetInt64(0),
                rows.GetText(1),
                rows.Get<Guid?>(2),
                rows.GetText(3),
                rows.GetText(4),
                rows.GetInstant(5),
                Entries(access, diff.RootElement)));
        }

        return entries;
    }

    internal static FieldEntry[] Entries(ObjectAccess access, JsonElement diff) => [.. diff.EnumerateObject().Select(e => Entry(access, e)).OfType<FieldEntry>()];

    private static FieldEntry? Entry(ObjectAccess access, JsonProperty entry)
    {
        if (access.Object.Find(entry.Name) is not { } field || !access.MaySee(field))
            return null;

        return access.MayRead(field)
            ? new FieldEntry(field, entry.Value[0].Clone(), entry.Value[1].Clone())
            : new FieldEntry(field, null, null);
    }

    internal static string Name(ChangeKind kind) => kind switch
    {
        ChangeKind.Created => "created",
        ChangeKind.Updated => "updated",
        ChangeKind.Deleted => "deleted",
        ChangeKind.Restored => "restored",
        ChangeKind.Purged => "purged",
    };

    /// <summary>The transaction's number where the database has many writers: the sealer reads only what is settled.</summary>
    private static Sql Transaction => Sql.PerDialect(Sql.Literal("0"), Sql.Literal("pg_current_xact_id()::text::bigint"));

    private static string Diff(Record record, IReadOnlyList<FieldSchema> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Json.Writer))
        {
            writer.WriteStartObject();
            foreach (var field in fields.Where(f => f.Storage is FieldStorage.Column or FieldStorage.StoredFormula && f.Ordinal > SystemFields.UpdatedByOrdinal && !f.Definition.Follows))
            {
                writer.WriteStartArray(field.Name);
                Values.WriteJson(writer, record.Original(field));
                Values.WriteJson(writer, record[field]);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static RowColumn Column(string name, ColumnType type) => new(Identifier.Of(name), type);
}

/// <summary>One commit's change to one record, as its reader may see it.</summary>
public sealed record HistoryEntry(long Version, string Kind, Guid? Actor, string ActorName, string Via, DateTimeOffset At, IReadOnlyList<FieldEntry> Fields);

/// <summary>One field's change; both values are null when the reader may only know that it changed.</summary>
public sealed record FieldEntry(FieldSchema Field, JsonElement? From, JsonElement? To);
