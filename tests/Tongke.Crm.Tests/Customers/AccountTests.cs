using Tongke.Crm.Customers;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Customers;

public sealed class AccountTests
{
    [Theory]
    [InlineData("91110000600037341L", true)]
    [InlineData("914403001922038216", true)]
    [InlineData("914403001922038217", false)]
    [InlineData("91440300192203821", false)]
    [InlineData("91440300192203821I", false)]
    public void A_credit_code_carries_its_check_digit(string code, bool valid) => Assert.Equal(valid, CheckCreditCode.IsValid(code));

    [Theory, OnEveryDatabase]
    public async Task A_wrong_credit_code_is_refused_and_the_same_one_is_not_taken_twice(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "深圳华瑞电子科技有限公司", uscc = "914403001922038216" });

        var wrong = Assert.IsType<Invalid>(await crm.App.UpdateAsync("account", account, new { uscc = "914403001922038217" }));
        Assert.Equal("uscc", Assert.Single(wrong.Problems).Target);

        var session = crm.App.Workspace.Open(crm.App.System);
        var second = session.Add(crm.App.Schema["account"]);
        second["name"] = "深圳华瑞电子科技股份有限公司";
        second["uscc"] = "914403001922038216";
        Assert.IsType<Conflict>(await session.CommitAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Accounts_whose_names_differ_only_in_place_and_legal_form_are_found_as_duplicates(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "深圳市海纳精工科技有限公司" });
        var session = crm.App.Workspace.Open(crm.App.System);
        var other = session.Make(crm.App.Schema["account"]);
        other["name"] = "海纳精工科技（深圳）股份有限公司";

        var duplicate = Assert.Single(await DuplicateFinder.FindAsync(other, other.Object.Definition.Duplicates, withNear: false, session, default));
        Assert.Equal((account, "similar_name"), (duplicate.Record.Id, duplicate.Rule.Name));
    }

    [Theory, OnEveryDatabase]
    public async Task An_account_can_not_stand_below_itself(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var group = await crm.App.CreateAsync("account", new { name = "华瑞集团" });
        var plant = await crm.App.CreateAsync("account", new { name = "华瑞一厂", parent = group });
        var shop = await crm.App.CreateAsync("account", new { name = "华瑞一厂机加车间", parent = plant });

        Assert.Equal("circular_parent", Assert.Single(Assert.IsType<Invalid>(await crm.App.UpdateAsync("account", group, new { parent = shop })).Problems).Message.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_transfer_takes_contacts_open_deals_and_tasks_along_and_leaves_what_others_own(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var south = await crm.App.CreateAsync("department", new { name = "华南销售部" });
        var (ana, ben) = (await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("ben", "sales_rep", south));
        var account = await crm.App.CreateAsync("account", new { name = "佛山鼎能装备有限公司" }, ana);
        var open = await crm.App.CreateAsync("opportunity", new { name = "在谈", account }, ana);
        var lost = await crm.App.CreateAsync("opportunity", new { name = "已输", account, stage = await crm.StageAsync("lost") }, ana);
        var task = await crm.App.CreateAsync("task", new { subject = "回访", account }, ana);

        Assert.IsType<Forbidden>((await crm.ActAsync("account", account, "transfer", new { owner = ben.UserId!.Value }, ana)).Refusal);
        await crm.DoAsync("account", account, "transfer", new { owner = ben.UserId!.Value, include_open = true });

        Assert.Equal(ben.UserId, await crm.ValueAsync("account", account, "owner"));
        Assert.Equal(south, await crm.ValueAsync("account", account, "department"));
        Assert.Equal(ben.UserId, await crm.ValueAsync("opportunity", open, "owner"));
        Assert.Equal(ana.UserId, await crm.ValueAsync("opportunity", lost, "owner"));
        Assert.Equal(ben.UserId, await crm.ValueAsync("task", task, "owner"));
        Assert.Equal(ben.UserId, Assert.Single(await crm.WhereAsync("stage_log", "opportunity", open)).Owner);
    }
}
