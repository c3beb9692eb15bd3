using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Sales;

/// <summary>How far an account is, by its deals.</summary>
public sealed class LifecycleTests
{
    [Theory, OnEveryDatabase]
    public async Task An_account_whose_deal_is_won_is_a_signed_one_whichever_way_the_deal_came_and_never_goes_back(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var app = crm.App;
        var stages = await crm.WhereAsync("stage", "type", "won");
        var (won, lost) = (stages[0].Id, (await crm.WhereAsync("stage", "type", "lost"))[0].Id);
        var account = await app.CreateAsync("account", new { name = "上海华信精密机械有限公司" });
        await app.CreateAsync("opportunity", new { name = "进行中", account });
        await app.CreateAsync("opportunity", new { name = "丢了", account, stage = lost, loss_reason = "price" });
        Assert.Equal("nurturing", await crm.ValueAsync("account", account, "lifecycle"));

        await app.CreateAsync("opportunity", new { name = "以前成交的", account, stage = won, amount = 10m, close_date = new DateOnly(2025, 3, 1) });
        Assert.Equal("signing", await crm.ValueAsync("account", account, "lifecycle"));

        // By hand too, and what somebody says afterwards stands.
        var second = await app.CreateAsync("account", new { name = "苏州精锐自动化有限公司", lifecycle = "deciding" });
        var deal = await app.CreateAsync("opportunity", new { name = "焊接线", account = second, amount = 10m });
        foreach (var stage in await crm.WhereAsync("stage", "pipeline", (await crm.ValueAsync("opportunity", deal, "pipeline"))!))
            Assert.Null(await app.UpdateAsync("stage", stage.Id, new { exit_criteria = (string?)null, entry_criteria = (string?)null, required_fields = (string[]?)null, checklist = (string?)null }));
        Assert.Null(await app.UpdateAsync("opportunity", deal, new { stage = won }));
        Assert.Equal("signing", await crm.ValueAsync("account", second, "lifecycle"));
        Assert.Null(await app.UpdateAsync("account", second, new { lifecycle = "nurturing" }));
        Assert.Null(await app.UpdateAsync("opportunity", deal, new { amount = 20m }));
        Assert.Equal("nurturing", await crm.ValueAsync("account", second, "lifecycle"));
    }
}
