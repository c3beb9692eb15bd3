using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

public sealed class TakeoverTests
{
    private static readonly string[] Narrow = ["account.read"];

    private static readonly Dictionary<string, object> UserAdministrator = new()
    {
        ["user"] = new { create = true, read = "all", edit = "all", delete = "all", mass_edit = true },
        ["role"] = new { create = true, read = "all", edit = "all", delete = "all" },
        ["api_key"] = new { create = true, read = "all", edit = "all", transfer = true },
        ["account"] = Grants.Own,
    };

    [Theory, OnEveryDatabase]
    public async Task A_limited_key_does_not_widen_itself_or_anything_else(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        using var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["account"] = Grants.Own });
        using var script = await app.GiveKeyAsync(boss, "records.write");
        var key = (await boss.ListAsync("api_key"))[0].GetProperty("id").GetString();
        var role = (await boss.ListAsync("role"))[0].GetProperty("id").GetString();

        await RefusedAsync("people_only", script.PatchAsync($"/api/v1/api_key/{key}", new { scopes = Array.Empty<string>() }));
        await RefusedAsync("people_only", script.PatchAsync($"/api/v1/api_key/{key}", new { name = "other" }));
        await RefusedAsync("people_only", script.PatchAsync($"/api/v1/role/{role}", new { label_zh = "别的" }));
        await RefusedAsync("people_only", script.PatchAsync($"/api/v1/user/{rep.Id}", new { active = false }));
        await RefusedAsync("people_only", script.PatchAsync($"/api/v1/user/{rep.Id}", new { roles = new[] { role } }));
        await RefusedAsync("people_only", script.PostAsync($"/api/users/{rep.Id}/password", new { }));
        await RefusedAsync("people_only", script.DeleteAsync($"/api/v1/user/{rep.Id}"));
        (await script.PatchAsync($"/api/v1/user/{rep.Id}", new { title = "销售" })).Expect(200);
        await script.CreateAsync("account", new { name = "云海" });
    }

    [Theory, OnEveryDatabase]
    public async Task A_limited_key_does_not_read_what_tells_of_everything(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        using var limited = await app.GiveKeyAsync(boss, "records.write");
        using var whole = await app.GiveKeyAsync(boss);

        foreach (var path in new[] { "/api/changes", "/api/status", "/api/definitions", "/api/definitions/account" })
        {
            await RefusedAsync("api_key_scope", limited.GetAsync(path));
            Assert.Equal(200, (await whole.GetAsync(path)).Status);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_takes_over_somebody_who_may_do_more(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        using var second = await app.SignInAsync("second");
        using var helper = await app.SignInAsync("helper", UserAdministrator);
        using var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["account"] = Grants.Own });

        await RefusedAsync("user_exceeds_own", helper.PatchAsync($"/api/v1/user/{boss.Id}", new { roles = Array.Empty<string>() }));
        await RefusedAsync("user_exceeds_own", helper.PatchAsync($"/api/v1/user/{boss.Id}", new { login = "mine" }));
        await RefusedAsync("user_exceeds_own", helper.PatchAsync($"/api/v1/user/{boss.Id}", new { active = false }));
        await RefusedAsync("user_exceeds_own", helper.PatchAsync($"/api/v1/user/{boss.Id}", new { manager = helper.Id }));
        await RefusedAsync("user_exceeds_own", helper.PostAsync($"/api/users/{boss.Id}/password", new { }));
        Assert.Equal(403, (await helper.DeleteAsync($"/api/v1/user/{boss.Id}")).Status);

        (await helper.PatchAsync($"/api/v1/user/{rep.Id}", new { login = "reps", active = false, manager = helper.Id })).Expect(200);
        (await boss.PatchAsync($"/api/v1/user/{second.Id}", new { active = false })).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task A_role_that_allows_more_is_neither_narrowed_nor_deleted(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        using var second = await app.SignInAsync("second");
        using var helper = await app.SignInAsync("helper", UserAdministrator);
        var role = app.Workspace.Organization.Find(boss.Id)!.Roles[0];

        await RefusedAsync("role_beyond_own", helper.PatchAsync($"/api/v1/role/{role}", new { grants = new { account = new { read = "own" } } }));
        Assert.Equal(403, (await helper.DeleteAsync($"/api/v1/role/{role}")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_key_is_pointed_at_no_other_role_or_owner_who_may_do_more(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        using var helper = await app.SignInAsync("helper", UserAdministrator);
        using var script = await app.GiveKeyAsync(helper);
        var key = (await helper.ListAsync("api_key"))[0].GetProperty("id").GetString();

        await RefusedAsync("role_exceeds_own", helper.PatchAsync($"/api/v1/api_key/{key}", new { role = app.Workspace.Organization.Find(boss.Id)!.Roles[0] }));
        await RefusedAsync("user_exceeds_own", helper.PatchAsync($"/api/v1/api_key/{key}", new { owner = boss.Id }));
        (await helper.PatchAsync($"/api/v1/api_key/{key}", new { scopes = Narrow })).Expect(200);
        (await boss.PatchAsync($"/api/v1/api_key/{key}", new { name = "其他" })).Expect(200);

        using var bosses = await app.GiveKeyAsync(boss, "account.read");
        var theirs = (await boss.ListAsync("api_key", "$filter=name eq 'script'"))[0].GetProperty("id").GetString();
        await RefusedAsync("role_exceeds_own", helper.PatchAsync($"/api/v1/api_key/{theirs}", new { scopes = Array.Empty<string>() }));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_for_administrators_says_so(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["account"] = Grants.Own });

        await RefusedAsync("administration_only", rep.GetAsync("/api/status"));
        await RefusedAsync("administration_only", rep.GetAsync("/api/changes"));
        await RefusedAsync("administration_only", rep.PostAsync("/api/changes/verify", new { }));
        Assert.DoesNotContain("登录", new Message("administration_only").In(Language.Chinese), StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(string code, Task<TestAnswer> asked)
    {
        var answer = await asked;
        Assert.Equal((403, code), (answer.Status, answer.Code));
    }
}
