using Tongke.Testing;
using Xunit;
using static Tongke.Storage.Tests.SampleTables;

namespace Tongke.Storage.Tests;

public sealed class WriteTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryDatabase]
    public async Task A_missed_expectation_undoes_the_batch_and_is_named(TestDatabase database)
    {
        await using var db = await OpenAsync(database);
        var id = Guid.CreateVersion7();
        await db.WriteAsync(Insert(id));

        var batch = new WriteBatch();
        batch.Add(Insert(Guid.CreateVersion7()), Expect.One);
        batch.Add(Sql.From($"update {Account.Name} set {Edition} = 2 where {Id} = {id} and {Edition} = {41L}"), Expect.One, tag: "the stale one");
        batch.Add(Insert(Guid.CreateVersion7()));
        var refused = Assert.IsType<Refused>(await db.WriteAsync(batch, Ct));
        Assert.Equal((1, (object?)"the stale one", (RefusalReason)new ExpectationMissed(0)), (refused.Index, refused.Tag, refused.Reason));
        Assert.Equal(1, await db.CountAsync(Account.Name));
    }

    [Theory, OnEveryDatabase]
    public async Task A_met_expectation_counts_rows_and_returns_them(TestDatabase database)
    {
        await using var db = await OpenAsync(database);
        var batch = new WriteBatch();
        batch.Add(Insert(Guid.CreateVersion7(), amount: 1), Expect.One);
        batch.Add(Insert(Guid.CreateVersion7(), amount: 2));
        var counter = batch.Add(Sql.From($"update {Account.Name} set {Edition} = {Edition} + 1 returning {Edition}, {Amount}, {Id}"), Expect.Rows(2), returning: true);
        batch.Add(Sql.From($"delete from {Account.Name} where {Amount} < {new ScaledDecimal(0, 2)}"), Expect.Rows(0));
        var committed = Assert.IsType<Committed>(await db.WriteAsync(batch, Ct));
        Assert.Equal([1, 1, 2, 0], committed.Affected);
        Assert.Equal([1m, 2m], committed.Returned(counter).Select(row => row.GetDecimal(1, 2)).Order());
        Assert.All(committed.Returned(counter), row => Assert.Equal(2, row.GetInt64(0)));
        Assert.All(committed.Returned(counter), row => Assert.NotEqual(Guid.Empty, row.GetGuid(2)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_broken_constraint_is_named(TestDatabase database)
    {
        await using var db = await OpenAsync(database);
        var (id, contact, nobody) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await db.WriteAsync(Insert(id, code: "A"), InsertContact(contact, id));

        Assert.Equivalent(new UniqueViolated("account", "account_code_unique", ["code"]), await ReasonAsync(Insert(nobody, code: "A")));
        Assert.Equivalent(new UniqueViolated("account", "account_pkey", ["id"]), await ReasonAsync(Insert(id)));
        Assert.Equal(new CheckViolated("account", "account_level_option"), await ReasonAsync(Insert(nobody, level: "'; drop table account; --")));
        Assert.Equal(new NotNullViolated("account", "name"), await ReasonAsync(Insert(nobody, name: null)));
        Assert.Equal(new ForeignKeyViolated("contact", "contact_account_fk", false), await ReasonAsync(InsertContact(nobody, nobody)));
        Assert.Equal(new ForeignKeyViolated("contact", "contact_account_fk", false), await ReasonAsync(Sql.From($"update {Contact.Name} set {AccountColumn} = {nobody} where {Id} = {contact}")));
        Assert.Equal(new ForeignKeyViolated("contact", "contact_account_fk", true), await ReasonAsync(Sql.From($"delete from {Account.Name} where {Id} = {id}")));

        // A deleted record frees its code.
        Assert.IsType<Committed>(await db.WriteAsync(Sql.From($"update {Account.Name} set {DeletedAt} = {DateTimeOffset.UnixEpoch}"), Insert(nobody, code: "A")));

        async Task<RefusalReason> ReasonAsync(Sql sql)
        {
            var batch = new WriteBatch();
            batch.Add(Insert(Guid.CreateVersion7()));
            batch.Add(sql, Expect.One, tag: 7);
            var refused = Assert.IsType<Refused>(await db.WriteAsync(batch, Ct));
            Assert.Equal((1, 7), (refused.Index, refused.Tag));
            Assert.Equal(1, await db.CountAsync(Account.Name));
            return refused.Reason;
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Many_rows_are_kept_or_refused_together(TestDatabase database)
    {
        await using var db = await OpenAsync(database);
        RowColumn[] columns = [new(Id, ColumnType.Uuid), new(Name, ColumnType.Text), new(Code, ColumnType.Text), new(Amount, ColumnType.Decimal(18, 2))];
        object?[][] Rows(int count, int repeated) => [.. Enumerable.Range(0, count).Select(i => new object?[] { Guid.CreateVersion7(), $"名{i}", i == repeated ? "C0" : $"C{i}", i % 2 == 0 ? null : i / 100m })];

        var bad = new WriteBatch();
        bad.AddRows(Account.Name, columns, Rows(5000, repeated: 4000), tag: "import");
        var refused = Assert.IsType<Refused>(await db.WriteAsync(bad, Ct));
        Assert.Equal("import", refused.Tag);
        Assert.Equal("account_code_unique", Assert.IsType<UniqueViolated>(refused.Reason).Constraint);
        Assert.Equal(0, await db.CountAsync(Account.Name));

        var good = new WriteBatch();
        good.AddRows(Account.Name, columns, Rows(5000, repeated: -1));
        Assert.Equal([5000], Assert.IsType<Committed>(await db.WriteAsync(good, Ct)).Affected);
        Assert.Equal(5000, await db.CountAsync(Account.Name));
    }

    [Theory, OnEveryDatabase]
    public async Task Sixty_four_writers_with_refusals_among_them_get_their_own_answers(TestDatabase database)
    {
        await using var db = await OpenAsync(database);
        await db.WriteAsync(Insert(Guid.CreateVersion7(), code: "taken"));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(async writer =>
        {
            var kept = 0;
            for (var i = 0; i < 20; i++)
            {
                var refuses = (writer + i) % 3 == 0;
                var batch = new WriteBatch();
                batch.Add(Insert(Guid.CreateVersion7(), code: $"{writer}-{i}"), Expect.One);
                batch.Add(Insert(Guid.CreateVersion7(), code: refuses ? "taken" : null), Expect.One);
                var outcome = await db.WriteAsync(batch, Ct);
                Assert.Equal(refuses, outcome is Refused { Index: 1, Reason: UniqueViolated });
                kept += refuses ? 0 : 2;
            }

            return kept;
        }));
        Assert.Equal(outcomes.Sum() + 1, await db.CountAsync(Account.Name));
    }

    [Theory, OnEveryDatabase]
    public async Task A_wrong_statement_harms_only_its_own_batch(TestDatabase database)
    {
        await using var db = await OpenAsync(database);
        var tasks = Enumerable.Range(0, 30).Select(i => i % 3 == 0
            ? db.WriteAsync(Insert(Guid.CreateVersion7()), Sql.From($"insert into nowhere values (1)"))
            : db.WriteAsync(Insert(Guid.CreateVersion7()))).ToArray();
        for (var i = 0; i < tasks.Length; i++)
        {
            if (i % 3 == 0)
                await Assert.ThrowsAsync<StatementException>(() => tasks[i]);
            else
                Assert.IsType<Committed>(await tasks[i]);
        }

        Assert.Equal(20, await db.CountAsync(Account.Name));
        await Assert.ThrowsAsync<StatementException>(() => db.CountAsync(Identifier.Of("nowhere")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_snapshot_does_not_see_what_is_written_after_it(TestDatabase database)
    {
        await using var db = await OpenAsync(database);
        await using (var snapshot = await db.OpenReadAsync(Ct))
        {
            Assert.Equal(0, await snapshot.CountAsync(Account.Name));
            await db.WriteAsync(Insert(Guid.CreateVersion7()));
            Assert.Equal(0, await snapshot.CountAsync(Account.Name));
        }

        Assert.Equal(1, await db.CountAsync(Account.Name));
    }

    [Theory, OnEveryDatabase]
    public async Task A_cancelled_query_stops(TestDatabase database)
    {
        await using var db = await OpenAsync(database);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var endless = Sql.From($"with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000000000) select max(i) from n");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.ScalarAsync<long>(endless, cancel.Token).AsTask());
        Assert.Equal(0, await db.CountAsync(Account.Name));
    }

    [Theory, OnEveryDatabase]
    public async Task Text_no_database_can_keep_is_refused_before_it_gets_there(TestDatabase database)
    {
        await using var db = await OpenAsync(database);
        Assert.Throws<ArgumentException>(() => Insert(Guid.CreateVersion7(), name: "a\0b"));
        Assert.Throws<ArgumentException>(() => Insert(Guid.CreateVersion7(), name: "a\uD83D"));
        Assert.Throws<OverflowException>(() => Insert(Guid.CreateVersion7(), amount: 1.005m));
        Assert.Throws<OverflowException>(() => Insert(Guid.CreateVersion7(), amount: 1_0000_0000_0000_0000m));
        Assert.IsType<Committed>(await db.WriteAsync(Insert(Guid.CreateVersion7(), name: "𠮷\uFFFD😀")));
    }

    private static async Task<Database> OpenAsync(TestDatabase database)
    {
        var db = await database.OpenAsync();
        await db.MigrateAsync(Both, Ct);
        return db;
    }
}
