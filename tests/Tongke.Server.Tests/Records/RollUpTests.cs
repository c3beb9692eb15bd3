using System.Text.Json;
using Tongke.Server.Tests.Live;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>Roll-ups change with the children: whoever follows the parents hears of it, and new ones begin with what is there.</summary>
public sealed class RollUpTests
{
    [Theory, OnEveryDatabase]
    public async Task A_delta_names_the_parents_whose_roll_ups_changed_and_no_others(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["account"] = new { read = "own" } });
        var (first, second, untouched) = (await AccountAsync(boss), await AccountAsync(boss), await AccountAsync(boss));
        var contact = Id(await boss.CreateAsync("contact", new { name = "Ann", account = first }));
        var start = await TokenOfEverythingAsync(boss, accounts: 3);
        var (token, reps) = (start, await TokenAsync(rep));

        (await boss.PatchAsync($"/api/v1/contact/{contact}", new { name = "Anna" })).Expect(200);
        Assert.Empty(await ChangedAsync(boss, token));
        (await boss.PatchAsync($"/api/v1/contact/{contact}", new { account = second })).Expect(200);

        var changed = await ChangedAsync(boss, token, count: 2);
        Assert.Equal(new[] { first, second }.Order(), changed.Select(Id).Order());
        Assert.DoesNotContain(untouched, changed.Select(Id));
        Assert.Equal(1, changed.Single(a => Id(a) == second).GetProperty("contact_count").GetInt64());
        Assert.Equal(0, changed.Single(a => Id(a) == first).GetProperty("contact_count").GetInt64());
        Assert.Empty(await ChangedAsync(rep, reps));

        token = await TokenAsync(boss);
        (await boss.DeleteAsync($"/api/v1/contact/{contact}")).Expect(204);
        Assert.Equal(second, Id(Assert.Single(await ChangedAsync(boss, token, count: 1))));
    }

    [Theory, OnEveryDatabase]
    public async Task Open_pages_hear_of_parents_whose_roll_ups_changed(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana"));
        var account = await AccountAsync(boss);
        await using var page = await LivePage.OpenAsync(app, boss, "account");

        await ana.CreateAsync("contact", new { name = "Ann", account });

        var told = await page.NextAsync();
        Assert.Equal(("account", account), (told.Object, Assert.Single(told.Changed!)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_with_roll_ups_is_not_said_to_be_unchanged_because_its_version_is(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = await AccountAsync(boss);
        var tag = (await boss.GetAsync($"/api/v1/account/{account}")).ETag!;
        await boss.CreateAsync("contact", new { name = "Ann", account });

        var again = await boss.GetAsync($"/api/v1/account/{account}", ("If-None-Match", tag));
        Assert.Equal(1, again.Expect(200).GetProperty("contact_count").GetInt64());
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_whose_score_follows_from_other_data_is_not_said_to_be_unchanged_because_its_version_is(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var path = $"/api/v1/lead/{Id(await boss.CreateAsync("lead", new { name = "王芳", title = "采购总监" }))}";
        var tag = (await boss.GetAsync(path)).ETag!;
        Assert.Equal(304, (await boss.GetAsync($"{path}?$select=name", ("If-None-Match", tag))).Status);
        await boss.CreateAsync("score_rule", new { name = "职位含总监", kind = "fit", points = 15, criteria = new[] { new { name = "a", label = new { zh = "总监", en = "Director" }, formula = "CONTAINS(title, \"总监\")" } } });
        await Crm.Sales.RecalculateScores.RunAsync(app.Workspace, TestContext.Current.CancellationToken);

        foreach (var wanted in new[] { path, $"{path}?$select=name,score" })
            Assert.Equal(15, (await boss.GetAsync(wanted, ("If-None-Match", tag))).Expect(200).GetProperty("score").GetInt64());
    }

    [Theory, OnEveryDatabase]
    public async Task What_the_version_tells_is_not_sent_again_to_whom_has_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["account"] = new { read = "own" } });
        var path = $"/api/v1/account/{await AccountAsync(boss)}?$select=name,phone";
        var tag = (await boss.GetAsync(path)).ETag!;
        foreach (var known in new[] { tag, $"W/{tag}", $"\"0\", {tag}", "*" })
        {
            var again = await boss.GetAsync(path, ("If-None-Match", known));
            Assert.True((again.Status, again.ETag, again.Bytes.Length) == (304, tag, 0), $"{known}: {again.Status} {again.Text}");
            Assert.Equal(404, (await rep.GetAsync(path, ("If-None-Match", known))).Status);
        }

        (await boss.GetAsync(path, ("If-None-Match", "\"0\""))).Expect(200);
        (await boss.GetAsync($"{path},contact_count", ("If-None-Match", tag))).Expect(200);
        (await boss.PatchAsync(path.Split('?')[0], new { phone = "021-55556666" })).Expect(200);
        Assert.NotEqual(tag, (await boss.GetAsync(path, ("If-None-Match", tag))).ETag);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_gains_or_loses_a_field_is_not_told_that_nothing_changed(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["account"] = new { read = "all", edit = "all", fields = new { name = "edit" } } });
        var role = (await boss.ListAsync("role", "$filter=name eq 'role_rep'"))[0].GetProperty("id").GetString();
        var path = $"/api/v1/account/{await AccountAsync(boss)}";
        (await boss.PatchAsync(path, new { phone = "021-55556666" })).Expect(200);
        var without = (await rep.GetAsync(path)).ETag!;
        Assert.Equal(304, (await rep.GetAsync(path, ("If-None-Match", without))).Status);

        (await boss.PatchAsync($"/api/v1/role/{role}", new { grants = new { account = new { read = "all", edit = "all", fields = new { name = "edit", phone = "read" } } } })).Expect(200);
        var given = await rep.GetAsync(path, ("If-None-Match", without));
        Assert.Equal("+862155556666", given.Expect(200).GetProperty("phone").GetString());
        Assert.Equal(given.ETag, given.Json.GetProperty("@odata.etag").GetString());

        (await boss.PatchAsync($"/api/v1/role/{role}", new { grants = new { account = new { read = "all", edit = "all", fields = new { name = "edit" } } } })).Expect(200);
        Assert.False((await rep.GetAsync(path, ("If-None-Match", given.ETag!))).Expect(200).TryGetProperty("phone", out _));

        // A write asks for the version alone.
        Assert.Equal(412, (await rep.PatchAsync(path, new { name = "改名" }, ("If-Match", "\"9-0\""))).Status);
        (await rep.PatchAsync(path, new { name = "改名" }, ("If-Match", without))).Expect(200);
        (await rep.PatchAsync(path, new { name = "再改名" }, ("If-Match", "\"3\""))).Expect(200);
        foreach (var wrong in new[] { "\"3-\"", "\"3-x y\"", "\"-3\"", "\"\"", "\"4-a-b\"", "\"4", "4\"", "\"\"4\"\"", "\"4\",\"5\"" })
            Assert.Equal("malformed_etag", (await rep.PatchAsync(path, new { name = "第三次" }, ("If-Match", wrong))).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_roll_up_that_is_added_or_changed_begins_with_the_children_that_are_there(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = await AccountAsync(boss);
        var empty = await AccountAsync(boss);
        foreach (var (name, title) in new[] { ("Ann", "CEO"), ("Bob", "CEO"), ("Cid", "CTO") })
            await boss.CreateAsync("contact", new { name, title, account });

        var id = Id((await boss.PostAsync("/api/v1/object_customisation", Of("title = \"CEO\""))).Expect(201));
        Assert.Equal(2, await BossesAsync(account));
        Assert.Equal(0, await BossesAsync(empty));

        // No table changes by another filter, or by another formula of the same kind.
        (await boss.PatchAsync($"/api/v1/object_customisation/{id}", Of("title = \"CTO\""))).Expect(200);
        Assert.Equal(1, await BossesAsync(account));
        Assert.Equal("x", (await boss.GetAsync($"/api/v1/account/{account}")).Expect(200).GetProperty("shown").GetString());
        (await boss.PatchAsync($"/api/v1/object_customisation/{id}", Of("title = \"CTO\"", "y"))).Expect(200);
        Assert.Equal("y", (await boss.GetAsync($"/api/v1/account/{account}")).Expect(200).GetProperty("shown").GetString());

        async Task<long> BossesAsync(Guid of) => (await boss.GetAsync($"/api/v1/account/{of}")).Expect(200).GetProperty("bosses").GetInt64();
    }

    private static string Of(string filter, string shown = "x") => JsonSerializer.Serialize(new
    {
        @object = "account",
        definition = new
        {
            name = "account",
            label = new { zh = "客户", en = "Account" },
            fields = new object[]
            {
                new { name = "bosses", type = "rollup", label = new { zh = "负责人数", en = "Bosses" }, rollup = new { @object = "contact", field = "account", function = "count", filter } },
                new { name = "shown", type = "formula", label = new { zh = "显示", en = "Shown" }, formula = $"IF(ISBLANK(name), \"\", \"{shown}\")", result = "text" },
            },
        },
    });

    private static async Task<Guid> AccountAsync(TestClient person) => Id(await person.CreateAsync("account", new { name = $"Account {Guid.NewGuid():N}" }));

    private static async Task<string> TokenAsync(TestClient person) => (await person.GetAsync("/api/v1/account/$delta?token=latest")).Expect(200).GetProperty("@tongke.token").GetString()!;

    /// <summary>The point behind which the log has all accounts that were made: until they are sealed, the latest point lies before them.</summary>
    private static async Task<string> TokenOfEverythingAsync(TestClient person, int accounts)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            var answer = (await person.GetAsync("/api/v1/account/$delta")).Expect(200);
            if (answer.GetProperty("value").GetArrayLength() >= accounts || DateTime.UtcNow > deadline)
                return await TokenAsync(person);
        }
    }

    private static async Task<JsonElement[]> ChangedAsync(TestClient person, string token) =>
        [.. (await person.GetAsync($"/api/v1/account/$delta?token={token}")).Expect(200).GetProperty("value").EnumerateArray()];

    /// <summary>On PostgreSQL the log waits for every transaction that runs on the server, those of other tests too.</summary>
    private static async Task<JsonElement[]> ChangedAsync(TestClient person, string token, int count)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(50, TestContext.Current.CancellationToken))
            if (await ChangedAsync(person, token) is var changed && (changed.Length >= count || DateTime.UtcNow > deadline))
                return changed;
    }

    private static Guid Id(JsonElement record) => record.GetProperty("id").GetGuid();
}
