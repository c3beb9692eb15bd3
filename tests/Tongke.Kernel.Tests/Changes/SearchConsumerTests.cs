using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Testing;
using Tongke.Kernel.Tests.Records;
using Tongke.Storage;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests.Changes;

public sealed class SearchConsumerTests
{
    [Theory, OnEveryDatabase]
    public async Task What_was_just_written_is_found_before_its_texts_are_put(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        await HoldAsync(app);

        await app.CreateAsync("customer", new { name = "云海科技" });

        Assert.Empty(await IndexedAsync(app, "海科"));
        Assert.Equal(["云海科技"], await EverywhereAsync(app, app.System, "海科"));
        Assert.Equal(1, await CountAsync(app, app.System, "海科"));
        Assert.Equal(0, await CountAsync(app, app.System, "远山"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_renamed_record_is_found_by_its_new_name_only_though_the_index_still_has_the_old_one(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var id = await app.CreateAsync("customer", new { name = "云海科技" });
        await app.CreateAsync("customer", new { name = "云海贸易" });
        await app.IndexAsync();
        await HoldAsync(app);

        Assert.Null(await app.UpdateAsync("customer", id, new { name = "远山科技" }));

        Assert.Contains(id, await IndexedIdsAsync(app, "云海"));
        Assert.Equal(["云海贸易"], await EverywhereAsync(app, app.System, "云海"));
        Assert.Equal(1, await CountAsync(app, app.System, "云海"));
        Assert.Equal(1, await CountAsync(app, app.System, "远山"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_whose_texts_are_late_is_found_by_nobody_who_may_not_see_it(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var (ana, ben) = (await app.UserAsync("ana", Own), await app.UserAsync("ben", Own));
        var id = await app.CreateAsync("customer", new { name = "机密项目云海" }, ana);
        await app.IndexAsync();
        await HoldAsync(app);

        await app.CreateAsync("customer", new { name = "机密项目远山" }, ana);
        Assert.Null(await app.UpdateAsync("customer", id, new { name = "公开项目云海", owner = ben.UserId }));

        Assert.Equal(["机密项目远山"], await EverywhereAsync(app, ana, "项目"));
        Assert.Equal(["公开项目云海"], await EverywhereAsync(app, ben, "项目"));
        Assert.Equal(0, await CountAsync(app, ben, "机密"));
        Assert.Equal(0, await CountAsync(app, ana, "公开"));
    }

    [Theory, OnEveryDatabase]
    public async Task Texts_that_were_put_just_before_it_was_killed_are_put_again_and_found_once(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        for (var i = 0; i < 30; i++)
            await app.CreateAsync("customer", new { name = $"云海科技{i}" });
        await app.IndexAsync();

        await app.Workspace.Feed.RewindAsync(SearchConsumer.Name, 3, default);
        await app.IndexAsync();

        Assert.Equal(30, (await IndexedAsync(app, "海科")).Count);
        Assert.Equal(30, await CountAsync(app, app.System, "海科"));
    }

    [Theory, OnEveryDatabase]
    public async Task An_index_that_was_lost_comes_back_by_replaying_the_log(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var renamed = await app.CreateAsync("customer", new { name = "远山贸易" });
        await app.CreateAsync("customer", new { name = "云海科技" });
        Assert.Null(await app.UpdateAsync("customer", renamed, new { name = "云海贸易" }));
        await app.IndexAsync();
        var lost = new WriteBatch();
        lost.Add(Sql.PerDialect(Sql.Literal("insert into customer_search (customer_search) values ('delete-all')"), Sql.Literal("delete from customer_search")));
        Assert.IsType<Committed>(await app.Workspace.Database.WriteAsync(lost));
        Assert.Empty(await IndexedAsync(app, "云海"));

        await app.Workspace.Feed.RewindAsync(SearchConsumer.Name, 0, default);
        await app.IndexAsync();

        Assert.Equal(["云海科技", "云海贸易"], await IndexedAsync(app, "云海"));
        Assert.Empty(await IndexedAsync(app, "远山"));
    }

    [Theory, OnEveryDatabase]
    public async Task Two_nodes_at_it_together_put_every_text_and_move_the_cursor_to_the_end(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        await using var other = await app.OpenNodeAsync();
        var session = app.Workspace.Open(app.System);
        for (var i = 0; i < 1500; i++)
            session.Make(app.Schema["customer"])["name"] = $"云海科技{i}";
        await HoldAsync(app);
        await TestWorkspace.DoneAsync(session);
        await app.SealAsync();

        await ReleaseAsync(app);
        var handled = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? app.Workspace : other).Search.RunAsync(default))));
        await app.IndexAsync();

        Assert.InRange(handled.Sum(), 0, await app.Workspace.Feed.HeadAsync(default));
        Assert.Equal(1500, (await IndexedAsync(app, "海科")).Count);
        Assert.Equal(0, await app.Workspace.Feed.LagAsync(SearchConsumer.Name, default));
    }

    [Theory, OnEveryDatabase]
    public async Task A_commit_of_many_records_waits_while_thousands_of_texts_are_late(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        await HoldAsync(app);
        var session = app.Workspace.Open(app.System);
        for (var i = 0; i < 5_100; i++)
            session.Make(app.Schema["customer"])["name"] = $"云海科技{i}";

        var commit = Task.Run(() => session.CommitAsync());
        while (await app.Workspace.Database.ScalarAsync<long>(Sql.Literal("select count(*) from customer")) == 0)
            await Task.Delay(20);
        await Task.Delay(100);
        Assert.False(commit.IsCompleted);

        await ReleaseAsync(app);
        Assert.Null(await commit.WaitAsync(TimeSpan.FromSeconds(9)));
    }

    private static Grant Own => new() { Create = true, Read = "own", Edit = "own" };

    /// <summary>From now on no node puts texts of customers: each takes its own definition for an old one.</summary>
    private static Task HoldAsync(TestWorkspace app) => StateAsync(app, Sql.Literal("value || ' of another version'"));

    private static Task ReleaseAsync(TestWorkspace app) => StateAsync(app, Sql.Literal("replace(value, ' of another version', '')"));

    private static async Task StateAsync(TestWorkspace app, Sql value)
    {
        var batch = new WriteBatch();
        batch.Add(Sql.From($"update workspace_state set value = {value} where name = {"texts of customer"}"), Expect.One);
        Assert.IsType<Committed>(await app.Workspace.Database.WriteAsync(batch));
    }

    private static async Task<IReadOnlyList<Guid>> IndexedIdsAsync(TestWorkspace app, string words) => await app.Workspace.Database.ListAsync(
        Sql.From($"select t.id from customer t where {SearchIndex.Matches(Identifier.Of("customer"), Identifier.Of("t"), words)}"), r => r.GetGuid(0));

    private static async Task<IReadOnlyList<string>> IndexedAsync(TestWorkspace app, string words) => await app.Workspace.Database.ListAsync(
        Sql.From($"select t.name from customer t where {SearchIndex.Matches(Identifier.Of("customer"), Identifier.Of("t"), words)} order by t.name"), r => r.GetText(0));

    private static async Task<IReadOnlyList<string>> EverywhereAsync(TestWorkspace app, Actor actor, string words) =>
        [.. (await TextSearch.EverywhereAsync(app.Workspace.Open(actor), words, 20, default)).Select(h => h.Title!).Order(StringComparer.Ordinal)];

    private static async Task<long> CountAsync(TestWorkspace app, Actor actor, string words)
    {
        var (query, _) = OData.Parse(app.Schema["customer"], [new("$search", words)]);
        var (list, refusal) = RecordList.Compile(app.Workspace.Open(actor), new Query(query!));
        Assert.Null(refusal);
        return await list!.CountAsync(default);
    }
}
