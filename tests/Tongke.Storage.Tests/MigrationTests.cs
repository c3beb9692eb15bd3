using Tongke.Testing;
using Xunit;
using static Tongke.Storage.Tests.SampleTables;

namespace Tongke.Storage.Tests;

public sealed class MigrationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryDatabase]
    public async Task Migrating_twice_changes_nothing_the_second_time(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        Assert.False((await db.PlanAsync(Both, Ct)).IsEmpty);
        Assert.False((await db.MigrateAsync(Both, Ct)).IsEmpty);
        Assert.Empty((await db.PlanAsync(Both, Ct)).Steps);
        Assert.Empty((await db.MigrateAsync(Both, Ct)).Steps);
    }

    [Theory, OnEveryDatabase]
    public async Task A_table_keeps_its_rows_through_every_kind_of_change(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await db.MigrateAsync(Both, Ct);
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.IsType<Committed>(await db.WriteAsync(
            Insert(one, "云海", "A1", 10.25m, "普通"), Insert(two, "山河", "A2", null, null), InsertContact(Guid.CreateVersion7(), one), SearchIndex.Put(Account.Name, one, ["云海"])));

        var title = Identifier.Of("title");
        var score = Identifier.Of("score");
        var doubled = Identifier.Of("doubled");
        var company = Identifier.Of("company");
        var changed = Account with
        {
            Name = company,
            Columns =
            [
                new(Id, ColumnType.Uuid) { IsNullable = false },
                new(title, ColumnType.Text),                                        // renamed, may be null now
                new(Code, ColumnType.Text) { IsNullable = false },                  // must not be null now
                new(Amount, ColumnType.Decimal(18, 4)) { Default = 1.5m },          // wider scale, a default
                new(Edition, ColumnType.Decimal(10, 1)) { IsNullable = false, Default = 7m }, // another type and default
                new(score, ColumnType.Integer) { IsNullable = false, Default = 5L },// new with a default
                new(doubled, ColumnType.Decimal(18, 4)) { IsNullable = false },     // new, filled
                new(DeletedAt, ColumnType.Instant),
                Account.Columns.Single(c => c.Name == SearchIndex.Made),
            ],
            Checks = [new(Identifier.Of("company_code_option"), Code, ["A1", "A2", "it's"])],
            Indexes = [new(Identifier.Of("company_title_unique"), [title, score]) { IsUnique = true }],
        };
        var contact = Contact with
        {
            ForeignKeys = [new(Identifier.Of("contact_company_fk"), AccountColumn, company) { OnDelete = DeleteRule.SetNull }],
        };
        var plan = await db.MigrateAsync(
            new Migration
            {
                Tables = [changed, contact],
                TableRenames = [new(Account.Name, company)],
                ColumnRenames = [new(company, Name, title)],
                Backfill = _ => [Sql.PerDialect(
                    Sql.From($"update {company} set {doubled} = coalesce({Amount}, 0) * 2"),
                    Sql.From($"update {company} set {doubled} = coalesce({Amount}, 0) * 2"))],
            },
            Ct);
        Assert.True(plan.DestroysData);
        Assert.Contains("drop column company.level", plan.ToString(), StringComparison.Ordinal);

        await using (var rows = await db.QueryAsync(Sql.From($"select {title}, {Amount}, {Edition}, {score}, {doubled}, {Code} from {company} order by {Code}"), Ct))
        {
            Assert.True(await rows.ReadAsync(Ct));
            Assert.Equal("云海", rows.GetText(0));
            Assert.Equal("10.2500", rows.GetDecimal(1, 4).ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(1m, rows.GetDecimal(2, 1));
            Assert.Equal(5, rows.GetInt64(3));
            Assert.Equal(20.5m, rows.GetDecimal(4, 4));
            Assert.True(await rows.ReadAsync(Ct));
            Assert.True(rows.IsNull(1));
        }

        // The new rules hold, the old ones are gone, and so it stays after the file is opened again.
        Assert.IsType<NotNullViolated>(Reason(await db.WriteAsync(Sql.From($"insert into {company} ({Id}, {doubled}) values ({Guid.CreateVersion7()}, {new ScaledDecimal(0, 4)})"))));
        Assert.IsType<CheckViolated>(Reason(await db.WriteAsync(Sql.From($"update {company} set {Code} = {"B"}"))));
        Assert.IsType<Committed>(await db.WriteAsync(Sql.From($"delete from {company} where {Id} = {one}")));
        Assert.Equal(1, await db.ScalarAsync<long>(Sql.From($"select count(*) from {Contact.Name} where {AccountColumn} is null"), Ct));
        Assert.Equal(0, await db.ScalarAsync<long>(Sql.From($"select count(*) from {company} a where {SearchIndex.Matches(company, Identifier.Of("a"), "云海")}"), Ct));
        var late = Guid.CreateVersion7();
        await db.WriteAsync(Sql.From($"insert into {company} ({Id}, {Code}, {doubled}) values ({late}, {"it's"}, {new ScaledDecimal(0, 4)})"));
        Assert.Equal(1, await db.ScalarAsync<long>(Sql.From($"select count(*) from {company} where {Id} = {late} and {Amount} = {new ScaledDecimal(1.5m, 4)} and {Edition} = {new ScaledDecimal(7, 1)}"), Ct));
        Assert.True((await db.PlanAsync(new Migration { Tables = [changed, contact] }, Ct)).IsEmpty);
    }

    [Fact]
    public async Task A_search_of_an_earlier_version_learns_when_rows_were_made_and_finds_what_it_found()
    {
        await using var db = await new TestDatabase(Dialect.Postgres).OpenAsync();
        await db.MigrateAsync(Both, Ct);
        var (id, search) = (Guid.CreateVersion7(), Identifier.Of($"{Account.Name}_search"));
        await db.WriteAsync(Insert(id), SearchIndex.Put(Account.Name, id, ["云海科技"]));
        await db.WriteAsync(Sql.From($"alter table {search} drop column {SearchIndex.Made}"));

        Assert.Equal($"put when rows were made into the text search of {Account.Name}", Assert.Single((await db.MigrateAsync(Both, Ct)).Steps).Description);
        Assert.True((await db.PlanAsync(Both, Ct)).IsEmpty);
        Assert.Equal(1, await db.ScalarAsync<long>(Sql.From($"select count(*) from {Account.Name} a join {search} s on s.id = a.id and s.{SearchIndex.Made} = a.{SearchIndex.Made} where {SearchIndex.Matches(Account.Name, Identifier.Of("a"), "海科")}"), Ct));
        await db.WriteAsync(Sql.From($"delete from {Account.Name}"));
        Assert.Equal(0, await db.CountAsync(search));
    }

    [Fact]
    public async Task What_is_searchable_says_when_its_rows_were_made()
    {
        await using var db = await new TestDatabase(Dialect.Sqlite).OpenAsync();
        var timeless = Account with { Columns = [.. Account.Columns.Where(c => c.Name != SearchIndex.Made)] };
        await Assert.ThrowsAsync<MigrationException>(() => db.MigrateAsync(new Migration { Tables = [timeless] }, Ct));
    }

    [Theory, OnEveryDatabase]
    public async Task Rows_that_break_a_new_rule_keep_the_old_tables(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await db.MigrateAsync(Both, Ct);
        await db.WriteAsync(Insert(Guid.CreateVersion7(), "同名", amount: 1.05m, level: "普通"), Insert(Guid.CreateVersion7(), "同名", amount: 99999m));

        TableDefinition With(Identifier column, ColumnType type, bool nullable) =>
            Account with { Columns = [.. Account.Columns.Select(c => c.Name == column ? new ColumnDefinition(column, type) { IsNullable = nullable } : c)] };
        TableDefinition[] refused =
        [
            Account with { Indexes = [.. Account.Indexes, new(Identifier.Of("account_name_unique"), [Name]) { IsUnique = true }] },
            Account with { Checks = [new(Identifier.Of("account_level_option"), Level, ["大客户"])] },
            With(Code, ColumnType.Text, nullable: false),
            With(Amount, ColumnType.Decimal(18, 1), nullable: true),
            With(Amount, ColumnType.Decimal(5, 2), nullable: true),
            With(Name, ColumnType.Integer, nullable: false),
        ];
        foreach (var table in refused)
        {
            await Assert.ThrowsAsync<MigrationException>(() => db.MigrateAsync(new Migration { Tables = [table, Contact] }, Ct));
            Assert.True((await db.PlanAsync(Both, Ct)).IsEmpty);
        }

        Assert.Equal(2, await db.CountAsync(Account.Name));
        Assert.IsType<CheckViolated>(Reason(await db.WriteAsync(Insert(Guid.CreateVersion7(), level: "别的"))));
    }

    [Theory, OnEveryDatabase]
    public async Task Readers_and_writers_go_on_while_tables_change(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await db.MigrateAsync(Both, Ct);
        using var stop = new CancellationTokenSource();
        var committed = 0;
        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                Assert.IsType<Committed>(await db.WriteAsync(Insert(Guid.CreateVersion7(), amount: 1m)));
                Interlocked.Increment(ref committed);
                Assert.NotEmpty(await db.ListAsync(Sql.From($"select * from {Account.Name} limit 5"), _ => 1, Ct));
            }
        }, Ct)).ToList();

        var table = Account;
        for (var i = 0; i < 8; i++)
        {
            table = table with { Columns = [.. table.Columns, new(Identifier.Of($"extra_{i}"), ColumnType.Text) { IsNullable = false, Default = "无" }] };
            await db.MigrateAsync(new Migration { Tables = [table, Contact] }, Ct);
            await Task.Delay(30, Ct);
        }

        await stop.CancelAsync();
        await Task.WhenAll(workers);
        Assert.True(committed > 0);
        Assert.Equal(committed, await db.CountAsync(Account.Name));
        Assert.Equal(committed, await db.ScalarAsync<long>(Sql.From($"select count(*) from {Account.Name} where {Identifier.Of("extra_7")} = {"无"}"), Ct));
    }

    [Fact]
    public async Task Nodes_that_start_together_migrate_once_and_see_each_others_changes()
    {
        var location = new TestDatabase(Dialect.Postgres).NewLocation();
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Database.OpenAsync(location, Ct)));
        var plans = await Task.WhenAll(nodes.Select(node => node.MigrateAsync(Both, Ct)));
        Assert.Single(plans, plan => !plan.IsEmpty);

        var all = Sql.From($"select * from {Account.Name}");
        foreach (var node in nodes)
        {
            await node.WriteAsync(Insert(Guid.CreateVersion7()));
            for (var i = 0; i < 5; i++)
                Assert.NotEmpty(await node.ListAsync(all, rows => rows.FieldCount, Ct));
        }

        await nodes[0].MigrateAsync(new Migration { Tables = [Account with { Columns = [.. Account.Columns, new(Identifier.Of("extra"), ColumnType.Text)] }, Contact] }, Ct);
        foreach (var node in nodes)
        {
            Assert.All(await node.ListAsync(all, rows => rows.FieldCount, Ct), count => Assert.Equal(9, count));
            await using (var snapshot = await node.OpenReadAsync(Ct))
                Assert.Equal(4, (await snapshot.ListAsync(all, rows => rows.FieldCount, Ct)).Count);
            await node.DisposeAsync();
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_table_changed_by_somebody_else_is_noticed(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        await db.MigrateAsync(Both, Ct);
        await db.WriteAsync(Sql.From($"alter table {Contact.Name} add column {Identifier.Of("smuggled")} text"));
        await Assert.ThrowsAsync<StorageException>(() => db.MigrateAsync(Both, Ct));
    }

    [Theory, OnEveryDatabase]
    public async Task A_definition_that_contradicts_itself_is_refused(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        TableDefinition[][] wrong =
        [
            [Account, Account],
            [Contact],
            [Account with { Columns = [.. Account.Columns, new(Name, ColumnType.Text)] }],
            [Account with { PrimaryKey = [Code] }],
            [Account with { Indexes = [new(Identifier.Of("account_x"), [Identifier.Of("nowhere")])] }],
            [Account with { Columns = [.. Account.Columns, new(Identifier.Of("extra"), ColumnType.Integer) { Default = "one" }] }],
        ];
        foreach (var tables in wrong)
            await Assert.ThrowsAsync<MigrationException>(() => db.MigrateAsync(new Migration { Tables = tables }, Ct));
        Assert.Equal(2, (await db.PlanAsync(Both, Ct)).Steps.Count(step => step.Description.StartsWith("create table", StringComparison.Ordinal)));
    }

    private static RefusalReason Reason(WriteOutcome outcome) => Assert.IsType<Refused>(outcome).Reason;
}
