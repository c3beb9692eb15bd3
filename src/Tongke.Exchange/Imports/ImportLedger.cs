using System.Text.Json;
using System.Text.Json.Serialization;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Exchange.Imports;

/// <summary>
/// The book of an import: one entry for each run of rows that was written together, kept in the transaction that wrote them. From it an
/// interrupted import goes on where it stopped, the error file is made, and everything is taken back.
/// </summary>
public sealed class ImportLedger(Database database)
{
    private static readonly Identifier Name = Identifier.Of("import_entry");

    /// <summary>Its table.</summary>
    public static TableDefinition Table { get; } = new()
    {
        Name = Name,
        PrimaryKey = [Identifier.Of("job"), Identifier.Of("task"), Identifier.Of("first_row")],
        Columns =
        [
            Not("job", ColumnType.Uuid), Not("task", ColumnType.Text), Not("first_row", ColumnType.Integer), Not("last_row", ColumnType.Integer),
            Not("created", ColumnType.Integer), Not("updated", ColumnType.Integer), Not("skipped", ColumnType.Integer), Not("failed", ColumnType.Integer),
            May("written", ColumnType.Json), May("pending", ColumnType.Json), May("errors", ColumnType.Json), May("undone", ColumnType.Json),
        ],
    };

    /// <summary>Adds an entry to the transaction of its rows.</summary>
    internal static void Add(WriteBatch batch, Guid job, string task, LedgerEntry entry) => batch.Add(
        Sql.From($"insert into {Name} (job, task, first_row, last_row, created, updated, skipped, failed, written, pending, errors) values ({job}, {task}, {entry.FirstRow}, {entry.LastRow}, {entry.Counts.Created}, {entry.Counts.Updated}, {entry.Counts.Skipped}, {entry.Counts.Failed}, {Json(entry.Written)}, {Json(entry.Pending)}, {Json(entry.Errors)})"),
        Expect.One);

    /// <summary>The lookups of an entry that waited are set, or known to lead nowhere.</summary>
    internal static void Resolve(WriteBatch batch, Guid job, LedgerEntry entry) => batch.Add(
        Sql.From($"update {Name} set pending = null, written = {Json(entry.Written)}, errors = {Json(entry.Errors)} where job = {job} and task = {JobTask.Import} and first_row = {entry.FirstRow}"),
        Expect.One);

    /// <summary>An entry is taken back.</summary>
    internal static void Undo(WriteBatch batch, Guid job, LedgerEntry entry, IReadOnlyList<UndoneRecord> undone) => batch.Add(
        Sql.From($"update {Name} set undone = {Json(undone, whenEmpty: true)} where job = {job} and task = {JobTask.Import} and first_row = {entry.FirstRow}"),
        Expect.One);

    /// <summary>Keeps an entry of which no record was written.</summary>
    internal Task AddAsync(Guid job, string task, LedgerEntry entry, CancellationToken ct) => WriteAsync(batch => Add(batch, job, task, entry), ct);

    /// <summary>Keeps what <paramref name="statements"/> write, on its own.</summary>
    internal async Task WriteAsync(Action<WriteBatch> statements, CancellationToken ct)
    {
        var batch = new WriteBatch();
        statements(batch);
        if (await database.WriteAsync(batch, ct) is Refused refused)
            throw new InvalidOperationException($"The book of the import was refused: {refused.Reason}");
    }

    /// <summary>Begins a task anew.</summary>
    internal Task ClearAsync(Guid job, string task, CancellationToken ct) => WriteAsync(batch => batch.Add(Sql.From($"delete from {Name} where job = {job} and task = {task}")), ct);

    /// <summary>The last row that is done, 0 for none, and what became of the rows up to it.</summary>
    internal static async Task<(long LastRow, ImportCounts Counts)> StateAsync(Reader database, Guid job, string task, CancellationToken ct)
    {
        await using var rows = await database.QueryAsync(
            Sql.From($"select max(last_row), sum(created), sum(updated), sum(skipped), sum(failed) from {Name} where job = {job} and task = {task}"), ct);
        return await rows.ReadAsync(ct) && !rows.IsNull(0)
            ? (rows.GetInt64(0), new(rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4)))
            : (0, default);
    }

    /// <summary>The next entry behind <paramref name="after"/> with lookups that waited.</summary>
    internal Task<LedgerEntry?> NextPendingAsync(Guid job, long after, CancellationToken ct) =>
        FirstAsync(database, Sql.From($"job = {job} and task = {JobTask.Import} and pending is not null and first_row > {after} order by first_row limit 1"), ct);

    /// <summary>The last entry before <paramref name="before"/> that is not taken back.</summary>
    internal Task<LedgerEntry?> NextToUndoAsync(Guid job, long before, CancellationToken ct) =>
        FirstAsync(database, Sql.From($"job = {job} and task = {JobTask.Import} and undone is null and first_row < {before} order by first_row desc limit 1"), ct);

    /// <summary>What was taken back so far: the version each updated record got by it.</summary>
    internal async Task<Dictionary<Guid, long>> UndoneAsync(Guid job, CancellationToken ct)
    {
        var versions = new Dictionary<Guid, long>();
        await using var rows = await database.QueryAsync(Sql.From($"select undone from {Name} where job = {job} and task = {JobTask.Import} and undone is not null order by first_row desc"), ct);
        while (await rows.ReadAsync(ct))
            foreach (var record in Read<UndoneRecord>(rows.GetText(0)))
                versions[record.Id] = record.Version;

        return versions;
    }

    /// <summary>How many records the entries wrote: so many are to be taken back.</summary>
    internal async Task<long> WrittenAsync(Guid job, CancellationToken ct)
    {
        long records = 0;
        await using var rows = await database.QueryAsync(Sql.From($"select written from {Name} where job = {job} and task = {JobTask.Import} and written is not null"), ct);
        while (await rows.ReadAsync(ct))
            records += Read<WrittenRecord>(rows.GetText(0)).DistinctBy(w => w.Id).Count();

        return records;
    }

    /// <summary>The records that were made beside those of the rows, because rows name them, by object.</summary>
    internal async Task<IReadOnlyDictionary<string, long>> MadeBesideAsync(Guid job, string own, CancellationToken ct)
    {
        var made = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var rows = await database.QueryAsync(Sql.From($"select created, written from {Name} where job = {job} and task = {JobTask.Import} and written is not null"), ct);
        while (await rows.ReadAsync(ct))
        {
            foreach (var group in Read<WrittenRecord>(rows.GetText(1)).Where(w => w.Before == 0).DistinctBy(w => w.Id).GroupBy(w => w.Object ?? own))
                made[group.Key] = made.GetValueOrDefault(group.Key) + group.Count();

            made[own] = made.GetValueOrDefault(own) - rows.GetInt64(0);
        }

        return made;
    }

    /// <summary>
    /// The bad rows behind <paramref name="after"/>, and those that somebody put right, in the order of the file, one after the other.
    /// <paramref name="better"/> are entries, by their first row, that are known better than they are stored.
    /// </summary>
    internal static async IAsyncEnumerable<LedgerError> ErrorsAsync(
        Reader database, Guid job, string task, long after, IReadOnlyDictionary<long, LedgerEntry>? better, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await database.QueryAsync(Sql.From($"select first_row, errors from {Name} where job = {job} and task = {task} and errors is not null and last_row > {after} order by first_row"), ct);
        while (await rows.ReadAsync(ct))
            foreach (var error in better?.GetValueOrDefault(rows.GetInt64(0))?.Errors ?? Read<LedgerError>(rows.GetText(1)))
                if (error.Row > after)
                    yield return error;
    }

    /// <summary>The entry of a trial that has the row.</summary>
    internal static Task<LedgerEntry?> TriedAsync(Reader database, Guid job, long row, CancellationToken ct) =>
        FirstAsync(database, Sql.From($"job = {job} and task = {JobTask.Check} and first_row <= {row} and last_row >= {row}"), ct);

    /// <summary>What a trial says of the rows of an entry is known better now.</summary>
    internal static void Retry(WriteBatch batch, Guid job, LedgerEntry entry) => batch.Add(
        Sql.From($"update {Name} set created = {entry.Counts.Created}, updated = {entry.Counts.Updated}, skipped = {entry.Counts.Skipped}, failed = {entry.Counts.Failed}, errors = {Json(entry.Errors)} where job = {job} and task = {JobTask.Check} and first_row = {entry.FirstRow}"),
        Expect.One);

    private static async Task<LedgerEntry?> FirstAsync(Reader database, Sql condition, CancellationToken ct)
    {
        await using var rows = await database.QueryAsync(
            Sql.From($"select first_row, last_row, created, updated, skipped, failed, written, pending, errors from {Name} where {condition}"), ct);
        return await rows.ReadAsync(ct)
            ? new(
                rows.GetInt64(0), rows.GetInt64(1), new(rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5)),
                Read<WrittenRecord>(rows.Get<string>(6)), Read<PendingLookup>(rows.Get<string>(7)), Read<LedgerError>(rows.Get<string>(8)))
            : null;
    }

    private static Sql Json<T>(IReadOnlyList<T> list, bool whenEmpty = false) =>
        Sql.Value(list.Count == 0 && !whenEmpty ? null : JsonSerializer.Serialize(list, Kernel.Schemas.Json.Relaxed), ColumnType.Json);

    private static List<T> Read<T>(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<T>>(json) ?? [];

    private static ColumnDefinition Not(string name, ColumnType type) => new(Identifier.Of(name), type) { IsNullable = false };

    private static ColumnDefinition May(string name, ColumnType type) => new(Identifier.Of(name), type);
}

/// <summary>A run of rows that was written together.</summary>
internal sealed record LedgerEntry(
    long FirstRow, long LastRow, ImportCounts Counts, IReadOnlyList<WrittenRecord> Written, IReadOnlyList<PendingLookup> Pending, IReadOnlyList<LedgerError> Errors)
{
    /// <summary>The entry with another word on one of its rows, which counts as <paramref name="after"/> where it counted as <paramref name="before"/>.</summary>
    public LedgerEntry With(LedgerError error, ImportCounts before, ImportCounts after) => this with
    {
        Counts = Counts - before + after,
        Errors = [.. Errors.Where(e => e.Row != error.Row).Append(error).OrderBy(e => e.Row)],
    };
}

/// <summary>A record that the import wrote.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Before">Version it had; 0 when it was made.</param>
/// <param name="Version">Version it has since.</param>
/// <param name="Object">Its object, when it is not the import's own.</param>
internal sealed record WrittenRecord(Guid Id, long Before, long Version, string? Object = null);

/// <summary>A record that was taken back, and the version that gave it.</summary>
internal sealed record UndoneRecord(Guid Id, long Version);

/// <summary>A lookup to a record of the same file.</summary>
internal sealed record PendingLookup(Guid Id, long Row, string Field, string Name, IReadOnlyList<string> Cells);

/// <summary>A bad row: as it stands in the file, corrections and all, and why. Without faults it is one that was put right.</summary>
/// <param name="Row">Its number.</param>
/// <param name="Cells">Its texts.</param>
/// <param name="Faults">What is wrong, or why it was skipped.</param>
/// <param name="Outcome">What a row that was put right becomes; a row that was skipped stands here for its reason.</param>
internal sealed record LedgerError(long Row, IReadOnlyList<string> Cells, IReadOnlyList<LedgerFault> Faults, RowOutcome Outcome = RowOutcome.Failed)
{
    /// <summary>Whether nothing is wrong with it, and it was left out all the same.</summary>
    public bool IsSkipped => Outcome == RowOutcome.Skipped && Faults.Count > 0;

    /// <summary>What a trial or a run has to say of a row.</summary>
    public static LedgerError Of(ImportRow row, ImportPlan plan) => new(
        row.Source.Number,
        row.Source.Cells,
        [.. (row.SkippedFor is { } skipped && !row.IsCorrected ? row.Problems.Append(skipped) : row.Problems).Select(p => new LedgerFault(p.Field, p.Value ?? CellOf(row, plan, p.Field), p.Message.InAll(), p.Message.Code))],
        row.Outcome);

    private static string? CellOf(ImportRow row, ImportPlan plan, string? field) => plan.ColumnOf(field) is { } column ? row.Source.Cells[column.Index] : null;
}

/// <summary>One reason, in every language: who reads it may read another one than who started the import.</summary>
internal sealed record LedgerFault(string? Field, string? Value, [property: JsonConverter(typeof(KeptText))] Label Message, string? Code = null);
