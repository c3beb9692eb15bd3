using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Bench;

public sealed class SalesTargetTests
{
    [Theory, OnEveryDatabase]
    public async Task A_target_is_for_a_whole_month_and_each_person_department_and_the_company_has_one(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var department = (await boss.CreateAsync("department", new { name = "华东" })).GetProperty("id").GetGuid();
        var company = await boss.CreateAsync("sales_target", new { level = "company", month = "2026-11-25", amount = 1_000_000 });
        Assert.Equal(("2026-11-01", "won", "公司 2026-11"), (company.GetProperty("month").GetString(), company.GetProperty("measure").GetString(), company.GetProperty("name").GetString()));
        Assert.Equal(409, (await boss.PostAsync("/api/v1/sales_target", new { level = "company", month = "2026-11-30", amount = 2 })).Status);

        var ofDepartment = await boss.CreateAsync("sales_target", new { level = "department", department, month = "2026-11-01", amount = 500 });
        Assert.Equal("华东 2026-11", ofDepartment.GetProperty("name").GetString());
        Assert.Equal(409, (await boss.PostAsync("/api/v1/sales_target", new { level = "department", department, month = "2026-11-02", amount = 500 })).Status);
        await boss.CreateAsync("sales_target", new { level = "person", month = "2026-11-01", amount = 100 });
        Assert.Equal(409, (await boss.PostAsync("/api/v1/sales_target", new { month = "2026-11-09", amount = 100 })).Status);
        await boss.CreateAsync("sales_target", new { month = "2026-12-09", amount = 100 });
    }

    [Theory, OnEveryDatabase]
    public async Task A_plan_that_several_keep_at_once_is_kept_by_all(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var amount in new[] { 1, 2 })
        {
            var rows = new[] { new { person = boss.Id, months = Enumerable.Repeat(amount, 12) } };
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => boss.PostAsync("/api/pages/targets/keep", new { year = 2031, measure = "won", rows, company = true })));

            Assert.All(answers, a => Assert.True(a.Status == 200, a.Text));
            Assert.Equal(24, answers.Sum(a => a.Json.GetProperty("made").GetInt32() + a.Json.GetProperty("changed").GetInt32()));
            Assert.Equal(24 * amount, (await boss.ListAsync("sales_target", "$top=100")).Sum(t => t.GetProperty("amount").GetDecimal()));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task In_the_menu_targets_and_forecast_are_one_page_which_stands_for_the_list(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var menus = (await (await app.SignInAsync()).GetAsync("/api/meta")).Expect(200).GetProperty("menus");
        var items = menus.EnumerateArray().SelectMany(g => g.GetProperty("items").EnumerateArray()).ToArray();
        Assert.DoesNotContain(items, i => i.TryGetProperty("object", out var name) && name.GetString() == "sales_target");
        Assert.Single(items, i => i.TryGetProperty("list", out var list) && list.GetString() == "sales_target" && i.GetProperty("page").GetString() == "forecast");
    }

    [Theory, OnEveryDatabase]
    public async Task A_rep_sees_their_own_target_and_no_others(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var ana = await app.SignInAsync("ana", new Dictionary<string, object> { ["sales_target"] = new { read = "own" } });
        await boss.CreateAsync("sales_target", new { level = "company", month = "2026-11-01", amount = 1_000_000 });
        await boss.CreateAsync("sales_target", new { owner = ana.Id, month = "2026-11-01", amount = 100 });

        Assert.Equal(100, Assert.Single(await ana.ListAsync("sales_target")).GetProperty("amount").GetDecimal());
        Assert.Equal(403, (await ana.PostAsync("/api/v1/sales_target", new { month = "2026-12-01", amount = 1 })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_manager_sets_targets_within_their_department_and_not_that_of_the_company(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (north, south) = (await DepartmentAsync("北区"), await DepartmentAsync("南区"));
        var grants = new Dictionary<string, object> { ["sales_target"] = new { create = true, read = "department_tree", edit = "department_tree" }, ["user"] = new { read = "all" }, ["department"] = new { read = "all" } };
        var (manager, own, other) = (await app.SignInAsync("manager", grants, department: north), await app.SignInAsync("own", grants, department: north), await app.SignInAsync("other", grants, department: south));

        (await manager.PostAsync("/api/v1/sales_target", new { level = "person", owner = own.Id, month = "2026-11-01", amount = 1 })).Expect(201);
        (await manager.PostAsync("/api/v1/sales_target", new { level = "department", month = "2026-11-01", amount = 1 })).Expect(201);
        Assert.Equal(403, (await manager.PostAsync("/api/v1/sales_target", new { level = "person", owner = other.Id, month = "2026-11-01", amount = 1 })).Status);
        Assert.Equal(403, (await manager.PostAsync("/api/v1/sales_target", new { level = "department", department = south, month = "2026-11-01", amount = 1 })).Status);
        Assert.Equal(403, (await manager.PostAsync("/api/v1/sales_target", new { level = "company", month = "2026-11-01", amount = 1 })).Status);

        async Task<Guid> DepartmentAsync(string name) => (await boss.CreateAsync("department", new { name })).GetProperty("id").GetGuid();
    }
}
