using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Contracts;

public sealed class ContractTests
{
    private static readonly string[] Makings = ["make_contract", "make_order"];
    private static readonly string[] Wanted = ["competitor"];

    [Theory, OnEveryDatabase]
    public async Task The_amount_of_a_contract_with_lines_is_their_sum_whatever_happens_to_them(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var contract = await app.CreateAsync("contract", new { account = desk.Account });
        Assert.Equal("上海华信精密机械有限公司 · 合同 2026-03", await desk.Crm.ValueAsync("contract", contract, "name"));
        Assert.Matches("^HT202603-0001$", (string)(await desk.Crm.ValueAsync("contract", contract, "number"))!);

        var first = await app.CreateAsync("contract_line", new { contract, description = "机器人工作站", quantity = 0.333m, price = 33.35m });
        var second = await app.CreateAsync("contract_line", new { contract, description = "维保", quantity = 1m, price = 1_000m, discount = 12.5m });
        Assert.Equal(11.11m + 875m, await desk.FigureAsync("contract", contract, "amount"));

        Assert.Null(await app.UpdateAsync("contract_line", first, new { quantity = 0.1m }));
        Assert.Equal(3.34m + 875m, await desk.FigureAsync("contract", contract, "amount"));

        Assert.Null(await app.DeleteAsync("contract_line", second));
        Assert.Equal(3.34m, await desk.FigureAsync("contract", contract, "amount"));

        var session = app.Workspace.Open(app.System);
        session.Restore((await session.FindInBinAsync(app.Schema["contract_line"], second)).Record!);
        Assert.Null(await session.CommitAsync());
        Assert.Equal(3.34m + 875m, await desk.FigureAsync("contract", contract, "amount"));
        Assert.Equal(3.34m + 875m, await desk.FigureAsync("contract", contract, "line_amount"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_comes_of_a_deal_says_what_it_is_and_goes_to_the_deals_contact(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var contact = await app.CreateAsync("contact", new { name = "王海涛", account = desk.Account });
        var deal = await app.CreateAsync("opportunity", new { name = "华信 · 焊接线改造", account = desk.Account, contact, amount = 100m });
        var quote = await desk.AcceptedAsync(deal);
        var contract = (Guid)(await desk.Crm.DoAsync("quote", quote, "make_contract"))["contract"]!;
        var order = (Guid)(await desk.Crm.DoAsync("quote", quote, "make_order"))["sales_order"]!;
        var second = await app.CreateAsync("contract", new { opportunity = deal, amount = 1m });

        Assert.Equal("华信 · 焊接线改造 · 合同", await desk.Crm.ValueAsync("contract", contract, "name"));
        Assert.Equal("华信 · 焊接线改造 · 订单", await desk.Crm.ValueAsync("sales_order", order, "name"));
        Assert.Equal(contact, await desk.Crm.ValueAsync("contract", second, "contact"));
        foreach (var name in new[] { "quote", "contract", "sales_order" })
            Assert.Equal("opportunity.contact", app.Schema[name]["contact"].Definition.TakenFrom);
    }

    [Theory, OnEveryDatabase]
    public async Task A_contract_whose_plan_does_not_add_up_is_neither_submitted_nor_approved_and_the_difference_is_named(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.DraftAsync(100_000m, (30_000m, 0), (60_000m, 30));
        const string Short = "回款计划合计 ¥90,000.00，比合同金额 ¥100,000.00 少 ¥10,000.00，补齐回款计划后才能提交审批和签署";
        Assert.Equal(Short, await RefusedAsync("submit"));
        Assert.Equal("draft", await desk.Crm.ValueAsync("contract", contract, "status"));

        var last = await desk.Crm.App.CreateAsync("payment_plan", new { contract, amount = 10_000m, due_date = MoneyDesk.Today.AddDays(365) });
        await desk.Crm.DoAsync("contract", contract, "submit");
        await PlanAsync(last, 0m);
        Assert.Equal(Short, await RefusedAsync("approve"));

        await PlanAsync(last, 10_000m);
        await desk.Crm.DoAsync("contract", contract, "approve");
        await desk.Crm.DoAsync("contract", contract, "sign", new { signed_at = MoneyDesk.Today });
        Assert.Equal("signed", await desk.Crm.ValueAsync("contract", contract, "status"));

        // Who changes it is the system: people can't while it is in review.
        async Task PlanAsync(Guid plan, decimal amount)
        {
            var session = desk.Crm.App.Workspace.Open(desk.Crm.App.System);
            (await session.LoadAsync(session.Schema["payment_plan"], plan))!["amount"] = amount;
            Assert.Null(await session.CommitAsync());
        }

        async Task<string> RefusedAsync(string action) => Assert.IsType<RuleRefused>((await desk.Crm.ActAsync("contract", contract, action)).Refusal).Message.In(Language.Chinese);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_signed_is_changed_by_nobody_by_hand(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (100m, 10));
        var plan = (await desk.PlansAsync(contract)).Single().Id;
        var app = desk.Crm.App;

        Assert.NotNull(await app.UpdateAsync("contract", contract, new { amount = 90m }));
        Assert.NotNull(await app.UpdateAsync("contract", contract, new { end_date = MoneyDesk.Today }));
        Assert.NotNull(await app.UpdateAsync("payment_plan", plan, new { due_date = MoneyDesk.Today }));
        Assert.NotNull(await app.DeleteAsync("payment_plan", plan));
        Assert.NotNull(await app.DeleteAsync("contract", contract));
        Assert.Null(await app.UpdateAsync("contract", contract, new { remark = "客户要求周五送货" }));
    }

    [Theory, OnEveryDatabase]
    public async Task A_plan_is_made_by_shares_and_the_last_step_takes_what_rounding_leaves(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var term = await TermAsync(desk, 33.33m, 33.33m, 33.34m);
        var contract = await desk.DraftAsync(100.01m);
        await desk.Crm.DoAsync("contract", contract, "make_plan", new { term, from = (DateOnly?)new DateOnly(2026, 4, 1) });

        Assert.Equal([33.33m, 33.33m, 33.35m], (await desk.PlansAsync(contract)).Select(p => (decimal)p["amount"]!));
        Assert.Equal([new DateOnly(2026, 4, 1), new(2026, 5, 1), new(2026, 5, 31)], (await desk.PlansAsync(contract)).Select(p => (DateOnly)p["due_date"]!));

        // Made anew it takes the place of the former.
        await desk.Crm.DoAsync("contract", contract, "make_plan", new { term });
        Assert.Equal(3, (await desk.PlansAsync(contract)).Count);
        await desk.SignAsync(contract);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_due_is_what_fell_due_by_today_else_the_next_instalment_and_all_without_a_plan(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (10m, -20), (20m, 0), (30m, 30), (40m, 60));
        await IsDueAsync(30m, MoneyDesk.Today.AddDays(-20));

        await desk.ReceiveAsync(15m, contract);
        await IsDueAsync(15m, MoneyDesk.Today);

        await desk.ReceiveAsync(25m, contract);
        await IsDueAsync(20m, MoneyDesk.Today.AddDays(30));

        await desk.ReceiveAsync(60m, contract);
        await IsDueAsync(0m, null);

        await desk.DraftAsync(70m);
        await IsDueAsync(70m, null);

        async Task IsDueAsync(decimal amount, DateOnly? next) => Assert.Equal(1, await desk.CountAsync("contract", string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"AND(due_amount = {amount}, {(next is { } day ? $"next_due_date = DATE({day.Year}, {day.Month}, {day.Day})" : "ISBLANK(next_due_date)")})")));
    }

    [Theory, OnEveryDatabase]
    public async Task The_open_deal_of_a_signed_contract_is_won_from_its_page_by_who_may_change_the_deal(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var (crm, app) = (desk.Crm, desk.Crm.App);
        var (seller, other) = (await crm.PersonAsync("seller", "sales_rep"), await crm.PersonAsync("other", "sales_rep"));
        var deal = await app.CreateAsync("opportunity", new { name = "焊接线", account = desk.Account, amount = 90m, owner = seller.UserId, close_date = MoneyDesk.Today, contact = await app.CreateAsync("contact", new { name = "李工", account = desk.Account }) });
        var contract = await app.CreateAsync("contract", new { name = "焊接线合同", account = desk.Account, opportunity = deal, amount = 100m, owner = other.UserId });
        await app.CreateAsync("payment_plan", new { contract, amount = 100m, due_date = MoneyDesk.Today });
        Assert.False(await IsOfferedAsync(app.System));
        Assert.Null(await app.UpdateAsync("stage", await crm.StageAsync("payment"), new { required_fields = Wanted }));
        await desk.SignAsync(contract);

        Assert.True(await IsOfferedAsync(app.System));
        Assert.False(await MayAsync(other));
        Assert.NotNull((await crm.ActAsync("contract", contract, "win_deal", actor: other)).Refusal);
        Assert.Equal("open", await crm.ValueAsync("opportunity", deal, "status"));

        var missing = Assert.IsType<RuleRefused>((await crm.ActAsync("contract", contract, "win_deal")).Refusal);
        Assert.Equal("stage_move_refused", missing.Message.Code);
        foreach (var stage in await crm.WhereAsync("stage", "pipeline", (await crm.ValueAsync("opportunity", deal, "pipeline"))!))
            Assert.Null(await app.UpdateAsync("stage", stage.Id, new { exit_criteria = (string?)null, entry_criteria = (string?)null, required_fields = (string[]?)null, checklist = (string?)null }));
        await crm.DoAsync("contract", contract, "win_deal");
        Assert.Equal(("won", 100m), (await crm.ValueAsync("opportunity", deal, "status"), (decimal)(await crm.ValueAsync("opportunity", deal, "amount"))!));
        Assert.False(await IsOfferedAsync(app.System));

        async Task<bool> MayAsync(Kernel.Access.Actor actor)
        {
            var session = app.Workspace.Open(actor);
            return await app.Workspace.Rules.FindAction("contract", "win_deal")!.MayRunAsync((await session.LoadAsync(session.Schema["contract"], contract))!, session, default);
        }

        async Task<bool> IsOfferedAsync(Kernel.Access.Actor actor)
        {
            var session = app.Workspace.Open(actor);
            return await session.FulfilsAsync((await session.LoadAsync(session.Schema["contract"], contract))!, session.Schema["contract"].ActionConditions["win_deal"]) && await MayAsync(actor);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task An_amount_too_small_for_the_steps_is_refused_and_leaves_the_plan_as_it_was(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var (whole, thirds) = (await TermAsync(desk, 100m), await TermAsync(desk, 33.33m, 33.33m, 33.34m));
        var contract = await desk.DraftAsync(0.01m);
        await desk.Crm.DoAsync("contract", contract, "make_plan", new { term = whole });

        var refused = Assert.IsType<Invalid>((await desk.Crm.ActAsync("contract", contract, "make_plan", new { term = thirds })).Refusal);
        Assert.Equal(("term", "plan_amount_too_small"), (refused.Problems.Single().Target, refused.Problems.Single().Message.Code));
        Assert.Equal([0.01m], (await desk.PlansAsync(contract)).Select(p => (decimal)p["amount"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task Payment_terms_add_up_to_a_hundred(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TermAsync(desk, 30m, 60m));
        Assert.Contains("must add up to 100", refused.Message, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_contract_in_a_currency_without_a_rate_is_refused(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var session = desk.Crm.App.Workspace.Open(desk.Crm.App.System);
        var contract = session.Add(session.Schema["contract"]);
        contract.Write(contract.Object["account"], desk.Account);
        contract.Write(contract.Object["amount"], 100m);
        contract.Write(contract.Object["amount_currency"], "USD");
        var refused = Assert.IsType<Invalid>(await session.CommitAsync());
        Assert.Equal(("amount_currency", "currency_without_rate"), (refused.Problems.Single().Target, refused.Problems.Single().Message.Code));
    }

    [Theory, OnEveryDatabase]
    public async Task A_contract_is_renewed_once_for_as_long_again(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var contract = await app.CreateAsync("contract", new { account = desk.Account, start_date = new DateOnly(2025, 4, 1), end_date = new DateOnly(2026, 3, 31) });
        await app.CreateAsync("contract_line", new { contract, description = "年度维保", quantity = 1m, price = 36_000m });
        await app.CreateAsync("payment_plan", new { contract, amount = 36_000m, due_date = MoneyDesk.Today });
        await desk.SignAsync(contract);

        var renewal = (Guid)(await desk.Crm.DoAsync("contract", contract, "renew"))["contract"]!;
        var record = await app.LoadAsync("contract", renewal);
        Assert.Equal((new DateOnly(2026, 4, 1), new DateOnly(2027, 3, 31), "draft", 36_000m), ((DateOnly)record["start_date"]!, (DateOnly)record["end_date"]!, (string)record["status"]!, (decimal)record["amount"]!));
        Assert.Single(await desk.Crm.WhereAsync("contract_line", "contract", renewal));
        Assert.NotNull((await desk.Crm.ActAsync("contract", contract, "renew")).Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_contract_changes_hands_with_all_that_belongs_to_it(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (100m, 10));
        await desk.ReceiveAsync(60m, contract);
        await desk.InvoiceAsync(contract, 50m);
        var heir = await desk.Crm.PersonAsync("heir", "sales_rep");

        await desk.Crm.DoAsync("contract", contract, "transfer", new { owner = heir.UserId });
        foreach (var part in new[] { "payment_plan", "payment_match", "payment", "invoice" })
            Assert.Equal(heir.UserId, (await desk.Crm.WhereAsync(part, "contract", contract)).Single().Owner);
    }

    [Theory, OnEveryDatabase]
    public async Task A_draft_for_another_account_takes_its_plan_along(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.DraftAsync(100m, (100m, 10));
        var other = await desk.Crm.App.CreateAsync("account", new { name = "苏州瑞达电子有限公司" });
        Assert.Null(await desk.Crm.App.UpdateAsync("contract", contract, new { account = other }));
        Assert.Equal(other, (await desk.PlansAsync(contract)).Single()["account"]);
    }

    [Theory, OnEveryDatabase]
    public async Task A_contract_of_a_won_deal_is_made_once_with_the_lines_that_add_up(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var product = await app.CreateAsync("product", new { name = "协作机器人 C5", code = "C5", price = 128_000m, unit = "台" });
        var deal = await app.CreateAsync("opportunity", new { name = "产线改造", account = desk.Account, amount = 230_400m, stage = await desk.Crm.StageAsync("payment") });
        await app.CreateAsync("opportunity_line", new { opportunity = deal, product, quantity = 2m, discount = 10m });
        Assert.NotNull((await desk.Crm.ActAsync("opportunity", deal, "make_contract")).Refusal);

        await desk.Crm.DoAsync("opportunity", deal, "win");
        var made = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Crm.ActAsync("opportunity", deal, "make_contract")));
        var contract = Assert.Single(await desk.Crm.WhereAsync("contract", "opportunity", deal));
        Assert.Single(made, m => m.Refusal is null);
        Assert.Equal((230_400m, "产线改造 · 合同", "draft"), ((decimal)contract["amount"]!, (string)contract["name"]!, (string)contract["status"]!));
        Assert.Equal("台", (await desk.Crm.WhereAsync("contract_line", "contract", contract.Id)).Single()["unit"]);
    }

    [Theory, OnEveryDatabase]
    public async Task The_task_to_make_the_contract_of_an_accepted_quote_is_done_once_it_is_made(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var seller = await desk.Crm.PersonAsync("seller", "sales_rep");
        var quotes = new List<Guid>();
        foreach (var name in new[] { "产线改造报价", "备件报价" })
        {
            var quote = await app.CreateAsync("quote", new { name, account = desk.Account, amount_currency = "CNY", owner = seller.UserId });
            await app.CreateAsync("quote_line", new { quote, description = "协作机器人", quantity = 1m, price = 100m });
            var session = app.Workspace.Open(app.System);
            (await session.LoadAsync(app.Schema["quote"], quote))!["status"] = "sent";
            await Kernel.Testing.TestWorkspace.DoneAsync(session);
            await desk.Crm.DoAsync("quote", quote, "accept", new { accepted_by = "王总" });
            quotes.Add(quote);
        }

        var tasks = await desk.Crm.WhereAsync("task", "account", desk.Account);
        Assert.Equal(["todo", "todo"], tasks.Select(task => (string)task["status"]!));
        await desk.Crm.DoAsync("quote", quotes[0], "make_contract");
        Assert.Equal(
            [("报价单“产线改造报价”已被接受：生成合同，推进商机", "done"), ("报价单“备件报价”已被接受：生成合同，推进商机", "todo")],
            (await desk.Crm.WhereAsync("task", "account", desk.Account)).OrderBy(task => task["status"]).Select(task => ((string)task["subject"]!, (string)task["status"]!)));

        // What was settled by hand stays as it was settled.
        await app.UpdateAsync("task", (await desk.Crm.WhereAsync("task", "status", "todo")).Single().Id, new { status = "cancelled" });
        await desk.Crm.DoAsync("quote", quotes[1], "make_contract");
        Assert.Single(await desk.Crm.WhereAsync("task", "status", "cancelled"));
    }

    [Theory, OnEveryDatabase]
    public async Task An_accepted_quote_becomes_one_contract_and_one_order_however_many_press_at_once(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var quote = await app.CreateAsync("quote", new { name = "产线改造报价", account = desk.Account, amount_currency = "CNY" });
        await app.CreateAsync("quote_line", new { quote, description = "协作机器人", quantity = 3m, price = 99.99m, discount = 5m, tax_rate = 13m });
        Assert.NotNull((await desk.Crm.ActAsync("quote", quote, "make_contract")).Refusal);

        var session = app.Workspace.Open(app.System);
        (await session.LoadAsync(app.Schema["quote"], quote))!["status"] = "accepted";
        await Kernel.Testing.TestWorkspace.DoneAsync(session);
        foreach (var action in Makings)
            Assert.Single(await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Crm.ActAsync("quote", quote, action))), m => m.Refusal is null);

        var contract = Assert.Single(await desk.Crm.WhereAsync("contract", "quote", quote));
        var order = Assert.Single(await desk.Crm.WhereAsync("sales_order", "quote", quote));
        Assert.Equal((284.97m, 284.97m, contract.Id), ((decimal)contract["amount"]!, (decimal)order["amount"]!, (Guid)order["contract"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task A_quarterly_plan_counts_three_calendar_months_from_its_first_day_and_a_shorter_month_takes_its_last(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        await SeedAsync(Crm.Contracts.DeliveredPaymentTerms.Package);
        var quarterly = await desk.Crm.FindAsync("payment_term", "name", "按季度付款");
        Assert.Equal(["2025-11-30", "2026-02-28", "2026-05-30", "2026-08-30"], await DaysAsync(quarterly, new(2025, 11, 30)));
        Assert.Equal(["2028-01-31", "2028-04-30", "2028-07-31", "2028-10-31"], await DaysAsync(quarterly, new(2028, 1, 31)));

        // Where a quarter was delivered as 90 days, it becomes three months, unless somebody changed it.
        var session = desk.Crm.App.Workspace.Open(desk.Crm.App.System);
        foreach (var (index, step) in (await desk.Crm.WhereAsync("payment_term_step", "term", quarterly)).OrderBy(s => s["position"]).Index())
        {
            var stored = (await session.LoadAsync(session.Schema["payment_term_step"], step.Id))!;
            (stored["months"], stored["days"]) = (0L, index == 3 ? 200L : 90L * index);
        }

        await Kernel.Testing.TestWorkspace.DoneAsync(session);
        await SeedAsync(Crm.Contracts.DeliveredPaymentTerms.InMonths);
        Assert.Equal(["2027-01-31", "2027-04-30", "2027-07-31", "2027-08-19"], await DaysAsync(quarterly, new(2027, 1, 31)));

        async System.Threading.Tasks.Task SeedAsync(Kernel.Package package)
        {
            var seeding = desk.Crm.App.Workspace.Open(desk.Crm.App.System);
            await package.Seed!(seeding, CancellationToken.None);
            await Kernel.Testing.TestWorkspace.DoneAsync(seeding);
        }

        async Task<string[]> DaysAsync(Guid term, DateOnly from)
        {
            var contract = await desk.DraftAsync(400m);
            await desk.Crm.DoAsync("contract", contract, "make_plan", new { term, from });
            return [.. (await desk.PlansAsync(contract)).Select(p => ((DateOnly)p["due_date"]!).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))];
        }
    }

    private static async Task<Guid> TermAsync(MoneyDesk desk, params decimal[] shares)
    {
        var session = desk.Crm.App.Workspace.Open(desk.Crm.App.System);
        var term = session.Make(session.Schema["payment_term"]);
        term["name"] = string.Join('/', shares);
        foreach (var (index, share) in shares.Index())
        {
            var step = session.Make(session.Schema["payment_term_step"]);
            (step["term"], step["name"], step["position"], step["share"], step["days"]) = (term.Id, $"第 {index + 1} 期", (long)index, share, 30L * index);
        }

        await Kernel.Testing.TestWorkspace.DoneAsync(session);
        return term.Id;
    }
}
