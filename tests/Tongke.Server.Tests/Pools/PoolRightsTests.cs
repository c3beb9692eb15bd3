using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Pools;

/// <summary>Who sees what of a record that nobody owns, on every surface.</summary>
public sealed class PoolRightsTests
{
    private static readonly string[] Reach = ["phone", "website", "address"];
    private static readonly string[] Parent = ["parent"];
    private static readonly string[] Numbers = ["mobile", "phone"];
    private static readonly string[] Street = ["address_street"];
    private static readonly string[] Level = ["level"];
    private static readonly string[] CountryAndPhone = ["phone", "country"];
    private static readonly string[] Exported = ["name", "phone", "country"];
    private static readonly object Secret = new { name = "宁波瑞丰汽车零部件有限公司", phone = "+8657488888888", website = "https://ruifeng.example", level = "b" };

    [Theory, OnEveryDatabase]
    public async Task To_a_pooled_record_only_who_sees_it_whole_adds_something_and_the_others_claim_it_first(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben, chief) = (await company.RepAsync("ana"), await company.RepAsync("ben"), await company.RepAsync("chief"));
        var pool = await company.PoolAsync([ana, ben, chief], new { administrators = new[] { chief.Id } });
        var account = await company.PooledAsync(ana, pool, new { name = "宁波瑞丰" });
        var own = PoolCompany.IdOf(await ben.CreateAsync("account", new { name = "自己的客户" }));
        var mine = PoolCompany.IdOf(await ben.CreateAsync("contact", new { name = "自己的联系人", account = own }));
        (string Object, object Body)[] Additions() =>
        [
            ("opportunity", new { name = "商机", account }), ("contact", new { name = "联系人", account }), ("task", new { subject = "任务", account }),
            ("activity", new { type = "call", subject = "电话", account }), ("activity", new { type = "call", subject = "电话", regarding = account, regarding_type = "account" }),
            ("account", new { name = $"子公司 {Guid.NewGuid():N}", parent = account }), ("comment", new { @object = "account", record = account, text = "我来跟" }),
        ];

        foreach (var (name, body) in Additions())
        {
            var refused = await ben.PostAsync($"/api/v1/{name}", body);
            Assert.True((refused.Status, refused.Code) == (403, "claim_first"), $"{name}: {refused.Text}");
        }

        Assert.Equal("claim_first", (await ben.PatchAsync($"/api/v1/contact/{mine}", new { account })).Code);
        (await ben.PatchAsync($"/api/v1/contact/{mine}", new { name = "改名" })).Expect(200);
        foreach (var client in new[] { chief, company.Boss })
            foreach (var (name, body) in Additions())
                (await client.PostAsync($"/api/v1/{name}", body)).Expect(201);

        (await ben.PostAsync($"/api/v1/account/{account}/claim", new { })).Expect(200);
        foreach (var (name, body) in Additions())
            (await ben.PostAsync($"/api/v1/{name}", body)).Expect(201);
    }

    [Theory, OnEveryDatabase]
    public async Task Members_see_a_record_of_the_pool_and_others_do_not(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben, eve) = (await company.RepAsync("ana"), await company.RepAsync("ben"), await company.RepAsync("eve"));
        var id = await company.PooledAsync(ana, await company.PoolAsync([ana, ben]), Secret);

        Assert.Equal([id], (await ben.ListAsync("account")).Select(PoolCompany.IdOf));
        Assert.Equal("+8657488888888", (await ben.GetAsync($"/api/v1/account/{id}")).Expect(200).GetProperty("phone").GetString());
        Assert.Equal(403, (await ben.PatchAsync($"/api/v1/account/{id}", new { phone = "+8657411111111" })).Status);
        Assert.Empty(await eve.ListAsync("account"));
        Assert.Equal(404, (await eve.GetAsync($"/api/v1/account/{id}")).Status);
        Assert.Equal(404, (await eve.PostAsync($"/api/v1/account/{id}/claim", new { })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_department_brings_its_people_and_those_below_into_the_pool(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var sales = PoolCompany.IdOf(await company.Boss.CreateAsync("department", new { name = "销售部", code = "sales" }));
        var east = PoolCompany.IdOf(await company.Boss.CreateAsync("department", new { name = "华东", code = "east", parent = sales }));
        var office = PoolCompany.IdOf(await company.Boss.CreateAsync("department", new { name = "总经办", code = "office" }));
        var (ana, ben, eve) = (await company.RepAsync("ana", east), await company.RepAsync("ben", sales), await company.RepAsync("eve", office));
        var id = await company.PooledAsync(ana, await company.PoolAsync([], new { departments = new[] { sales } }), Secret);

        Assert.Equal([id], (await ana.ListAsync("account")).Select(PoolCompany.IdOf));
        Assert.Equal([id], (await ben.ListAsync("account")).Select(PoolCompany.IdOf));
        Assert.Empty(await eve.ListAsync("account"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_formula_of_another_record_does_not_tell_a_hidden_field_and_one_of_the_record_itself_is_hidden_everywhere(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        await company.Boss.CreateAsync("object_customisation", new
        {
            @object = "contact",
            definition = JsonElement.Parse("""{ "name": "contact", "label": {"zh": "联系人", "en": "Contact"}, "fields": [{ "name": "company_phone", "type": "formula", "result": "text", "formula": "account.phone", "label": {"zh": "公司电话", "en": "Company phone"} }] }"""),
        });
        var id = PoolCompany.IdOf(await ana.CreateAsync("account", Secret));
        var contact = PoolCompany.IdOf(await ben.CreateAsync("contact", new { name = "本的联系人" }));
        (await company.Boss.PatchAsync($"/api/v1/contact/{contact}", new { account = id })).Expect(200);
        Assert.Equal("+8657488888888", (await ben.GetAsync($"/api/v1/contact/{contact}")).Expect(200).GetProperty("company_phone").GetString());

        var pool = await company.PoolAsync([ana, ben], new { hidden_fields = Reach });
        (await ana.PostAsync($"/api/v1/account/{id}/return", new { reason = "没有需求", pool })).Expect(200);
        Assert.DoesNotContain("88888888", (await ben.GetAsync("/api/v1/contact")).Text, StringComparison.Ordinal);
        Assert.Empty(await ben.ListAsync("contact", "$filter=company_phone ne null"));

        var seen = (await ben.GetAsync($"/api/v1/account/{id}")).Expect(200).GetProperty("quality_score");
        Assert.Equal(JsonValueKind.Null, seen.ValueKind);
        Assert.Single(await ben.ListAsync("account", $"$filter=id eq {id} and quality_score eq null"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_merge_takes_nothing_out_of_a_pool_that_hides_it(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        const string Known = "=NOT(ISBLANK(name))";
        var (ana, ben) = (await company.RepAsync("ana"), await company.App.SignInAsync("ben", new Dictionary<string, object> { ["account"] = new { create = true, read = Known, edit = Known, delete = Known } }));
        var pool = await company.PoolAsync([ana, ben], new { hidden_fields = Reach });
        var pooled = await company.PooledAsync(ana, pool, new { name = "宁波瑞丰", phone = "+8657488888888" });
        var other = await company.PooledAsync(ana, pool, new { name = "宁波瑞丰机械" });
        var own = PoolCompany.IdOf(await ben.CreateAsync("account", new { name = "瑞丰" }));

        var refused = await ben.PostAsync($"/api/v1/account/{own}/merge", new { records = new[] { pooled } });
        Assert.Equal((422, "merge_from_pool"), (refused.Status, refused.Code));
        Assert.Equal(400, (await ben.PostAsync($"/api/v1/account/{other}/merge", new { records = new[] { pooled }, values = new { phone = pooled } })).Status);

        // Within the pool it stays hidden, and who sees all of it may merge it anywhere.
        (await ben.PostAsync($"/api/v1/account/{other}/merge", new { records = new[] { pooled } })).Expect(200);
        Assert.DoesNotContain("88888888", (await ben.GetAsync($"/api/v1/account/{other}")).Text, StringComparison.Ordinal);
        (await company.Boss.PostAsync($"/api/v1/account/{own}/merge", new { records = new[] { other } })).Expect(200);
        Assert.Equal("+8657488888888", (await company.Boss.GetAsync($"/api/v1/account/{own}")).Expect(200).GetProperty("phone").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task A_hidden_field_is_empty_and_answers_no_question_until_the_record_is_claimed(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben, admin) = (await company.RepAsync("ana"), await company.RepAsync("ben"), await company.RepAsync("admin"));
        var pool = await company.PoolAsync([ana, ben], new { hidden_fields = Reach, administrators = new[] { admin.Id } });
        var id = await company.PooledAsync(ana, pool, new { name = "宁波瑞丰", phone = "+8657488888888", website = "https://ruifeng.example", address = new { city = "宁波市" } });
        var open = PoolCompany.IdOf(await ben.CreateAsync("account", new { name = "苏州明光", phone = "+8651288888888" }));

        var seen = (await ben.GetAsync($"/api/v1/account/{id}")).Expect(200);
        Assert.Equal(("宁波瑞丰", JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Null), (seen.GetProperty("name").GetString(), seen.GetProperty("phone").ValueKind, seen.GetProperty("website").ValueKind, seen.GetProperty("address").ValueKind));
        Assert.DoesNotContain("88888888", (await ben.GetAsync($"/api/v1/account?$filter=pool ne null")).Text, StringComparison.Ordinal);

        Assert.Equal(0, await CountAsync(ben, "phone eq '+8657488888888'"));
        Assert.Equal(0, await CountAsync(ben, "startswith(phone,'+86574')"));
        Assert.Equal(0, await CountAsync(ben, "address/city eq '宁波市'"));
        Assert.Equal(1, await CountAsync(ben, "phone eq null and pool ne null"));
        Assert.Equal(1, await CountAsync(ben, "startswith(phone,'+86512')"));
        Assert.Equal(1, await CountAsync(admin, "startswith(phone,'+86574')"));
        Assert.Equal(1, await CountAsync(company.Boss, "startswith(phone,'+86574')"));

        // Empty comes first: the order says nothing of what is hidden.
        Assert.Equal([id, open], (await ben.ListAsync("account", "$orderby=phone")).Select(PoolCompany.IdOf));
        var groups = (await ben.GetAsync("/api/v1/account?$apply=groupby((phone),aggregate($count as n))")).Expect(200).GetRawText();
        Assert.DoesNotContain("57488888888", groups, StringComparison.Ordinal);

        Assert.Empty(await ben.ListAsync("account", "$search=57488888888"));
        Assert.Equal([id], (await ben.ListAsync("account", "$search=宁波瑞丰")).Select(PoolCompany.IdOf));
        Assert.DoesNotContain("57488888888", (await ben.GetAsync("/api/search?q=宁波瑞丰")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), (await ben.GetAsync("/api/search?q=57488888888")).Text, StringComparison.Ordinal);

        Assert.DoesNotContain("57488888888", (await ben.GetAsync($"/api/v1/account/{id}/$history")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("57488888888", (await ben.GetAsync("/api/v1/account/$delta")).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await ben.PostAsync($"/api/v1/account/{id}/$reveal", new { field = "phone", reason = "想看" })).Status);
        Assert.DoesNotContain("57488888888", (await ben.PostAsync("/api/v1/$batch", new { requests = new[] { new { id = "1", method = "GET", url = $"account/{id}" } } })).Text, StringComparison.Ordinal);

        (await ben.PostAsync($"/api/v1/account/{id}/claim", new { })).Expect(200);
        Assert.Equal("+8657488888888", (await ben.GetAsync($"/api/v1/account/{id}")).Expect(200).GetProperty("phone").GetString());
        Assert.Equal([id], (await ben.ListAsync("account", "$search=57488888888")).Select(PoolCompany.IdOf));
    }

    [Theory, OnEveryDatabase]
    public async Task A_hidden_field_stays_hidden_over_a_look_up_in_a_file_and_in_a_sorted_text(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var pool = await company.PoolAsync([ana, ben], new { hidden_fields = CountryAndPhone });
        var id = await company.PooledAsync(ana, pool, new { name = "宁波瑞丰", phone = "+8657488888888", country = "中国" });
        var mine = PoolCompany.IdOf(await company.Boss.CreateAsync("account", new { name = "安徽一家", parent = id, owner = ben.Id, country = "阿根廷" }));

        var child = Assert.Single(await ben.ListAsync("account", $"$filter=id eq {mine}&$expand=parent($select=id,country,phone)"));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (child.GetProperty("parent").GetProperty("country").ValueKind, child.GetProperty("parent").GetProperty("phone").ValueKind));
        Assert.Equal(0, await CountAsync(ben, "parent/phone eq '+8657488888888'"));
        Assert.Equal([id, mine], (await ben.ListAsync("account", "$orderby=country")).Select(PoolCompany.IdOf));

        var job = PoolCompany.IdOf(await ben.CreateAsync("export_job", new { @object = "account", format = "csv", columns = Exported }));
        var file = await Jobs.FileAsync(ben, "export_job", job);
        Assert.Contains("安徽一家", file, StringComparison.Ordinal);
        Assert.DoesNotContain("88888888", file, StringComparison.Ordinal);
        Assert.DoesNotContain("中国", file, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task What_hangs_on_a_record_is_not_seen_in_the_pool_and_team_members_lose_it(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben, mate) = (await company.RepAsync("ana"), await company.RepAsync("ben"), await company.RepAsync("mate"));
        var pool = await company.PoolAsync([ana, ben]);
        var id = PoolCompany.IdOf(await ana.CreateAsync("account", new { name = "宁波瑞丰" }));
        await ana.CreateAsync("comment", new { @object = "account", record = id, text = "老板电话 13800138000" });
        await company.Boss.CreateAsync("record_member", new { @object = "account", record = id, user = mate.Id, access = "edit" });
        Assert.Equal(200, (await mate.GetAsync($"/api/v1/account/{id}")).Status);

        (await ana.PostAsync($"/api/v1/account/{id}/return", new { reason = "没有需求", pool })).Expect(200);
        Assert.Equal(404, (await mate.GetAsync($"/api/v1/account/{id}")).Status);
        Assert.Empty(await ben.ListAsync("comment"));

        (await ben.PostAsync($"/api/v1/account/{id}/claim", new { })).Expect(200);
        Assert.Single(await ben.ListAsync("comment"));
        Assert.Equal(200, (await mate.GetAsync($"/api/v1/account/{id}")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_pool_that_is_switched_off_shows_its_records_to_nobody_but_those_who_see_all(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var pool = await company.PoolAsync([ana, ben]);
        var id = await company.PooledAsync(ana, pool, Secret);
        Assert.Single(await ben.ListAsync("account"));

        (await company.Boss.PatchAsync($"/api/v1/sea_pool/{pool}", new { active = false })).Expect(200);
        Assert.Empty(await ben.ListAsync("account"));
        Assert.Equal([id], (await company.Boss.ListAsync("account")).Select(PoolCompany.IdOf));
        Assert.Equal(409, (await company.Boss.DeleteAsync($"/api/v1/sea_pool/{pool}")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task The_tree_of_a_group_tells_no_hidden_parent_and_opening_it_counts(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var head = PoolCompany.IdOf(await ben.CreateAsync("account", new { name = "瑞丰集团" }));
        var pool = await company.PoolAsync([ana, ben], new { hidden_fields = Parent, views_per_day = 1 });
        var open = await company.PoolAsync([ana, ben], new { hidden_fields = Reach });
        var hidden = PoolCompany.IdOf(await company.Boss.CreateAsync("account", new { name = "瑞丰慈溪", parent = head, owner = ana.Id }));
        var shown = PoolCompany.IdOf(await company.Boss.CreateAsync("account", new { name = "瑞丰余姚", parent = head, owner = ana.Id }));
        var other = await company.PooledAsync(ana, pool, new { name = "杭州一家" });
        await company.Boss.CreateAsync("account", new { name = "瑞丰慈溪二厂", parent = hidden, owner = ben.Id });
        (await ana.PostAsync($"/api/v1/account/{hidden}/return", new { reason = "没有需求", pool })).Expect(200);
        (await ana.PostAsync($"/api/v1/account/{shown}/return", new { reason = "没有需求", pool = open })).Expect(200);

        Assert.Equal(["瑞丰集团", "瑞丰余姚"], NamesOf((await ben.GetAsync($"/api/pages/group?account={head}")).Expect(200)));
        Assert.Equal(4, NamesOf((await company.Boss.GetAsync($"/api/pages/group?account={head}")).Expect(200)).Length);
        var report = (await ben.GetAsync($"/api/pages/group?account={hidden}")).Expect(200);
        Assert.Equal((JsonValueKind.Null, 2), (report.GetProperty("root").ValueKind, NamesOf(report).Length));
        Assert.Equal("瑞丰集团", (await ben.GetAsync($"/api/pages/group?account={shown}")).Expect(200).GetProperty("root").GetProperty("name").GetString());

        Assert.Equal("pool_views_used", (await ben.GetAsync($"/api/v1/account/{other}")).Code);
        Assert.Equal("pool_views_used", (await ben.GetAsync($"/api/pages/group?account={other}")).Code);
        (await ben.GetAsync($"/api/v1/account/{hidden}")).Expect(200);

        static string[] NamesOf(JsonElement report) => [.. report.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("name").GetString()!)];
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_made_of_a_hidden_field_is_hidden_with_it(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var leads = await company.PoolAsync([ana, ben], new { @object = "lead", hidden_fields = Numbers });
        var lead = PoolCompany.IdOf(await ana.CreateAsync("lead", new { name = "王经理", company = "宁波瑞丰", mobile = "13800138000" }));
        Assert.Equal("中国移动", (await ana.GetAsync($"/api/v1/lead/{lead}")).Expect(200).GetProperty("carrier").GetString());
        (await ana.PostAsync($"/api/v1/lead/{lead}/return", new { reason = "没有需求", pool = leads })).Expect(200);

        var seen = (await ben.GetAsync($"/api/v1/lead/{lead}")).Expect(200);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (seen.GetProperty("mobile").ValueKind, seen.GetProperty("carrier").ValueKind));
        Assert.Empty(await ben.ListAsync("lead", "$filter=carrier ne null"));
        Assert.Equal("中国移动", (await company.Boss.GetAsync($"/api/v1/lead/{lead}")).Expect(200).GetProperty("carrier").GetString());

        // A region is chosen by: it is hidden where the pool says so.
        Assert.NotEqual(JsonValueKind.Null, seen.GetProperty("region").ValueKind);

        var place = new { lat = 29.87, lng = 121.55 };
        var accounts = await company.PoolAsync([ana, ben], new { hidden_fields = Reach });
        var streets = await company.PoolAsync([ana, ben], new { hidden_fields = Street });
        foreach (var pool in new[] { accounts, streets })
        {
            var account = await company.PooledAsync(ana, pool, new { name = $"宁波瑞丰 {pool}", address = new { city = "宁波市" }, position = place });
            Assert.Equal(JsonValueKind.Null, (await ben.GetAsync($"/api/v1/account/{account}")).Expect(200).GetProperty("position").ValueKind);
            Assert.Equal(JsonValueKind.Object, (await company.Boss.GetAsync($"/api/v1/account/{account}")).Expect(200).GetProperty("position").ValueKind);
        }

        Assert.Equal(0, await CountAsync(ben, "position/lat gt 0"));
    }

    [Theory, OnEveryDatabase]
    public async Task The_quality_page_does_not_count_as_empty_what_a_pool_hides(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var pool = await company.PoolAsync([ana, ben], new { hidden_fields = Level });
        await company.PooledAsync(ana, pool, new { name = "宁波瑞丰", level = "b", phone = "+8657488888810", website = "https://w0.example" });
        await company.PooledAsync(ana, pool, new { name = "宁波明光", phone = "+8657488888811", website = "https://w1.example" });
        var own = PoolCompany.IdOf(await ben.CreateAsync("account", new { name = "苏州一家", phone = "+8657488888812", website = "https://w2.example" }));
        await ben.CreateAsync("account", new { name = "苏州二家", level = "a", phone = "+8657488888813", website = "https://w3.example" });

        Assert.Equal((4L, 1L, 0.5m), await LevelsAsync(ben));
        var filter = await FilterAsync(ben);
        Assert.Equal([own], (await ben.ListAsync("account", $"$filter={Uri.EscapeDataString(filter)}")).Select(PoolCompany.IdOf));
        Assert.Equal((4L, 2L, 0.5m), await LevelsAsync(company.Boss));

        static async Task<(long Records, long Empty, decimal Share)> LevelsAsync(TestClient person)
        {
            var (account, level) = await LevelAsync(person);
            return (account.GetProperty("records").GetInt64(), level.GetProperty("empty").GetInt64(), level.GetProperty("share").GetDecimal());
        }

        static async Task<string> FilterAsync(TestClient person) => (await LevelAsync(person)).Level.GetProperty("filter").GetString()!;

        static async Task<(JsonElement Account, JsonElement Level)> LevelAsync(TestClient person)
        {
            var page = (await person.GetAsync("/api/pages/quality")).Expect(200);
            var account = page.GetProperty("objects").EnumerateArray().Single(o => o.GetProperty("object").GetString() == "account");
            return (account, account.GetProperty("worst").EnumerateArray().Single(w => w.GetProperty("field").GetString() == "level"));
        }
    }

    private static async Task<long> CountAsync(TestClient person, string filter) =>
        long.Parse((await person.GetAsync($"/api/v1/account/$count?$filter={Uri.EscapeDataString(filter)}")).Text, System.Globalization.CultureInfo.InvariantCulture);
}
