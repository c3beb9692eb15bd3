using System.Text.Json;
using Tongke.Testing;

namespace Tongke.Server.Tests.Records;

/// <summary>Comments and team members hang on records within the reach of whoever attaches them.</summary>
public sealed class AttachWithinReachTests
{
    private static readonly Dictionary<string, object> Rep = new()
    {
        ["account"] = Grants.Own,
        ["record_member"] = new { create = true, read = "own", edit = "own", delete = "own" },
        ["comment"] = new { create = true, read = "all", edit = "own", delete = "own" },
        ["user"] = new { read = "all" },
    };

    [Theory, OnEveryDatabase]
    public async Task Nobody_hands_themselves_a_record_they_cannot_see_by_naming_themselves_its_member(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var hidden = Id(await boss.CreateAsync("account", new { name = "别人的客户" }));

        (await ana.PostAsync("/api/v1/record_member", new { @object = "account", record = hidden, user = ana.Id, access = "edit" })).Expect(400);
        (await ana.PostAsync("/api/v1/comment", new { @object = "account", record = hidden, text = "看得见吗" })).Expect(400);
        (await ana.GetAsync($"/api/v1/account/{hidden}")).Expect(404);
        (await ana.PostAsync("/api/v1/record_member", new { @object = "no_such_object", record = hidden, user = ana.Id })).Expect(400);
    }

    [Theory, OnEveryDatabase]
    public async Task A_member_who_may_edit_names_no_further_member_and_does_not_prolong_their_stay(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana, ben) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        var shared = Id(await boss.CreateAsync("account", new { name = "共享的客户" }));
        var membership = Id(await boss.CreateAsync("record_member", new { @object = "account", record = shared, user = ana.Id, access = "edit" }));
        (await ana.PatchAsync($"/api/v1/account/{shared}", new { name = "改过的客户" })).Expect(200);

        (await ana.PostAsync("/api/v1/record_member", new { @object = "account", record = shared, user = ben.Id })).Expect(403);
        Assert.Contains((await ana.PatchAsync($"/api/v1/record_member/{membership}", new { expires_at = "2099-01-01T00:00:00Z" })).Status, (int[])[403, 404]);
        (await ben.GetAsync($"/api/v1/account/{shared}")).Expect(404);
        Id(await ana.CreateAsync("comment", new { @object = "account", record = shared, text = "已联系" }));
    }

    [Theory, OnEveryDatabase]
    public async Task An_owner_shares_a_record_of_their_own(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (ana, ben) = (await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        var own = Id(await ana.CreateAsync("account", new { name = "自己的客户" }));

        await ana.CreateAsync("record_member", new { @object = "account", record = own, user = ben.Id, access = "read" });
        (await ben.GetAsync($"/api/v1/account/{own}")).Expect(200);
        (await ben.PatchAsync($"/api/v1/account/{own}", new { name = "不让改" })).Expect(403);
    }

    private static string Id(JsonElement record) => record.GetProperty("id").GetString()!;
}
