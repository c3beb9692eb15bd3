using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

public sealed class DuplicateEndpointTests
{
    private static readonly string[] Phone = ["phone"];
    private static readonly object Sales = new Dictionary<string, object> { ["account"] = Grants.Own, ["lead"] = Grants.Own };

    [Theory, OnEveryDatabase]
    public async Task Who_enters_a_customer_of_a_colleague_learns_of_it_without_its_name(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var ana = await app.SignInAsync("ana", Sales);
        using var ben = await app.SignInAsync("ben", Sales);
        var account = await ana.CreateAsync("account", new { name = "苏州青禾智能装备有限公司", phone = "0512-65250001" });

        var seen = (await ana.PostAsync("/api/v1/account/$duplicates", new { values = new { name = "青禾智能装备", phone = "0512 6525 0001" } })).Expect(200).GetProperty("value");
        Assert.Equal(account.GetProperty("id").GetGuid(), seen[0].GetProperty("id").GetGuid());
        Assert.True(seen[0].GetProperty("visible").GetBoolean());

        var hidden = (await ben.PostAsync("/api/v1/account/$duplicates", new { values = new { phone = "0512 6525 0001" } })).Expect(200);
        var only = Assert.Single(hidden.GetProperty("value").EnumerateArray());
        Assert.Equal("苏州****公司", only.GetProperty("name").GetString());
        Assert.Equal("ana", only.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, only.GetProperty("id").ValueKind);
        Assert.DoesNotContain("青禾", hidden.ToString(), StringComparison.Ordinal);

        Assert.Empty((await ana.PostAsync("/api/v1/account/$duplicates", new { id = account.GetProperty("id").GetGuid(), values = new { name = "青禾智能装备" } })).Expect(200).GetProperty("value").EnumerateArray());
    }

    [Theory, OnEveryDatabase]
    public async Task The_check_is_for_those_who_enter_such_records_and_not_for_asking_on_and_on(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var reader = await app.SignInAsync("reader", new Dictionary<string, object> { ["account"] = new { read = "all" } });
        using var ana = await app.SignInAsync("ana", Sales);
        Assert.Equal(403, (await reader.PostAsync("/api/v1/account/$duplicates", new { values = new { name = "青禾" } })).Status);
        Assert.Equal(404, (await ana.PostAsync("/api/v1/no_such_thing/$duplicates", new { values = new { name = "青禾" } })).Status);
        Assert.Equal(400, (await ana.PostAsync("/api/v1/account/$duplicates", new { name = "青禾" })).Status);
        Assert.Equal(400, (await ana.PostAsync("/api/v1/account/$duplicates", new { id = 7, values = new { } })).Status);

        var answers = new List<int>();
        for (var i = 0; i < 70; i++)
            answers.Add((await ana.PostAsync("/api/v1/account/$duplicates", new { values = new { phone = $"0512-652500{i:00}" } })).Status);
        Assert.Equal([200, 429], answers.Distinct());
    }

    [Theory, OnEveryDatabase]
    public async Task A_masked_field_can_not_be_guessed_by_asking_for_duplicates(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        using var clerk = await app.SignInAsync("clerk", new Dictionary<string, object>
        {
            ["account"] = new { create = true, read = "all", edit = "all", fields = new Dictionary<string, string> { ["*"] = "edit", ["phone"] = "mask" } },
        });
        await boss.CreateAsync("account", new { name = "苏州青禾智能装备有限公司", phone = "0512-65250001" });

        Assert.Empty((await clerk.PostAsync("/api/v1/account/$duplicates", new { values = new { phone = "0512 6525 0001" } })).Expect(200).GetProperty("value").EnumerateArray());
        Assert.Single((await clerk.PostAsync("/api/v1/account/$duplicates", new { values = new { name = "青禾智能装备" } })).Expect(200).GetProperty("value").EnumerateArray());
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_pool_hides_is_not_confirmed_until_the_record_is_claimed(TestDatabase database)
    {
        await using var company = await Pools.PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var pool = await company.PoolAsync([ana, ben], new { hidden_fields = Phone });
        var id = await company.PooledAsync(ana, pool, new { name = "宁波瑞丰精密机械", phone = "0574-88888888" });
        var asked = new { values = new { phone = "0574 8888 8888" } };

        Assert.Empty((await ben.PostAsync("/api/v1/account/$duplicates", asked)).Expect(200).GetProperty("value").EnumerateArray());
        Assert.Single((await ben.PostAsync("/api/v1/account/$duplicates", new { values = new { name = "瑞丰精密机械" } })).Expect(200).GetProperty("value").EnumerateArray());
        Assert.Single((await company.Boss.PostAsync("/api/v1/account/$duplicates", asked)).Expect(200).GetProperty("value").EnumerateArray());

        (await ben.PostAsync($"/api/v1/account/{id}/claim", new { })).Expect(200);
        Assert.Single((await ben.PostAsync("/api/v1/account/$duplicates", asked)).Expect(200).GetProperty("value").EnumerateArray());
    }

    [Theory, OnEveryDatabase]
    public async Task What_stands_in_another_object_is_compared_only_for_who_may_read_its_field(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var fields = new Dictionary<string, string> { ["*"] = "edit", ["mobile"] = "mask" };
        using var clerk = await app.SignInAsync("clerk", new Dictionary<string, object> { ["lead"] = Grants.Own, ["contact"] = new { create = true, read = "all", fields } });
        using var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["lead"] = Grants.Own, ["contact"] = Grants.Own });
        await boss.CreateAsync("contact", new { name = "王小明", mobile = "13812345678" });
        var asked = new { values = new { name = "别人", mobile = "13812345678" } };

        Assert.Equal("contact", Assert.Single((await rep.PostAsync("/api/v1/lead/$duplicates", asked)).Expect(200).GetProperty("value").EnumerateArray()).GetProperty("object").GetString());
        Assert.Empty((await clerk.PostAsync("/api/v1/lead/$duplicates", asked)).Expect(200).GetProperty("value").EnumerateArray());
    }

    [Theory, OnEveryDatabase]
    public async Task Twenty_conversions_at_once_make_one_customer(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var lead = (await boss.CreateAsync("lead", new { name = "王小明", company = "苏州青禾智能装备有限公司", mobile = "13812345678", email = "wang@example.com" })).GetProperty("id").GetGuid();
        await boss.CreateAsync("activity", new { type = "call", subject = "首次沟通", lead });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => boss.PostAsync($"/api/v1/lead/{lead}/convert", new { amount = 80000 }))));

        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.True(a.Status is 409 or 412 or 422, $"{a.Status}: {a.Text}"));
        var contact = Assert.Single(await boss.ListAsync("contact"));
        Assert.Equal(("+8613812345678", "wang@example.com"), (contact.GetProperty("mobile").GetString(), contact.GetProperty("email").GetString()));
        Assert.Single(await boss.ListAsync("account"));
        var deal = Assert.Single(await boss.ListAsync("opportunity")).GetProperty("id").GetGuid();
        Assert.Equal(deal, Assert.Single(await boss.ListAsync("activity")).GetProperty("opportunity").GetGuid());
    }
}
