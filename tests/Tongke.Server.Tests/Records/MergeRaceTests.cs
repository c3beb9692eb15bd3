using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>Of two merges or undoings of the same records at the same time, one comes about.</summary>
public sealed class MergeRaceTests
{
    private static readonly int[] Expected = [200, 404, 409, 412, 422, 503];

    [Theory, OnEveryDatabase]
    public async Task Two_records_that_are_merged_into_each_other_are_not_both_gone(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (a, b) = await TwoAsync(boss);
        var first = await BeginAsync(app, "account", a, "merge", b);
        var second = await BeginAsync(app, "account", b, "merge", a);

        Assert.Null(await first.CommitAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(await second.CommitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(a, Assert.Single(await boss.ListAsync("account")).GetProperty("id").GetGuid());
    }

    [Theory, OnEveryDatabase]
    public async Task Records_that_are_merged_into_each_other_by_many_at_once_leave_one(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (a, b) = await TwoAsync(boss);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? (a, b) : (b, a))
            .Select(pair => boss.PostAsync($"/api/v1/account/{pair.Item1}/merge", new { records = new[] { pair.Item2 } })));

        Assert.All(answers, answer => Assert.Contains(answer.Status, Expected));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Single(await boss.ListAsync("account"));
        Assert.Single(await boss.ListAsync("merge_record"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_merge_that_is_sent_twice_comes_about_once(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (a, b) = await TwoAsync(boss);
        var first = await BeginAsync(app, "account", a, "merge", b);
        var second = await BeginAsync(app, "account", a, "merge", b);

        Assert.Null(await first.CommitAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(await second.CommitAsync(TestContext.Current.CancellationToken));
        Assert.Single(await boss.ListAsync("merge_record"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_merge_is_undone_once(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (a, b) = await TwoAsync(boss);
        (await boss.PostAsync($"/api/v1/account/{a}/merge", new { records = new[] { b } })).Expect(200);
        var merge = Assert.Single(await boss.ListAsync("merge_record")).GetProperty("id").GetGuid();
        var first = await BeginAsync(app, "merge_record", merge, "undo");
        var second = await BeginAsync(app, "merge_record", merge, "undo");

        Assert.Null(await first.CommitAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(await second.CommitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, (await boss.ListAsync("account")).Count);
    }

    /// <summary>A session in which the action has been done and waits for the commit.</summary>
    private static async Task<Session> BeginAsync(TestApp app, string definition, Guid id, string action, params Guid[] records)
    {
        var session = app.Workspace.Open(Actor.System("merger"));
        var record = (await session.FindAsync(session.Schema[definition], id, RecordAction.Edit)).Record!;
        var outcome = await session.Workspace.Rules.FindAction(definition, action)!.RunAsync(record, new Dictionary<string, object?> { ["records"] = records }, session, CancellationToken.None);
        Assert.Null(outcome.Refusal);
        return session;
    }

    private static async Task<(Guid First, Guid Second)> TwoAsync(TestClient person)
    {
        var first = (await person.CreateAsync("account", new { name = "杭州甲机械" })).GetProperty("id").GetGuid();
        return (first, (await person.CreateAsync("account", new { name = "成都乙食品" })).GetProperty("id").GetGuid());
    }
}
