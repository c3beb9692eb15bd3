using System.Net;
using Tongke.Kernel.Access;
using Tongke.Server.Tests.Identity;
using Tongke.Server.Tests.Live;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>A hand-over tells and lets be changed no more than its maker's rights allow, and meets what goes on beside it.</summary>
public sealed class HandOverRightsTests
{
    private static readonly string[] Columns = ["name"];

    [Theory, OnEveryDatabase]
    public async Task The_preview_of_named_records_counts_only_those_in_sight(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, heir) = (await app.SignInAsync(), await app.SignInAsync("heir", new Dictionary<string, object> { ["account"] = Grants.Own }));
        var ana = await app.SignInAsync("ana", new Dictionary<string, object>
        {
            ["account"] = new { create = true, read = "own", edit = "own", transfer = true }, ["contact"] = new { create = true, read = "own", edit = "own", transfer = true }, ["hand_over"] = Grants.Own, ["user"] = new { read = "all" },
        });
        var mine = (await ana.CreateAsync("account", new { name = "我的" })).GetProperty("id").GetGuid();
        var theirs = (await boss.CreateAsync("account", new { name = "别人的" })).GetProperty("id").GetGuid();
        await boss.CreateAsync("contact", new { name = "别人的联系人", account = theirs });

        var lines = (await ana.PostAsync("/api/hand-over/preview", new { @object = "account", records = new[] { mine, theirs, Guid.NewGuid() }, heirs = new[] { heir.Id } })).Expect(200).GetProperty("lines").EnumerateArray().ToArray();

        Assert.Equal((1, 0), (lines[0].GetProperty("count").GetInt32(), lines[0].GetProperty("out_of_reach").GetInt32()));
        Assert.All(lines[1..], l => Assert.Equal((0, 0), (l.GetProperty("count").GetInt32(), l.GetProperty("out_of_reach").GetInt32())));
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_writes_the_lines_of_a_hand_over(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, leaver, heir) = (await app.SignInAsync(), await app.SignInAsync("leaver", new Dictionary<string, object> { ["lead"] = Grants.Own }), await app.SignInAsync("heir", new Dictionary<string, object> { ["lead"] = Grants.Own }));
        await leaver.CreateAsync("lead", new { name = "线索" });
        var id = (await boss.CreateAsync("hand_over", new { former_owner = leaver.Id, heirs = new[] { heir.Id }, reason = "moving" })).GetProperty("id").GetGuid();
        for (var waited = 0; (await boss.ListAsync("hand_over_line")).Count == 0 || (await boss.GetAsync($"/api/v1/hand_over/{id}")).Expect(200).GetProperty("status").GetString() is not "done"; waited++)
        {
            Assert.True(waited < 200, "The hand-over does not end.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        var line = (await boss.ListAsync("hand_over_line"))[0];
        var path = $"/api/v1/hand_over_line/{line.GetProperty("id").GetGuid()}";
        Assert.Equal(403, (await boss.PatchAsync(path, new { moved = 99 })).Status);
        Assert.Equal(403, (await boss.PatchAsync(path, new { })).Status);
        Assert.Equal(403, (await boss.DeleteAsync(path)).Status);
        Assert.Equal(403, (await boss.DeleteAsync($"{path}?purge=true")).Status);
        Assert.Equal(403, (await boss.PostAsync("/api/v1/hand_over_line", new { hand_over = id, @object = "lead", moved = 99 })).Status);
        Assert.Contains("403", (await boss.PostAsync("/api/v1/$batch", new { requests = new[] { new { id = "1", method = "PATCH", url = path["/api/v1/".Length..], body = new { moved = 99 } } } })).Text, StringComparison.Ordinal);
        var can = (await boss.GetAsync("/api/meta")).Expect(200).GetProperty("objects").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "hand_over_line");
        Assert.False(can.GetProperty("can").GetProperty("edit").GetBoolean() || can.GetProperty("can").GetProperty("create").GetBoolean());
        Assert.All(can.GetProperty("fields").EnumerateArray(), f => Assert.False(f.GetProperty("editable").GetBoolean()));
        Assert.Equal(line.GetProperty("version").GetInt64(), (await boss.GetAsync(path)).Expect(200).GetProperty("version").GetInt64());
    }

    [Theory, OnEveryDatabase]
    public async Task An_export_that_moves_on_at_the_same_moment_does_not_keep_a_leaver_in(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, heir) = (await app.SignInAsync(), await app.SignInAsync("heir", new Dictionary<string, object> { ["lead"] = Grants.Own }));
        for (var round = 0; round < 6; round++)
        {
            var leaver = await app.SignInAsync($"leaver{round}", new Dictionary<string, object> { ["lead"] = Grants.Everything, ["export_job"] = Grants.Own });
            var job = (await leaver.CreateAsync("export_job", new { @object = "lead", format = "csv", columns = Columns })).GetProperty("id").GetGuid();
            using var stop = new CancellationTokenSource();
            var moving = Task.Run(() => MoveOnAsync(app, job, stop.Token));
            var answer = await boss.PostAsync("/api/v1/hand_over", new { former_owner = leaver.Id, heirs = new[] { heir.Id }, reason = "leaving", revoke_access = true, deactivate = true });
            await stop.CancelAsync();
            await moving;
            answer.Expect(201);
            Assert.False(app.Workspace.Organization.Find(leaver.Id)!.Active);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_leavers_browser_is_out_at_once_on_the_node_that_revoked_it_and_soon_on_the_others(TestDatabase database)
    {
        var location = await TestApp.NewLocationAsync(database);
        var folder = Path.Combine(TestFolder.Path, Guid.NewGuid().ToString("N"));
        await using var app = await TestApp.StartAsync(location, folder);
        await using var other = app.Workspace.Database.Dialect == Storage.Dialect.Postgres ? await TestApp.StartAsync(location, folder) : null;
        var (boss, heir) = (await app.SignInAsync(), await app.SignInAsync("heir", new Dictionary<string, object> { ["lead"] = Grants.Own }));
        for (var round = 0; round < 3; round++)
        {
            var leaver = await app.SignInAsync($"leaver{round}", new Dictionary<string, object> { ["lead"] = Grants.Own });
            await using var page = await LivePage.OpenAsync(app, leaver, "lead");
            var there = other is null ? null : new Browser(new Uri(other.Address)) { Cookie = page.Browser.Cookie };
            if (there is not null)
                Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/api/v1/lead")).Status);
            Assert.Equal(HttpStatusCode.OK, (await page.Browser.GetAsync("/api/v1/lead")).Status);

            (await boss.PostAsync("/api/v1/hand_over", new { former_owner = leaver.Id, heirs = new[] { heir.Id }, reason = "leaving", revoke_access = true })).Expect(201);

            Assert.Equal(HttpStatusCode.Unauthorized, (await page.Browser.GetAsync("/api/v1/lead")).Status);
            var since = System.Diagnostics.Stopwatch.StartNew();
            while (there is not null && (await there.GetAsync("/api/v1/lead")).Status != HttpStatusCode.Unauthorized)
                Assert.True(since.Elapsed < TimeSpan.FromSeconds(1.5), "The other node has not heard of it.");
        }
    }

    /// <summary>Lets the export begin and end again and again, until it is stopped: dozens of times as often as a real one, but not without leaving a moment between.</summary>
    private static async Task MoveOnAsync(TestApp app, Guid job, CancellationToken ct)
    {
        var chance = new Random(7);
        while (!ct.IsCancellationRequested)
        {
            var session = app.Workspace.Open(Actor.System("test"));
            if (await session.LoadAsync(session.Schema["export_job"], job, CancellationToken.None) is not { } record || record["status"] as string == "cancelled")
                return;

            record["status"] = record["status"] as string == "running" ? "queued" : "running";
            await session.CommitAsync(CancellationToken.None);
            await Task.Delay(chance.Next(2, 40), CancellationToken.None);
        }
    }
}
