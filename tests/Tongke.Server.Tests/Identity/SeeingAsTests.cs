using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Server.Identity;
using Tongke.Server.Tests.Live;
using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Server.Tests.Identity;

/// <summary>An administrator sees the product as somebody else: all that they see, nothing more, and changes nothing.</summary>
public sealed class SeeingAsTests
{
    private const string Password = "Correct-Horse-7";

    private static readonly Dictionary<string, object> Rep = new()
    {
        ["lead"] = new { create = true, read = "own", edit = "own", delete = "own", import = true, export = true, transfer = true, fields = new Dictionary<string, string> { ["*"] = "edit", ["mobile"] = "mask", ["region"] = "none" } },
        ["account"] = Grants.Own, ["contact"] = Grants.Own, ["opportunity"] = Grants.Own, ["activity"] = Grants.Own, ["task"] = Grants.Own,
        ["notification"] = Grants.Own, ["favourite"] = Grants.Own, ["comment"] = Grants.Own, ["stored_file"] = Grants.Own, ["export_job"] = Grants.Own, ["import_job"] = Grants.Own,
        ["hand_over"] = Grants.Own, ["list_view"] = Grants.Own, ["user"] = new { read = "all", fields = new Dictionary<string, string> { ["*"] = "read" } },
        ["pipeline"] = new { read = "all" }, ["stage"] = new { read = "all" }, ["work_bench"] = Grants.Own, ["record_follow"] = Grants.Own,
    };

    private static readonly string[] Shown = ["lead"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryDatabase]
    public async Task The_administrator_sees_on_every_surface_what_the_person_sees(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var hers = Id(await boss.CreateAsync("lead", new { name = "安娜的线索", mobile = "13800001111", owner = ana.Id }));
        await boss.CreateAsync("lead", new { name = "老板的线索" });
        var browser = await EnterAsync(app, boss);
        Assert.Equal(2, (await browser.GetAsync("/api/v1/lead"))["value"].GetArrayLength());

        await SeeAsAsync(browser, ana.Id);

        var session = await browser.GetAsync("/api/session");
        Assert.Equal(("ana", "boss"), (session["user"].GetProperty("name").GetString(), session["seenBy"].GetProperty("name").GetString()));
        Assert.InRange(session["seenBy"].GetProperty("until").GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(28), TimeSpan.FromMinutes(30));
        var list = (await browser.GetAsync("/api/v1/lead?$count=true"))["value"];
        Assert.Equal(hers, Assert.Single(list.EnumerateArray()).GetProperty("id").GetGuid());
        Assert.DoesNotContain("13800001111", list.ToString(), StringComparison.Ordinal);
        foreach (var (path, mine) in new[] { ("/api/v1/lead", ana), ($"/api/v1/lead/{hers}", ana), ("/api/v1/lead/$count", ana), ("/api/v1/lead?$apply=aggregate($count as n)", ana), ("/api/search?q=线索", ana), ("/api/v1/user", ana), ("/api/pages/bench", ana), ($"/api/v1/lead/{hers}/$history", ana), ("/api/definitions", ana), ("/api/status", ana), ("/api/changes", ana) })
        {
            var (seen, own) = (await browser.GetAsync(path), await mine.GetAsync(path, ("Accept-Language", "zh")));
            Assert.Equal((path, own.Status), (path, (int)seen.Status));
            if (own.Status == 200 && path != "/api/pages/bench")
                Assert.Equal(Plain((await mine.GetAsync(path)).Text), Plain((await SpeakingEnglish(browser).GetAsync(path)).Text));
        }

        Assert.DoesNotContain("\"region\"", (await browser.GetAsync("/api/meta")).Text.Split("\"lead\"")[1].Split("\"validations\"")[0], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/api/v1/lead?$filter=region eq 'x'")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/sessions?all=true")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Nothing_is_written_whichever_way_it_is_tried(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var lead = Id(await boss.CreateAsync("lead", new { name = "安娜的线索", mobile = "13800001111", owner = ana.Id }));
        var account = Id(await ana.CreateAsync("account", new { name = "安娜的客户" }));
        var deal = Id(await ana.CreateAsync("opportunity", new { name = "安娜的商机", account }));
        var visit = Id(await ana.CreateAsync("activity", new { type = "visit", subject = "拜访", account }));
        var browser = await EnterAsync(app, boss);
        await SeeAsAsync(browser, ana.Id);
        await browser.GetAsync("/api/session");
        var before = await ChangesAsync(app);

        (HttpMethod Method, string Path, object? Body)[] ways =
        [
            (HttpMethod.Post, "/api/v1/lead", new { name = "新线索" }),
            (HttpMethod.Patch, $"/api/v1/lead/{lead}", new { name = "改名" }),
            (HttpMethod.Put, $"/api/v1/lead/{lead}", new { name = "改名" }),
            (HttpMethod.Delete, $"/api/v1/lead/{lead}", null),
            (HttpMethod.Post, $"/api/v1/lead/{lead}/convert", new { }),
            (HttpMethod.Post, $"/api/v1/lead/{lead}/transfer", new { owner = boss.Id }),
            (HttpMethod.Post, $"/api/v1/lead/{lead}/$reveal", new { field = "mobile", reason = "好奇" }),
            (HttpMethod.Post, $"/api/v1/lead/{lead}/restore", new { }),
            (HttpMethod.Post, $"/api/v1/opportunity/{deal}/win", new { }),
            (HttpMethod.Post, $"/api/v1/activity/{visit}/check_in", new { position = new { lat = 1, lng = 1 } }),
            (HttpMethod.Post, "/api/v1/$batch", new { requests = new[] { new { id = "1", method = "PATCH", url = $"lead/{lead}", body = new { name = "改名" } } } }),
            (HttpMethod.Post, "/api/v1/comment", new { @object = "lead", record = lead, text = "我来过" }),
            (HttpMethod.Post, "/api/v1/favourite", new { @object = "lead", record = lead }),
            (HttpMethod.Post, "/api/v1/export_job", new { @object = "lead", format = "csv", columns = new[] { "name" } }),
            (HttpMethod.Post, "/api/v1/import_job", new { @object = "lead", mode = "create" }),
            (HttpMethod.Post, "/api/v1/hand_over", new { former_owner = ana.Id, heirs = new[] { boss.Id } }),
            (HttpMethod.Post, "/api/files", new { }),
            (HttpMethod.Put, $"/api/files/{Guid.NewGuid()}", new { }),
            (HttpMethod.Delete, $"/api/files/{Guid.NewGuid()}", null),
            (HttpMethod.Patch, "/api/session", new { language = "en" }),
            (HttpMethod.Post, "/api/session/view", new { user = boss.Id }),
            (HttpMethod.Post, "/api/password", new { current = Password, password = "Another-Horse-7" }),
            (HttpMethod.Post, "/api/second-factor", new { }),
            (HttpMethod.Delete, "/api/second-factor", null),
            (HttpMethod.Post, "/api/api-keys", new { name = "k" }),
            (HttpMethod.Delete, $"/api/sessions/{Guid.NewGuid()}", null),
            (HttpMethod.Post, $"/api/users/{ana.Id}/password", new { }),
            (HttpMethod.Post, "/api/changes/verify", new { }),
        ];
        foreach (var (method, path, body) in ways)
        {
            var refused = await browser.SendAsync(method, path, body);
            Assert.True(refused.Status == HttpStatusCode.Forbidden && refused.Code == "seeing_as_read_only", $"{method} {path}: {refused.Status} {refused.Text}");
            Assert.Contains("ana", refused.Json!.Value.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(before, await ChangesAsync(app));
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/api/v1/lead/$duplicates", new { values = new { name = "安娜的线索" } })).Status);
        var session = app.Workspace.Open(Actor.Seen(ana.Id, "ana", app.Workspace.Organization.Find(ana.Id)!.Roles, boss.Id));
        (await session.FindAsync(session.Schema["lead"], lead, RecordAction.Edit, Ct)).Record!["name"] = "改名";
        Assert.Equal("seeing_as_read_only", (await session.CommitAsync(Ct))!.Message.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Only_administrators_do_and_only_as_who_sees_nothing_that_they_do_not(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var staff = await app.SignInAsync("staff", new Dictionary<string, object> { ["user"] = Grants.Everything });
        var peer = await app.SignInAsync("peer", new Dictionary<string, object> { ["user"] = Grants.Everything, ["role"] = Grants.Everything, ["lead"] = Grants.Own });
        var clerk = await app.SignInAsync("clerk", new Dictionary<string, object> { ["user"] = new { read = "all" } });
        await app.SignInAsync("gone", new Dictionary<string, object> { ["user"] = new { read = "all" } });
        var gone = app.Workspace.Organization.Members.First(m => m.Login == "gone").Id;
        (await boss.PatchAsync($"/api/v1/user/{gone}", new { active = false })).Expect(200);
        var session = app.Workspace.Open(Actor.System("test"));
        var lead = app.Workspace.Organization.Find(peer.Id)!.Roles[0];
        var twin = session.Make(session.Schema["user"]);
        (twin["login"], twin["name"], twin["active"], twin["roles"]) = ("twin", "twin", true, new[] { lead });
        Assert.Null(await session.CommitAsync(Ct));

        async Task<string?> TryAsync(TestClient person, Guid as_)
        {
            var browser = await EnterAsync(app, person);
            var answer = await browser.PostAsync("/api/session/view", new { user = as_ });
            return answer.Status == HttpStatusCode.NoContent ? "seen" : answer.Code;
        }

        Assert.Equal("administration_only", await TryAsync(ana, clerk.Id));
        Assert.Equal("administration_only", await TryAsync(clerk, ana.Id));
        Assert.Equal("seeing_as_beyond_own", await TryAsync(staff, ana.Id));
        Assert.Equal("seeing_as_beyond_own", await TryAsync(staff, boss.Id));
        Assert.Equal("seeing_as_beyond_own", await TryAsync(peer, twin.Id));
        Assert.Equal("seen", await TryAsync(staff, clerk.Id));
        Assert.Equal("seeing_as_oneself", await TryAsync(boss, boss.Id));
        Assert.Equal("seeing_as_inactive", await TryAsync(boss, gone));
        Assert.Equal("record_not_found", await TryAsync(boss, Guid.NewGuid()));
        Assert.Equal("people_only", (await (await app.GiveKeyAsync(boss)).PostAsync("/api/session/view", new { user = ana.Id })).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_page_of_one_view_does_nothing_in_the_other_and_ending_it_gives_back_ones_own(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var browser = await EnterAsync(app, boss);
        var own = browser.Csrf;
        await SeeAsAsync(browser, ana.Id);
        Assert.Equal("csrf_failed", (await browser.PostAsync("/api/v1/lead", new { name = "前一个页面" })).Code);
        await browser.GetAsync("/api/session");
        var theirs = browser.Csrf;
        Assert.NotEqual(own, theirs);

        Assert.Equal(HttpStatusCode.NoContent, (await browser.DeleteAsync("/api/session/view")).Status);

        Assert.Equal("csrf_failed", (await browser.PostAsync("/api/v1/lead", new { name = "还以为是她" })).Code);
        var session = await browser.GetAsync("/api/session");
        Assert.Equal("boss", session["user"].GetProperty("name").GetString());
        Assert.False(session.Json!.Value.TryGetProperty("seenBy", out _));
        Assert.Equal(HttpStatusCode.Created, (await browser.PostAsync("/api/v1/lead", new { name = "老板自己" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.DeleteAsync("/api/session/view")).Status);
        Assert.Empty(await ana.ListAsync("lead"));
    }

    [Theory, OnEveryDatabase]
    public async Task It_ends_with_its_time_the_administrators_rights_and_the_persons_account(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        var all = """{"*":{"create":true,"read":"all","edit":"all","delete":"all","import":true,"export":true,"mass_edit":true,"transfer":true,"purge":true}}""";
        var role = await app.AddRoleAsync("second_boss", all);
        var person = await app.AddPersonAsync("ana", await app.AddRoleAsync("reader", """{"user":{"read":"all"}}"""));
        var administrator = await app.AddPersonAsync("second", role);
        var browser = await app.SignInAsync("second");
        async Task<string> WhoAsync() => (await browser.GetAsync("/api/session"))["user"].GetProperty("login").GetString()!;

        await SeeAsAsync(browser, person);
        Assert.Equal("ana", await WhoAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal("ana", await WhoAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("second", await WhoAsync());

        await SeeAsAsync(browser, person);
        await app.ChangePersonAsync(person, "active", false);
        Assert.Equal("second", await WhoAsync());
        await app.ChangePersonAsync(person, "active", true);
        Assert.Equal("second", await WhoAsync());

        await SeeAsAsync(browser, person);
        await app.ChangePersonAsync(administrator, "roles", new[] { await app.AddRoleAsync("clerk", """{"user":{"read":"all"}}""") });
        Assert.Equal("second", await WhoAsync());
        await app.ChangePersonAsync(administrator, "roles", new[] { role });
        Assert.Equal("second", await WhoAsync());
        Assert.Equal((3, 0), await ViewsAsync(app.Workspace));

        await app.ChangePersonAsync(administrator, "active", false);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/session")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Its_record_is_closed_when_the_sign_in_ends_and_when_nobody_comes_back(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        var person = await app.AddPersonAsync("ana", await app.AddRoleAsync("reader", """{"user":{"read":"all"}}"""));
        async Task<DateTimeOffset?> EndAsync() => await app.Workspace.Database.ScalarAsync<DateTimeOffset?>(Sql.From($"select ended_at from seen_as order by created_at desc limit 1"), Ct);

        var leaves = await app.SignInAsync("admin");
        await SeeAsAsync(leaves, person);
        await leaves.GetAsync("/api/session");
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var left = app.Clock.GetUtcNow();
        Assert.Null(await EndAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await leaves.DeleteAsync("/api/session")).Status);
        Assert.Equal(left, await EndAsync());

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var forgets = await app.SignInAsync("admin");
        await SeeAsAsync(forgets, person);
        var until = app.Clock.GetUtcNow() + SeeingAs.Longest;
        await EndedViews.RunAsync(app.Workspace, Ct);
        Assert.Null(await EndAsync());
        app.Clock.Advance(TimeSpan.FromHours(20));
        await EndedViews.RunAsync(app.Workspace, Ct);
        Assert.Equal(until, await EndAsync());
        Assert.Equal((2, 0), await ViewsAsync(app.Workspace));
    }

    [Theory, OnEveryDatabase]
    public async Task Each_time_is_a_record_that_nobody_writes_or_takes_back(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var browser = await EnterAsync(app, boss);
        await SeeAsAsync(browser, ana.Id);
        await browser.GetAsync("/api/session");
        await browser.DeleteAsync("/api/session/view");

        var entry = Assert.Single(await boss.ListAsync("seen_as"));
        Assert.Equal((boss.Id, ana.Id), (entry.GetProperty("owner").GetGuid(), entry.GetProperty("person").GetGuid()));
        Assert.NotEqual(JsonValueKind.Null, entry.GetProperty("ended_at").ValueKind);
        Assert.Contains("seen_as", (await boss.GetAsync("/api/changes?object=seen_as")).Text, StringComparison.Ordinal);
        var path = $"/api/v1/seen_as/{entry.GetProperty("id").GetGuid()}";
        foreach (var (method, body) in new (HttpMethod, object?)[] { (HttpMethod.Patch, new { title = "没有的事" }), (HttpMethod.Delete, null) })
            Assert.Equal(403, (await boss.SendAsync(method, path, body)).Status);
        Assert.Equal(403, (await boss.DeleteAsync($"{path}?purge=true")).Status);
        Assert.Equal(403, (await boss.PostAsync("/api/v1/seen_as", new { title = "编的", person = boss.Id, until = DateTimeOffset.UtcNow })).Status);
        Assert.Equal(403, (await ana.GetAsync(path)).Status);
        Assert.Equal("updated created", string.Join(' ', (await boss.GetAsync($"{path}/$history")).Expect(200).GetProperty("value").EnumerateArray().Select(c => c.GetProperty("kind").GetString())));
    }

    [Theory, OnEveryDatabase]
    public async Task Neither_is_seen_at_a_record_and_the_line_ends_with_the_view(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var lead = Id(await ana.CreateAsync("lead", new { name = "安娜的线索" })).ToString();
        await using var hers = await LivePage.OpenAsync(app, ana, "lead");
        await hers.LookAsync("lead", lead);
        Assert.Empty(await hers.OthersAsync());
        var browser = await EnterAsync(app, boss);
        await SeeAsAsync(browser, ana.Id);
        var ended = new TaskCompletionSource();
        await using var line = LivePage.LineTo(app, browser.Cookie!);
        line.Closed += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        await line.StartAsync(Ct);
        await line.InvokeAsync("Watch", Shown, Ct);
        await line.InvokeAsync("Look", "lead", (Guid?)Guid.Parse(lead), Ct);
        Assert.True(hers.SawNobody);

        await browser.GetAsync("/api/session");
        await browser.DeleteAsync("/api/session/view");
        await ana.PatchAsync($"/api/v1/lead/{lead}", new { name = "改名" });
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
    }

    private static async Task<Browser> EnterAsync(TestApp app, TestClient person)
    {
        var session = app.Workspace.Open(Actor.System("test"));
        var user = await session.LoadAsync(session.Schema["user"], person.Id, Ct);
        Assert.Null((await app.Get<PasswordChanges>().GiveAsync(user!, Password, mustChange: false, Ct)).Refusal);
        var browser = new Browser(new Uri(app.Address));
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(person.Login, Password)).Status);
        return browser;
    }

    private static async Task SeeAsAsync(Browser browser, Guid person)
    {
        await browser.GetAsync("/api/session");
        var begun = await browser.PostAsync("/api/session/view", new { user = person });
        Assert.True(begun.Status == HttpStatusCode.NoContent, begun.Text);
    }

    /// <summary>How many views there were, and how many are not ended.</summary>
    private static async Task<(long All, long Open)> ViewsAsync(Workspace workspace) =>
        (await workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from seen_as"), Ct), await workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from seen_as where ended_at is null"), Ct));

    private static Browser SpeakingEnglish(Browser browser)
    {
        browser.Headers["Accept-Language"] = "en";
        return browser;
    }

    private static async Task<long> ChangesAsync(TestApp app) => await app.Workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from change"), Ct);

    /// <summary>Without what differs from one second to the next.</summary>
    private static string Plain(string answer) => System.Text.RegularExpressions.Regex.Replace(answer, "\"@odata.deltaLink\":\"[^\"]*\"|\"score\":[0-9.]+", "");

    private static Guid Id(JsonElement record) => record.GetProperty("id").GetGuid();
}
