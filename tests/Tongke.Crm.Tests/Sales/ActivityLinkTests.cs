using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Sales;

public sealed class ActivityLinkTests
{
    [Theory, OnEveryDatabase]
    public async Task What_is_noted_on_a_contract_stands_with_its_account_and_deal_too(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "宁波瑞丰" });
        var opportunity = await crm.App.CreateAsync("opportunity", new { name = "检测线", account, amount = 100m });
        var contract = await crm.App.CreateAsync("contract", new { name = "检测线合同", account, opportunity, amount = 100m });

        var activity = await crm.App.CreateAsync("activity", new { contract, subject = "对账电话", type = "call" });
        Assert.Equal((account, opportunity), ((Guid)(await crm.ValueAsync("activity", activity, "account"))!, (Guid)(await crm.ValueAsync("activity", activity, "opportunity"))!));
    }
}
