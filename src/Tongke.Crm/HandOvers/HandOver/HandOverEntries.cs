using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.HandOvers;

/// <summary>What happened to each record of a hand-over: what it was, what it became, and why it was left. Its undoing reads it.</summary>
internal sealed class HandOverEntries(Database database)
{
    private static readonly RowColumn[] Columns =
    [
        new(Identifier.Of("hand_over"), ColumnType.Uuid), new(Identifier.Of("record"), ColumnType.Uuid), new(Identifier.Of("object"), ColumnType.Text), new(Identifier.Of("state"), ColumnType.Text),
        new(Identifier.Of("before"), ColumnType.Uuid), new(Identifier.Of("department"), ColumnType.Uuid), new(Identifier.Of("after"), ColumnType.Uuid), new(Identifier.Of("version"), ColumnType.Integer),
    ];

    private static readonly Identifier[] People = [Identifier.Of("before"), Identifier.Of("department"), Identifier.Of("after")];

    /// <summary>Its name.</summary>
    public static Identifier Name => Identifier.Of("hand_over_entry");

    /// <summary>Its table.</summary>
    public static TableDefinition Table { get; } = new()
    {
        Name = Name,
        PrimaryKey = [Identifier.Of("hand_over"), Identifier.Of("record")],
        Columns =
        [
            .. Columns.Select(c => new ColumnDefinition(c.Name, c.Type) { IsNullable = People.Contains(c.Name) }),
            new ColumnDefinition(Identifier.Of("reason"), ColumnType.Text),
        ],
    };

    /// <summary>Writes what was handed over, with the commit that does it.</summary>
    public static void Add(WriteBatch batch, Guid handOver, IEnumerable<HandOverEntry> entries) =>
        batch.AddRows(Name, Columns, [.. entries.Select(e => new object?[] { handOver, e.Record, e.Object, e.State, e.Before, e.Department, e.After, e.Version })]);

    /// <summary>Writes what a rule gave away along with what was handed over.</summary>
    public static void Follow(WriteBatch batch, Guid handOver, IEnumerable<HandOverEntry> entries)
    {
        foreach (var e in entries)
            batch.Add(Sql.From(
                $"insert into {Name} (hand_over, record, object, state, before, after, version) values ({handOver}, {e.Record}, {e.Object}, {e.State}, {Sql.Value(e.Before, ColumnType.Uuid)}, {Sql.Value(e.After, ColumnType.Uuid)}, {e.Version}) on conflict (hand_over, record) do nothing"));
    }

    /// <summary>What the hand-over or its undoing itself changes after a record's turn, as an order takes its deliveries along, is no change by somebody else.</summary>
    public static void KeepUp(WriteBatch batch, Guid handOver, IEnumerable<Record> touched)
    {
        foreach (var record in touched)
            if (record.Original(record.Object[SystemFields.Version]) is long before)
                batch.Add(Sql.From(
                    $"update {Name} set version = {record.Version} where hand_over = {handOver} and record = {record.Id} and version = {before} and state in ({EntryState.Moved}, {EntryState.Removed})"));
    }

    /// <summary>Says that a record was left, and why.</summary>
    public static void Leave(WriteBatch batch, Guid handOver, string definition, Guid record, string reason) => batch.Add(Sql.From(
        $"insert into {Name} (hand_over, record, object, state, version, reason) values ({handOver}, {record}, {definition}, {EntryState.Left}, {0L}, {reason}) on conflict (hand_over, record) do update set reason = excluded.reason"));

    /// <summary>Says what became of an entry when the hand-over was undone.</summary>
    public static void Settle(WriteBatch batch, Guid handOver, Guid record, string state, string? reason) => batch.Add(
        Sql.From($"update {Name} set state = {state}, reason = {Sql.Value(reason, ColumnType.Text)} where hand_over = {handOver} and record = {record} and state in ({EntryState.Moved}, {EntryState.Removed})"), Expect.One);

    /// <summary>Entries that can be taken back, of one object.</summary>
    public async Task<IReadOnlyList<HandOverEntry>> StandingAsync(Guid handOver, string definition, Guid after, int top, CancellationToken ct) => await database.ListAsync(
        Sql.From($"select record, object, state, before, department, after, version from {Name} where hand_over = {handOver} and object = {definition} and state in ({EntryState.Moved}, {EntryState.Removed}) and record > {after} order by record limit {top}"),
        rows => new HandOverEntry(rows.GetGuid(0), rows.GetText(1), rows.GetText(2), rows.Get<Guid?>(3), rows.Get<Guid?>(4), rows.Get<Guid?>(5), rows.GetInt64(6)),
        ct);

    /// <summary>The first of those that could not be handed over, or put back, with the reason.</summary>
    public async Task<IReadOnlyList<LeftRecord>> LeftAsync(Guid handOver, string state, int top, CancellationToken ct) => await database.ListAsync(
        Sql.From($"select object, record, reason from {Name} where hand_over = {handOver} and state = {state} order by object, record limit {top}"),
        rows => new LeftRecord(rows.GetText(0), rows.GetGuid(1), rows.Get<string>(2) ?? ""),
        ct);

    /// <summary>How many of an object went along with others, and how many of those are back with whom they were.</summary>
    public async Task<(long Went, long Back)> AlongAsync(Guid handOver, ObjectSchema definition, CancellationToken ct)
    {
        await using var rows = await database.QueryAsync(
            Sql.From($"select count(*), coalesce(sum(case when r.{HandOverScope.Holder(definition).Column} = e.before then 1 else 0 end), 0) from {Name} e left join {definition.Table} r on r.id = e.record where e.hand_over = {handOver} and e.object = {definition.Name} and e.state = {EntryState.Along}"),
            ct);
        return await rows.ReadAsync(ct) ? (rows.GetInt64(0), rows.GetInt64(1)) : (0, 0);
    }

    /// <summary>How many records of each object each person was given, what went along with others among them.</summary>
    public Task<IReadOnlyList<GivenRecords>> GivenAsync(Guid handOver, CancellationToken ct) => CountAsync(Sql.From(
        $"select after, object, count(*) from {Name} where hand_over = {handOver} and state in ({EntryState.Moved}, {EntryState.Along}) and after is not null group by after, object order by after, object"), ct);

    /// <summary>How many of them went back to whom they had belonged.</summary>
    public async Task<IReadOnlyList<GivenRecords>> TakenBackAsync(Guid handOver, Schema schema, CancellationToken ct)
    {
        var back = (await CountAsync(Sql.From(
            $"select after, object, count(*) from {Name} where hand_over = {handOver} and state = {EntryState.Undone} and after is not null group by after, object order by after, object"), ct)).ToList();
        var along = await database.ListAsync(Sql.From($"select distinct object from {Name} where hand_over = {handOver} and state = {EntryState.Along}"), rows => rows.GetText(0), ct);
        foreach (var definition in along.Select(schema.Find).OfType<ObjectSchema>())
            back.AddRange(await CountAsync(Sql.From(
                $"select e.after, e.object, count(*) from {Name} e join {definition.Table} r on r.id = e.record where e.hand_over = {handOver} and e.object = {definition.Name} and e.state = {EntryState.Along} and r.{HandOverScope.Holder(definition).Column} = e.before and e.after is not null group by e.after, e.object"), ct));

        return [.. back.GroupBy(g => (g.Heir, g.Object)).Select(g => new GivenRecords(g.Key.Heir, g.Key.Object, g.Sum(p => p.Count)))];
    }

    private async Task<IReadOnlyList<GivenRecords>> CountAsync(Sql counts, CancellationToken ct) =>
        await database.ListAsync(counts, rows => new GivenRecords(rows.GetGuid(0), rows.GetText(1), rows.GetInt64(2)), ct);
}

/// <summary>One record of a hand-over.</summary>
/// <param name="Record">Its id.</param>
/// <param name="Object">Its object.</param>
/// <param name="State">What happened.</param>
/// <param name="Before">Whose it was.</param>
/// <param name="Department">Of which department it was.</param>
/// <param name="After">Whose it became.</param>
/// <param name="Version">Its version since.</param>
internal sealed record HandOverEntry(Guid Record, string Object, string State, Guid? Before, Guid? Department, Guid? After, long Version);

/// <summary>What one person was given.</summary>
/// <param name="Heir">The person.</param>
/// <param name="Object">Object of the records.</param>
/// <param name="Count">How many.</param>
internal sealed record GivenRecords(Guid Heir, string Object, long Count);

/// <summary>A record that stayed as it was.</summary>
internal sealed record LeftRecord(string Object, Guid Record, string Message);

/// <summary>What happened to a record.</summary>
internal static class EntryState
{
    /// <summary>It has a new owner.</summary>
    public const string Moved = "moved";

    /// <summary>A membership that the heir had already: it went to the recycle bin.</summary>
    public const string Removed = "removed";

    /// <summary>It is part of what has a new owner and went along: it comes back with that, too.</summary>
    public const string Along = "along";

    /// <summary>It could not be handed over.</summary>
    public const string Left = "left";

    /// <summary>It is as it was before.</summary>
    public const string Undone = "undone";

    /// <summary>It could not be put back.</summary>
    public const string Kept = "kept";
}
