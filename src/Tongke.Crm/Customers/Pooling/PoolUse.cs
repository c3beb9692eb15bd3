using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>
/// What each person did with pools on each day: how many records they claimed, and which they opened. The statements stand in the batch that claims,
/// so that limits hold however many do it at once: a person's row is raised first, and so makes them come one after the other.
/// </summary>
internal static class PoolUse
{
    private const string Claims = "claims";
    private const string Guard = "guard";
    private static readonly Identifier Uses = Identifier.Of("pool_use");
    private static readonly Identifier Views = Identifier.Of("pool_view");
    private static readonly Identifier Runs = Identifier.Of("pool_run");
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Their tables.</summary>
    public static IReadOnlyList<TableDefinition> Tables { get; } =
    [
        new()
        {
            Name = Uses,
            PrimaryKey = [Identifier.Of("person"), Identifier.Of("day"), Identifier.Of("kind"), Identifier.Of("pool")],
            Columns = [Column("person", ColumnType.Uuid), Column("day", ColumnType.Date), Column("kind", ColumnType.Text), Column("pool", ColumnType.Uuid), Column("used", ColumnType.Integer)],
        },
        new()
        {
            Name = Views,
            PrimaryKey = [Identifier.Of("person"), Identifier.Of("day"), Identifier.Of("pool"), Identifier.Of("record")],
            Columns = [Column("person", ColumnType.Uuid), Column("day", ColumnType.Date), Column("pool", ColumnType.Uuid), Column("record", ColumnType.Uuid)],
        },
        new()
        {
            Name = Runs,
            PrimaryKey = [Identifier.Of("pool")],
            Columns = [Column("pool", ColumnType.Uuid), Column("day", ColumnType.Date)],
        },
    ];

    /// <summary>Counts a claim; where the day's limit is reached, the whole commit comes to nothing.</summary>
    public static void Claim(WriteBatch batch, Guid person, DateOnly day, Guid pool, long? limit, Refusal refusal) => batch.Add(
        Sql.From($"insert into {Uses} (person, day, kind, pool, used) values ({person}, {day}, {Claims}, {pool}, {1L}) on conflict (person, day, kind, pool) do update set used = {Uses}.used + 1 where {Uses}.used < {limit ?? long.MaxValue}"),
        Expect.One,
        refusal);

    /// <summary>Keeps a person to a limit that is counted among what is stored: <paramref name="count"/> is a statement of one number.</summary>
    public static void Keep(WriteBatch batch, Guid person, DateOnly day, Sql count, long limit, Refusal refusal)
    {
        Lock(batch, person, day);
        batch.Add(Sql.From($"update {Uses} set used = used where person = {person} and day = {day} and kind = {Guard} and pool = {person} and ({count}) <= {limit}"), Expect.One, refusal);
    }

    /// <summary>Notes that a person opened a record of a pool; false when they have opened as many today as they may.</summary>
    public static async ValueTask<bool> OpenAsync(Database database, Guid person, DateOnly day, Guid pool, Guid record, long limit, CancellationToken ct)
    {
        var batch = new WriteBatch();
        Lock(batch, person, day);
        batch.Add(Sql.From($"insert into {Views} (person, day, pool, record) values ({person}, {day}, {pool}, {record}) on conflict (person, day, pool, record) do nothing"));
        batch.Add(
            Sql.From($"update {Uses} set used = used where person = {person} and day = {day} and kind = {Guard} and pool = {person} and (select count(*) from {Views} v where v.person = {person} and v.day = {day} and v.pool = {pool}) <= {limit}"),
            Expect.One);
        return await database.WriteAsync(batch, ct) is Committed;
    }

    /// <summary>How many records of each pool the person claimed and opened on a day.</summary>
    public static async ValueTask<IReadOnlyDictionary<Guid, (long Claimed, long Opened)>> OfDayAsync(Database database, Guid person, DateOnly day, CancellationToken ct) =>
        (await database.ListAsync(
            Sql.From($"select u.pool, u.used, {0L} from {Uses} u where u.person = {person} and u.day = {day} and u.kind = {Claims} union all select v.pool, {0L}, count(*) from {Views} v where v.person = {person} and v.day = {day} group by v.pool"),
            rows => (Pool: rows.GetGuid(0), Claimed: rows.GetInt64(1), Opened: rows.GetInt64(2)),
            ct)).GroupBy(u => u.Pool).ToDictionary(g => g.Key, g => (g.Sum(u => u.Claimed), g.Sum(u => u.Opened)));

    /// <summary>Whether the pool's run of a day is over.</summary>
    public static async ValueTask<bool> IsRunAsync(Database database, Guid pool, DateOnly day, CancellationToken ct) =>
        await database.ScalarAsync<long>(Sql.From($"select count(*) from {Runs} where pool = {pool} and day >= {day}"), ct) > 0;

    /// <summary>The pool's run of a day is over; what is long past is forgotten.</summary>
    public static async Task RunAsync(Database database, Guid pool, DateOnly day, CancellationToken ct)
    {
        var past = day.AddDays(-(int)Kept.TotalDays);
        var batch = new WriteBatch();
        batch.Add(Sql.From($"insert into {Runs} (pool, day) values ({pool}, {day}) on conflict (pool) do update set day = excluded.day"));
        batch.Add(Sql.From($"delete from {Uses} where day < {past}"));
        batch.Add(Sql.From($"delete from {Views} where day < {past}"));
        await database.WriteAsync(batch, ct);
    }

    private static void Lock(WriteBatch batch, Guid person, DateOnly day) => batch.Add(
        Sql.From($"insert into {Uses} (person, day, kind, pool, used) values ({person}, {day}, {Guard}, {person}, {1L}) on conflict (person, day, kind, pool) do update set used = {Uses}.used + 1"));

    private static ColumnDefinition Column(string name, ColumnType type) => new(Identifier.Of(name), type) { IsNullable = false };
}
