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

    [Theory, OnEveryDatabase]
    public async Task What_is_made_on_a_record_while_it_is_merged_goes_to_the_kept_one_or_is_refused(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        for (var round = 0; round < 3; round++)
        {
            var (kept, merged) = await TwoAsync(boss, round);
            var merging = boss.PostAsync($"/api/v1/account/{kept}/merge", new { records = new[] { merged } });
            var contacts = Enumerable.Range(0, 20).Select(i => (Object: "contact", Answer: boss.PostAsync("/api/v1/contact", new { name = $"联系人{round}{i:00}", account = merged }))).ToArray();
            var activities = Enumerable.Range(0, 20).Select(i => (Object: "activity", Answer: boss.PostAsync("/api/v1/activity", new { type = "call", subject = $"回访{i}", account = merged }))).ToArray();

            (await merging).Expect(200);
            foreach (var (definition, answer) in contacts.Concat(activities))
            {
                var made = await answer;
                if (made.Status == 400)
                {
                    // It came after the merge: the account to which it points is gone.
                    Assert.Equal("account", made.Json.GetProperty("error").GetProperty("details")[0].GetProperty("target").GetString());
                    continue;
                }

                if (made.Status != 201)
                {
                    Assert.Contains(made.Status, Expected);
                    continue;
                }

                var child = (await boss.GetAsync($"/api/v1/{definition}/{made.Expect(201).GetProperty("id").GetGuid()}")).Expect(200);
                Assert.Equal(kept, child.GetProperty("account").GetGuid());
                if (definition == "activity")
                    Assert.Equal(kept, child.GetProperty("regarding").GetGuid());
            }
        }
    }

    [Theory, OnEveryDatabase]
    public async Task What_came_to_a_record_after_its_merge_had_looked_is_turned_too_and_goes_back_by_undo(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (a, b) = await TwoAsync(boss);
        var early = (await boss.CreateAsync("contact", new { name = "王早", account = b })).GetProperty("id").GetGuid();
        var merging = await BeginAsync(app, "account", a, "merge", b);
        var late = (await boss.CreateAsync("contact", new { name = "李晚", account = b })).GetProperty("id").GetGuid();
        (await boss.PatchAsync($"/api/v1/contact/{early}", new { title = "经理" })).Expect(200);

        Assert.Null(await merging.CommitAsync(TestContext.Current.CancellationToken));
        foreach (var contact in (Guid[])[early, late])
            Assert.Equal(a, (await boss.GetAsync($"/api/v1/contact/{contact}")).Expect(200).GetProperty("account").GetGuid());

        var merge = Assert.Single(await boss.ListAsync("merge_record")).GetProperty("id").GetGuid();
        (await boss.PostAsync($"/api/v1/merge_record/{merge}/undo", new { })).Expect(200);
        foreach (var contact in (Guid[])[early, late])
            Assert.Equal(b, (await boss.GetAsync($"/api/v1/contact/{contact}")).Expect(200).GetProperty("account").GetGuid());
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_made_on_a_record_after_its_merge_is_refused_for_its_lookup(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (a, b) = await TwoAsync(boss);
        (await boss.PostAsync($"/api/v1/account/{a}/merge", new { records = new[] { b } })).Expect(200);
        foreach (var (definition, body) in new (string, object)[] { ("contact", new { name = "王晚", account = b }), ("activity", new { type = "call", subject = "回访", account = b }) })
        {
            var refused = await boss.PostAsync($"/api/v1/{definition}", body);
            Assert.Equal((400, "account"), (refused.Status, refused.Json.GetProperty("error").GetProperty("details")[0].GetProperty("target").GetString()));
        }
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

    private static async Task<(Guid First, Guid Second)> TwoAsync(TestClient person, int pair = 0)
    {
        var (kept, merged) = new[] { ("杭州甲机械", "成都乙食品"), ("宁波丙纺织", "西安丁电子"), ("沈阳戊化工", "南昌己物流") }[pair];
        var first = (await person.CreateAsync("account", new { name = kept })).GetProperty("id").GetGuid();
        return (first, (await person.CreateAsync("account", new { name = merged })).GetProperty("id").GetGuid());
    }
}
