using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Record = Tongke.Kernel.Records.Record;
using Xunit;

namespace Tongke.Crm.Tests.Contracts;

public sealed class ChangeOrderTests
{
    [Theory, OnEveryDatabase]
    public async Task An_approved_change_order_changes_lines_plan_and_dates_together_and_keeps_what_stood_before(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var (contract, line, plans) = await ContractAsync(desk);
        var change = await app.CreateAsync("contract_change", new { contract, reason = "增购一台", end_date = new DateOnly(2027, 3, 17) });
        await app.CreateAsync("contract_change_line", new { change, line, quantity = 3m });
        await app.CreateAsync("contract_change_line", new { change, description = "安装调试", quantity = 1m, price = 50m });
        await app.CreateAsync("contract_change_plan", new { change, plan = plans[1].Id, amount = 250m });
        await desk.Crm.DoAsync("contract_change", change, "submit");
        Assert.Equal(200m, await desk.FigureAsync("contract", contract, "amount"));

        await desk.Crm.DoAsync("contract_change", change, "approve");
        Assert.Equal(350m, await desk.FigureAsync("contract", contract, "amount"));
        Assert.Equal([100m, 250m], (await desk.PlansAsync(contract)).Select(p => (decimal)p["amount"]!));
        var record = await app.LoadAsync("contract_change", change);
        Assert.Equal((200m, 350m, 150m, "approved"), ((decimal)record["old_amount"]!, (decimal)record["new_amount"]!, (decimal)record["difference"]!, (string)record["status"]!));
        Assert.Contains("协作机器人: 2 台 × 100 = 200.00", (string)record["before"]!, StringComparison.Ordinal);
        Assert.Contains("安装调试: 1  × 50 = 50.00", (string)record["after"]!, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2027, 3, 17), await desk.Crm.ValueAsync("contract", contract, "end_date"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_change_order_that_does_not_add_up_changes_nothing(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var (contract, line, plans) = await ContractAsync(desk);
        await desk.ReceiveAsync(100m, contract);
        var change = await app.CreateAsync("contract_change", new { contract, reason = "减少一台" });
        await app.CreateAsync("contract_change_line", new { change, line, quantity = 1m });
        var refused = await desk.Crm.ActAsync("contract_change", change, "submit");
        Assert.Equal("变更后回款计划合计 ¥200.00，与合同金额 ¥100.00 相差 ¥100.00", Assert.IsType<RuleRefused>(refused.Refusal).Message.In(Language.Chinese));
        Assert.Equal("draft", await desk.Crm.ValueAsync("contract_change", change, "status"));

        // Below what is received already no plan goes, whatever a change order says.
        await app.CreateAsync("contract_change_plan", new { change, plan = plans[0].Id, amount = 50m });
        await app.CreateAsync("contract_change_plan", new { change, plan = plans[1].Id, amount = 50m });
        await desk.Crm.DoAsync("contract_change", change, "submit");
        Assert.NotNull((await desk.Crm.ActAsync("contract_change", change, "approve")).Refusal);
        Assert.Equal([100m, 100m], (await desk.PlansAsync(contract)).Select(p => (decimal)p["amount"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task A_change_order_that_added_up_when_it_was_submitted_is_looked_at_again_when_it_is_approved(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var (contract, line, plans) = await ContractAsync(desk);
        async Task<Guid> AskAsync(Guid dropped)
        {
            var change = await app.CreateAsync("contract_change", new { contract, reason = "减少一台" });
            await app.CreateAsync("contract_change_line", new { change, line, quantity = 1m });
            await app.CreateAsync("contract_change_plan", new { change, plan = dropped, amount = 0m }); // a step goes without being named anything else
            await desk.Crm.DoAsync("contract_change", change, "submit");
            return change;
        }

        var (first, second) = (await AskAsync(plans[1].Id), await AskAsync(plans[0].Id));
        await desk.Crm.DoAsync("contract_change", first, "approve");
        var refused = await desk.Crm.ActAsync("contract_change", second, "approve");
        Assert.Equal("变更后回款计划合计 ¥0.00，与合同金额 ¥100.00 相差 ¥100.00", Assert.IsType<RuleRefused>(refused.Refusal).Message.In(Language.Chinese));
        Assert.Equal((100m, 1m), (await desk.FigureAsync("contract", contract, "amount"), await desk.FigureAsync("contract_line", line, "quantity")));
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_change_order_takes_out_need_not_be_described_anew(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var (contract, line, plans) = await ContractAsync(desk);
        var change = await app.CreateAsync("contract_change", new { contract, reason = "换一种" });
        await app.CreateAsync("contract_change_line", new { change, line, quantity = 0m });
        await app.CreateAsync("contract_change_line", new { change, description = "视觉检测", quantity = 1m, price = 100m });
        await app.CreateAsync("contract_change_plan", new { change, plan = plans[1].Id, amount = 0m });
        await desk.Crm.DoAsync("contract_change", change, "submit");
        await desk.Crm.DoAsync("contract_change", change, "approve");
        Assert.Equal((100m, 1), (await desk.FigureAsync("contract", contract, "amount"), (await desk.PlansAsync(contract)).Count));
    }

    [Theory, OnEveryDatabase]
    public async Task A_sales_rep_asks_for_a_change_and_a_manager_approves_it(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var department = await desk.Crm.App.CreateAsync("department", new { name = "华东销售部" });
        var manager = await desk.Crm.PersonAsync("manager", "sales_manager", department);
        var rep = await desk.Crm.PersonAsync("rep", "sales_rep", department, manager.UserId);
        var (contract, _, plans) = await ContractAsync(desk);
        await desk.Crm.DoAsync("contract", contract, "transfer", new { owner = rep.UserId });

        var change = await desk.Crm.App.CreateAsync("contract_change", new { contract, reason = "延期一个月" }, rep);
        await desk.Crm.App.CreateAsync("contract_change_plan", new { change, plan = plans[1].Id, amount = 100m, due_date = MoneyDesk.Today.AddDays(60) }, rep);
        await desk.Crm.DoAsync("contract_change", change, "submit", actor: rep);
        Assert.IsType<Forbidden>((await desk.Crm.ActAsync("contract_change", change, "approve", actor: rep)).Refusal);
        await desk.Crm.DoAsync("contract_change", change, "approve", actor: manager);
        Assert.Equal(MoneyDesk.Today.AddDays(60), (await desk.PlansAsync(contract))[1]["due_date"]);
    }

    private static async Task<(Guid Contract, Guid Line, IReadOnlyList<Record> Plans)> ContractAsync(MoneyDesk desk)
    {
        var contract = await desk.Crm.App.CreateAsync("contract", new { name = "设备采购合同", account = desk.Account });
        var line = await desk.Crm.App.CreateAsync("contract_line", new { contract, description = "协作机器人", quantity = 2m, unit = "台", price = 100m });
        foreach (var days in new[] { 0, 30 })
            await desk.Crm.App.CreateAsync("payment_plan", new { contract, amount = 100m, due_date = MoneyDesk.Today.AddDays(days) });
        await desk.SignAsync(contract);
        return (contract, line, await desk.PlansAsync(contract));
    }
}
