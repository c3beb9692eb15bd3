using Tongke.Crm.Tests.Contracts;
using Xunit;

namespace Tongke.Crm.Tests.HandOvers;

/// <summary>One record of every object that somebody can own, by object.</summary>
internal sealed class Portfolio(CrmWorkspace crm, Guid owner)
{
    private readonly Dictionary<string, Guid> made = [];

    public async Task<IReadOnlyDictionary<string, Guid>> MakeAsync()
    {
        await CustomersAsync();
        await QuoteAsync();
        await MoneyAsync();
        await OrderAsync();
        await TendersAsync();
        await AddAsync("task_dispatch", new { subject = "季度回访", owner, people = new[] { owner }, due_at = crm.App.Clock.GetUtcNow().AddDays(9) });
        await AddAsync("lead_form", new { name = "官网表单", title_zh = "联系我们", assignment = "person", lead_owner = owner });
        await AddAsync("assignment_rule", new { name = "官网线索", method = "round_robin", people = new[] { owner }, fallback = owner });
        return made;
    }

    private async Task CustomersAsync()
    {
        var account = await AddAsync("account", new { name = "上海华信精密机械有限公司", owner });
        await AddAsync("contact", new { name = "王海涛", account, owner });
        await AddAsync("lead", new { name = "李经理", company = "苏州明光", owner });
        await AddAsync("opportunity", new { name = "产线改造", account, owner, record_type = "project" });
        await AddAsync("opportunity_line", new { opportunity = made["opportunity"], product = await ProductAsync(), quantity = 1m, price = 100m });
        await AddAsync("opportunity_contact", new { opportunity = made["opportunity"], contact = made["contact"], decision_role = "decision_maker" });
        await AddAsync("deal_node", new { opportunity = made["opportunity"], name = "投标截止", due_on = MoneyDesk.Today.AddDays(20) });
        await AddAsync("deal_party", new { opportunity = made["opportunity"], account, role = "client" });
        await AddAsync("project_purchase", new { opportunity = made["opportunity"], name = "电缆", supplier = account, amount = 60m });
        await AddAsync("project_entry", new { opportunity = made["opportunity"], name = "差旅", kind = "expense", category = "travel", amount = 5m });
        await AddAsync("task", new { subject = "回电话", account, owner });
        await AddAsync("activity", new { type = "visit", subject = "下周拜访", account, owner, occurred_at = crm.App.Clock.GetUtcNow().AddDays(7) });
    }

    private async Task QuoteAsync()
    {
        await AddAsync("quote", new { account = made["account"], name = "产线改造报价", owner });
        await AddAsync("quote_line", new { quote = made["quote"], description = "机器人", quantity = 1m, price = 100m });
    }

    private async Task MoneyAsync()
    {
        var (account, today) = (made["account"], MoneyDesk.Today);
        var contract = await AddAsync("contract", new { name = "设备采购合同", account, owner });
        await AddAsync("contract_line", new { contract, description = "机器人", quantity = 1m, price = 100m });
        await AddAsync("payment_plan", new { contract, amount = 100m, due_date = today.AddDays(30) });
        foreach (var step in new[] { "submit", "approve" })
            await crm.DoAsync("contract", contract, step);
        await crm.DoAsync("contract", contract, "sign", new { signed_at = today });
        await AddAsync("payment", new { account, contract, amount = 40m, matching = "automatic" });
        made["payment_match"] = (await crm.WhereAsync("payment_match", "payment", made["payment"])).Single().Id;
        await AddAsync("invoice_title", new { account, name = "个人", kind = "person", owner });
        await AddAsync("invoice", new { contract, amount = 10m, kind = "digital_general", title = made["invoice_title"] });
        await AddAsync("contract_change", new { contract, reason = "加一台" });
        await AddAsync("contract_change_line", new { change = made["contract_change"], description = "机器人", quantity = 1m, price = 100m });
        await AddAsync("contract_change_plan", new { change = made["contract_change"], name = "加购", amount = 100m, due_date = today.AddDays(60) });
    }

    private async Task OrderAsync()
    {
        await AddAsync("sales_order", new { account = made["account"], owner });
        await AddAsync("sales_order_line", new { sales_order = made["sales_order"], description = "机器人", quantity = 2m, price = 100m });
        await crm.DoAsync("sales_order", made["sales_order"], "confirm");
        await AddAsync("delivery", new { sales_order = made["sales_order"] });
        await AddAsync("delivery_line", new { delivery = made["delivery"], order_line = made["sales_order_line"], quantity = 1m });
    }

    private async Task TendersAsync()
    {
        await AddAsync("tender_project", new { name = "办公楼空调", budget = 100m, reason = "更新", owner });
        var (other, third) = ((await crm.PersonAsync("applicant", "service")).UserId, (await crm.PersonAsync("approver", "service")).UserId);
        var project = await crm.App.CreateAsync("tender_project", new { name = "电梯采购", budget = 100m, reason = "更新", owner = other });
        await SetAsync("tender_project", project, ("status", "approved"), ("approved_by", third));
        await AddAsync("tender", new { project, bids_until = crm.App.Clock.GetUtcNow().AddDays(20), owner });
        await SetAsync("tender", made["tender"], ("status", "inviting"));
        await AddAsync("bid", new { tender = made["tender"], account = made["account"] });
    }

    private Task<Guid> ProductAsync() => crm.App.CreateAsync("product", new { name = "机器人", code = "R1", price = 100m });

    private async Task SetAsync(string name, Guid id, params (string Field, object? Value)[] values)
    {
        var session = crm.App.Workspace.Open(crm.App.System);
        var record = (await session.LoadAsync(session.Schema[name], id))!;
        foreach (var (field, value) in values)
            record[field] = value;
        Assert.Null(await session.CommitAsync());
    }

    private async Task<Guid> AddAsync(string name, object values) => made[name] = await crm.App.CreateAsync(name, values);
}
