using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>Where lookups point is held against what is committed between looking and writing.</summary>
public sealed class ParallelReferenceTests
{
    [Theory, OnEveryDatabase]
    public async Task Nothing_is_made_on_a_record_that_was_deleted_meanwhile(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = await AccountAsync(boss);
        var refusal = await CommitAfterAsync(app, s => AddAsync(s, "contact", account), s => DeleteAsync(s, account));

        Assert.Equal("lookup_not_found", Assert.Single(Assert.IsType<Invalid>(refusal).Faults).Message.Code);
        Assert.Empty(await boss.ListAsync("contact"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_delete_takes_what_came_meanwhile_with_it_or_is_refused_for_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (left, kept) = (await AccountAsync(boss), await AccountAsync(boss));
        Assert.Null(await CommitAfterAsync(app, s => DeleteAsync(s, left), s => AddAsync(s, "contact", left)));
        Assert.Empty(await boss.ListAsync("contact"));

        var refusal = await CommitAfterAsync(app, s => DeleteAsync(s, kept), s => AddAsync(s, "opportunity", kept));
        Assert.Equal("still_referenced", Assert.IsType<Conflict>(refusal).Message.Code);
        (await boss.GetAsync($"/api/v1/account/{kept}")).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task What_comes_back_comes_back_to_something_that_is_there(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = await AccountAsync(boss);
        var deal = (await boss.CreateAsync("opportunity", new { name = "Deal", account })).GetProperty("id").GetGuid();
        (await boss.DeleteAsync($"/api/v1/opportunity/{deal}")).Expect(204);

        var refusal = await CommitAfterAsync(app, s => RestoreAsync(s, deal), s => DeleteAsync(s, account));
        Assert.Equal("restore_other_first", Assert.IsType<Conflict>(refusal).Message.Code);
        Assert.Equal(409, (await boss.PostAsync($"/api/v1/opportunity/{deal}/restore", new { })).Status);
        Assert.Empty(await boss.ListAsync("opportunity"));

        (await boss.PostAsync($"/api/v1/account/{account}/restore", new { })).Expect(200);
        (await boss.PostAsync($"/api/v1/opportunity/{deal}/restore", new { })).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_moves_make_no_circle_together(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (a, b) = (await AccountAsync(boss), await AccountAsync(boss));
        var refusal = await CommitAfterAsync(app, s => MoveAsync(s, a, b), s => MoveAsync(s, b, a));
        Assert.Equal("circular_parent", Assert.Single(Assert.IsType<Invalid>(refusal).Faults).Message.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Requests_at_the_same_moment_leave_no_child_of_a_deleted_record_and_no_circle(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        for (var round = 0; round < 12; round++)
        {
            var (gone, a, b) = (await AccountAsync(boss), await AccountAsync(boss), await AccountAsync(boss));
            var answers = await Task.WhenAll(
                boss.DeleteAsync($"/api/v1/account/{gone}"),
                boss.PostAsync("/api/v1/contact", new { name = "Ann", account = gone }),
                boss.PostAsync("/api/v1/opportunity", new { name = "Deal", account = gone }),
                boss.PatchAsync($"/api/v1/account/{a}", new { parent = b }),
                boss.PatchAsync($"/api/v1/account/{b}", new { parent = a }));
            Assert.All(answers, answer => Assert.InRange(answer.Status, 200, 499));

            if ((await boss.GetAsync($"/api/v1/account/{gone}")).Status == 404)
                foreach (var child in new[] { "contact", "opportunity" })
                    Assert.Empty(await boss.ListAsync(child, $"$filter=account eq {gone}"));
            Assert.Single(answers[3..], answer => answer.Status == 200);
        }
    }

    private static async Task<Guid> AccountAsync(TestClient boss) => (await boss.CreateAsync("account", new { name = $"Account {Guid.NewGuid():N}" })).GetProperty("id").GetGuid();

    /// <summary>Commits the first work; the second is committed after the first was checked and before it is written.</summary>
    private static async Task<Refusal?> CommitAfterAsync(TestApp app, Func<Session, Task> first, Func<Session, Task> second)
    {
        var session = app.Workspace.Open(Actor.System("first"));
        await first(session);
        var isFirst = true;
        session.Include("meanwhile", _ =>
        {
            if (isFirst)
                Task.Run(() => CommitAsync(app, second)).GetAwaiter().GetResult();
            isFirst = false;
        });
        return await session.CommitAsync();
    }

    private static async Task CommitAsync(TestApp app, Func<Session, Task> work)
    {
        var session = app.Workspace.Open(Actor.System("second"));
        await work(session);
        Assert.Null(await session.CommitAsync());
    }

    private static Task AddAsync(Session session, string kind, Guid account)
    {
        var child = session.Add(session.Schema[kind]);
        (child["name"], child["account"]) = ("Child", account);
        return Task.CompletedTask;
    }

    private static async Task DeleteAsync(Session session, Guid account) => session.Delete((await session.FindAsync(session.Schema["account"], account, RecordAction.Delete)).Record!);

    private static async Task RestoreAsync(Session session, Guid deal) => session.Restore((await session.FindInBinAsync(session.Schema["opportunity"], deal, RecordAction.Delete)).Record!);

    private static async Task MoveAsync(Session session, Guid account, Guid parent)
    {
        var record = (await session.FindAsync(session.Schema["account"], account, RecordAction.Edit)).Record!;
        record.Write(record.Object["parent"], parent);
    }
}
