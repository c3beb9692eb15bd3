using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Server.Tests.Live;

/// <summary>What open pages are told of others' work.</summary>
public sealed class LiveTests
{
    private static readonly Dictionary<string, object> OwnLeads = new() { ["lead"] = Grants.Own };

    [Theory, OnEveryDatabase]
    public async Task A_page_is_told_of_a_record_that_another_person_makes_and_changes(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync("boss"), await app.SignInAsync("ana"));
        await using var page = await LivePage.OpenAsync(app, boss, "lead");

        var id = Id(await ana.CreateAsync("lead", new { name = "张三" }));
        Assert.Contains(Guid.Parse(id), (await page.NextAsync()).Changed!);

        (await ana.PatchAsync($"/api/v1/lead/{id}", new { name = "张三丰" })).Expect(200);
        var told = await page.NextAsync();
        Assert.Equal(("lead", Guid.Parse(id)), (told.Object, told.Changed!.Single()));
    }

    [Theory, OnEveryDatabase]
    public async Task A_page_is_not_told_of_records_beyond_its_persons_reach_nor_of_objects_it_does_not_show(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync("boss"), await app.SignInAsync("ana", OwnLeads));
        await using var page = await LivePage.OpenAsync(app, ana, "lead", "account");

        var hidden = Id(await boss.CreateAsync("lead", new { name = "李四" }));
        await boss.CreateAsync("account", new { name = "看不见的公司" });
        await boss.CreateAsync("product", new { name = "未展示的产品", code = "P-1" });
        var own = Id(await ana.CreateAsync("lead", new { name = "王五" }));

        var told = await page.UntilAsync(own);
        Assert.All(told, t => Assert.Equal("lead", t.Object));
        Assert.DoesNotContain(Guid.Parse(hidden), told.SelectMany(t => (t.Changed ?? []).Concat(t.Removed ?? [])));
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_that_is_handed_over_or_deleted_goes_from_the_page(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync("boss"), await app.SignInAsync("ana", OwnLeads));
        await using var page = await LivePage.OpenAsync(app, ana, "lead");
        var (handed, deleted) = (Id(await ana.CreateAsync("lead", new { name = "赵六" })), Id(await ana.CreateAsync("lead", new { name = "孙七" })));
        await page.UntilAsync(deleted);

        (await boss.PatchAsync($"/api/v1/lead/{handed}", new { owner = boss.Id })).Expect(200);
        Assert.Contains(Guid.Parse(handed), (await page.UntilAsync(handed))[^1].Removed!);
        (await ana.DeleteAsync($"/api/v1/lead/{deleted}")).Expect(204);
        Assert.Contains(Guid.Parse(deleted), (await page.UntilAsync(deleted))[^1].Removed!);
    }

    [Theory, OnEveryDatabase]
    public async Task A_page_whose_sign_in_was_revoked_is_closed_and_told_nothing(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync("boss"), await app.SignInAsync("ana"));
        await using var page = await LivePage.OpenAsync(app, ana, "lead");

        (await page.Browser.DeleteAsync("/api/session")).Status.ToString();
        await boss.CreateAsync("lead", new { name = "周八" });
        await page.Closed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_without_a_session_and_no_page_of_another_site_gets_a_line(TestDatabase database)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var app = await TestApp.StartAsync(database);
        await using var page = await LivePage.OpenAsync(app, await app.SignInAsync("ana"), "lead");

        await using var stranger = LivePage.LineTo(app, cookie: null);
        await Assert.ThrowsAnyAsync<Exception>(() => stranger.StartAsync(ct));
        await using var elsewhere = LivePage.LineTo(app, page.Browser.Cookie, origin: "https://evil.example");
        await Assert.ThrowsAnyAsync<Exception>(() => elsewhere.StartAsync(ct));
        await using var own = LivePage.LineTo(app, page.Browser.Cookie, origin: app.Address);
        await own.StartAsync(ct);
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_are_told_when_the_definitions_changed(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync("boss"), await app.SignInAsync("ana", OwnLeads));
        await using var page = await LivePage.OpenAsync(app, ana, "lead");
        await page.UntilAsync(Id(await ana.CreateAsync("lead", new { name = "郑十" }))); // the roles of these people were changes, too
        page.ForgetDefinitions();

        await boss.CreateAsync("object_customisation", new
        {
            @object = "visit_plan",
            definition = new
            {
                name = "visit_plan", label = new { zh = "拜访计划", en = "Visit plan" },
                fields = new[] { new { name = "name", type = "text", label = new { zh = "名称", en = "Name" } } },
            },
        });
        await page.DefinitionsAsync();
    }

    [Theory, OnEveryDatabase]
    public async Task A_field_that_came_back_with_another_type_stops_neither_pages_nor_what_reads_the_log(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync("boss");
        var customised = Id(await boss.CreateAsync("object_customisation", WithKind("text")));
        var (lead, kept) = (Id(await boss.CreateAsync("lead", new { name = "郑一", x_kind = "甲类" })), Id(await boss.CreateAsync("lead", new { name = "郑二", x_kind = "乙类" })));
        var first = (await boss.GetAsync($"/api/v1/lead/{kept}")).ETag!;
        foreach (var id in (string[])[lead, kept])
            (await boss.PatchAsync($"/api/v1/lead/{id}", new { x_kind = (string?)null })).Expect(200);
        (await boss.PatchAsync($"/api/v1/object_customisation/{customised}", WithKind(null))).Expect(200);
        (await boss.PatchAsync($"/api/v1/object_customisation/{customised}", WithKind("integer"))).Expect(200);
        var link = await LinkAsync(leads: 2);
        await using var page = await LivePage.OpenAsync(app, boss, "lead");

        (await boss.DeleteAsync($"/api/v1/lead/{lead}")).Expect(204);
        Assert.Contains(Guid.Parse(lead), (await page.UntilAsync(lead))[^1].Removed!);
        await page.UntilAsync(Id(await boss.CreateAsync("lead", new { name = "郑三", x_kind = 3 })));

        Assert.Contains((await boss.GetAsync(link)).Expect(200).GetProperty("value").EnumerateArray(), r => r.TryGetProperty("@removed", out _) && r.GetProperty("id").GetString() == lead);
        (await boss.PatchAsync($"/api/v1/lead/{kept}", new { name = "郑二二" }, ("If-Match", first))).Expect(200);
        Assert.Equal(412, (await boss.PatchAsync($"/api/v1/lead/{kept}", new { x_kind = 2 }, ("If-Match", first))).Status);
        (await boss.GetAsync($"/api/v1/lead/{kept}/$history")).Expect(200);

        // On PostgreSQL the log waits for every transaction that runs on the server, those of other tests too: what it does not have yet was never there for a page that opens now.
        async Task<string> LinkAsync(int leads)
        {
            for (var deadline = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(50, TestContext.Current.CancellationToken))
            {
                var answer = (await boss.GetAsync("/api/v1/lead/$delta")).Expect(200);
                if (answer.GetProperty("value").GetArrayLength() >= leads || DateTime.UtcNow > deadline)
                    return answer.GetProperty("@odata.deltaLink").GetString()!;
            }
        }

        static object WithKind(string? type) => new
        {
            @object = "lead",
            definition = new
            {
                name = "lead", label = new { zh = "线索", en = "Lead" },
                fields = type is null ? [] : new[] { new { name = "x_kind", type, label = new { zh = "类别", en = "Kind" } } },
            },
        };
    }

    [Fact]
    public async Task A_change_on_one_node_is_told_to_the_pages_of_another()
    {
        var location = await TestApp.NewLocationAsync(new TestDatabase(Dialect.Postgres));
        await using var one = await TestApp.StartAsync(location);
        await using var two = await TestApp.StartAsync(location);
        var (boss, ana) = (await one.SignInAsync("boss"), await one.SignInAsync("ana"));
        while (two.Workspace.Organization.Find(boss.Id) is null)
            await Task.Delay(20, TestContext.Current.CancellationToken);

        await using var page = await LivePage.OpenAsync(two, boss, "lead");
        var id = Id(await ana.CreateAsync("lead", new { name = "吴九" }));
        await page.UntilAsync(id);
    }

    private static string Id(System.Text.Json.JsonElement record) => record.GetProperty("id").GetString()!;
}
