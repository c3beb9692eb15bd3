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
        Assert.Equal(("2026-11-01", "won"), (company.GetProperty("month").GetString(), company.GetProperty("measure").GetString()));
        Assert.Equal(409, (await boss.PostAsync("/api/v1/sales_target", new { level = "company", month = "2026-11-30", amount = 2 })).Status);

        await boss.CreateAsync("sales_target", new { level = "department", department, month = "2026-11-01", amount = 500 });
        Assert.Equal(409, (await boss.PostAsync("/api/v1/sales_target", new { level = "department", department, month = "2026-11-02", amount = 500 })).Status);
        await boss.CreateAsync("sales_target", new { level = "person", month = "2026-11-01", amount = 100 });
        Assert.Equal(409, (await boss.PostAsync("/api/v1/sales_target", new { month = "2026-11-09", amount = 100 })).Status);
        await boss.CreateAsync("sales_target", new { month = "2026-12-09", amount = 100 });
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
}
