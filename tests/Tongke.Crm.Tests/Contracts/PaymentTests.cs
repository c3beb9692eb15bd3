using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Contracts;

public sealed class PaymentTests
{
    [Theory, OnEveryDatabase]
    public async Task A_completed_contract_goes_on_when_money_is_taken_back(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (60m, 0), (40m, 30));
        await desk.ReceiveAsync(60m, contract);
        var last = await desk.ReceiveAsync(40m, contract);
        await desk.Crm.DoAsync("contract", contract, "complete");

        await desk.Crm.DoAsync("payment", last, "unmatch");

        Assert.Equal(1, await desk.CountAsync("contract", "AND(status = \"performing\", outstanding_amount = 40)"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_purchase_says_nothing_of_what_its_deal_is_worth(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var deal = await desk.Crm.App.CreateAsync("opportunity", new { name = "焊接线", account = desk.Account, amount = 397_000m });
        var purchase = await desk.Crm.App.CreateAsync("contract", new { name = "外购件", account = desk.Account, opportunity = deal, amount = 1m, kind = "purchase" });

        await desk.SignAsync(purchase);

        Assert.Equal(397_000m, await desk.FigureAsync("opportunity", deal, "amount"));
        Assert.Empty(await desk.Crm.WhereAsync("task", "contract", purchase));
    }

    [Theory, OnEveryDatabase]
    public async Task A_receipt_pays_the_oldest_first_and_what_is_left_over_is_credit(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (30m, 10), (60m, -5), (10m, 90));
        var payment = await desk.ReceiveAsync(105m, contract);

        Assert.Equal([30m, 60m, 10m], (await desk.PlansAsync(contract)).Select(p => (decimal)p["received"]!));
        Assert.Equal((100m, 3), (await desk.FigureAsync("payment", payment, "matched_amount"), await desk.CountAsync("payment_plan", "status = \"paid\"")));
        Assert.Equal((1, 1), (await desk.CountAsync("payment", "credit = 5"), await desk.CountAsync("account", "credit_amount = 5")));
        Assert.Equal("performing", await desk.Crm.ValueAsync("contract", contract, "status"));

        var part = await desk.SignedAsync(100m, (30m, 10), (70m, 5));
        await desk.ReceiveAsync(80m, part);
        Assert.Equal([10m, 70m], (await desk.PlansAsync(part)).Select(p => (decimal)p["received"]!));
        Assert.Equal(1, await desk.CountAsync("payment_plan", "status = \"partly\""));
    }

    [Theory, OnEveryDatabase]
    public async Task A_receipt_without_a_contract_pays_what_the_account_owes_by_day_over_all_its_contracts(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var later = await desk.SignedAsync(50m, (50m, 60));
        var sooner = await desk.SignedAsync(40m, (40m, 20));
        var draft = await desk.DraftAsync(10m, (10m, 1));
        await desk.ReceiveAsync(70m);

        Assert.Equal((40m, 30m, 0m), (await desk.FigureAsync("contract", sooner, "received_amount"), await desk.FigureAsync("contract", later, "received_amount"), await desk.FigureAsync("contract", draft, "received_amount")));
        Assert.Equal((90m, 70m), (await desk.FigureAsync("account", desk.Account, "contract_amount"), await desk.FigureAsync("account", desk.Account, "received_amount")));
    }

    [Theory, OnEveryDatabase]
    public async Task More_than_is_received_or_due_is_never_matched_and_how_much_is_left_is_said(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (60m, 0), (40m, 30));
        var plans = await desk.PlansAsync(contract);
        var payment = await desk.ReceiveAsync(70m, contract, "manual");
        Assert.Empty(await desk.Crm.WhereAsync("payment_match", "payment", payment));

        Assert.Equal("“第 1 期”只剩 ¥60.00 未回款", await RefusalAsync(desk, payment, plans[0].Id, 60.01m));
        await desk.Crm.App.CreateAsync("payment_match", new { payment, plan = plans[0].Id, amount = 50m });
        Assert.Equal("这笔收款只剩 ¥20.00 可以核销", await RefusalAsync(desk, payment, plans[1].Id, 20.01m));

        await desk.Crm.DoAsync("payment", payment, "match_by_hand", new { plan = plans[1].Id });
        Assert.Equal([50m, 20m], (await desk.PlansAsync(contract)).Select(p => (decimal)p["received"]!));

        await desk.Crm.DoAsync("payment", payment, "unmatch");
        Assert.Equal([0m, 0m], (await desk.PlansAsync(contract)).Select(p => p["received"] as decimal? ?? 0));
        await desk.Crm.DoAsync("payment", payment, "match");
        Assert.Equal([60m, 10m], (await desk.PlansAsync(contract)).Select(p => (decimal)p["received"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task A_refund_comes_from_the_credit_first_and_then_from_what_was_due_last(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (60m, 0), (40m, 30));
        var payment = await desk.ReceiveAsync(110m, contract);

        await desk.Crm.DoAsync("payment", payment, "refund", new { refund_amount = 25m, reason = "多付" });
        Assert.Equal([60m, 25m], (await desk.PlansAsync(contract)).Select(p => (decimal)p["received"]!));
        Assert.Equal((85m, 25m), (await desk.FigureAsync("payment", payment, "matched_amount"), await desk.FigureAsync("payment", payment, "refunded_amount")));

        var refused = await desk.Crm.ActAsync("payment", payment, "refund", new { refund_amount = 85.01m, reason = "多付" });
        Assert.Equal("最多可退 ¥85.00", Assert.IsType<Invalid>(refused.Refusal).Problems.Single().Message.In(Language.Chinese));
        await desk.Crm.DoAsync("payment", payment, "refund", new { refund_amount = 85m, reason = "取消" });
        Assert.Equal([0m, 0m], (await desk.PlansAsync(contract)).Select(p => p["received"] as decimal? ?? 0));
    }

    [Theory, OnEveryDatabase]
    public async Task What_will_not_be_paid_is_written_off_with_a_reason_and_can_be_asked_for_again(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (100m, -40));
        var plan = (await desk.PlansAsync(contract)).Single().Id;
        await desk.ReceiveAsync(97.5m, contract);

        Assert.NotNull((await desk.Crm.ActAsync("payment_plan", plan, "write_off", new { write_off_amount = 2.51m, reason = "尾差" })).Refusal);
        await desk.Crm.DoAsync("payment_plan", plan, "write_off", new { reason = "尾差" });
        Assert.Equal(1, await desk.CountAsync("payment_plan", "status = \"written_off\""));
        Assert.Equal(2.5m, await desk.FigureAsync("contract", contract, "written_off_amount"));
        await desk.Crm.DoAsync("contract", contract, "complete");

        await desk.Crm.DoAsync("payment_plan", plan, "undo_write_off");
        Assert.Equal(1, await desk.CountAsync("payment_plan", "status = \"overdue\""));
    }

    [Theory, OnEveryDatabase]
    public async Task Nothing_is_matched_across_accounts_currencies_or_before_signing(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        await app.CreateAsync("currency_rate", new { currency = "USD", rate = 7.1m, date = new DateOnly(2026, 1, 1) });
        var signed = (await desk.PlansAsync(await desk.SignedAsync(100m, (100m, 0)))).Single().Id;
        var draft = (await desk.PlansAsync(await desk.DraftAsync(100m, (100m, 0)))).Single().Id;
        var other = await app.CreateAsync("account", new { name = "苏州瑞达电子有限公司" });

        async Task<string> RefusedAsync(Guid payment, Guid plan)
        {
            var session = app.Workspace.Open(app.System);
            var match = session.Make(session.Schema["payment_match"]);
            (match["payment"], match["plan"]) = (payment, plan);
            return Assert.IsType<Invalid>(await session.CommitAsync()).Problems.Single().Message.Code;
        }

        Assert.Equal("match_of_other_account", await RefusedAsync(await app.CreateAsync("payment", new { account = other, amount = 5m, matching = "manual" }), signed));
        Assert.Equal("match_in_other_currency", await RefusedAsync(await app.CreateAsync("payment", new { account = desk.Account, amount = 5m, amount_currency = "USD", matching = "manual" }), signed));
        Assert.Equal("match_before_signing", await RefusedAsync(await desk.ReceiveAsync(5m, null, "manual"), draft));
    }

    [Theory, OnEveryDatabase]
    public async Task Amounts_in_another_currency_count_at_the_rate_of_their_day(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        await app.CreateAsync("currency_rate", new { currency = "USD", rate = 7m, date = new DateOnly(2026, 1, 1) });
        var contract = await app.CreateAsync("contract", new { name = "Export", account = desk.Account, amount = 100m, amount_currency = "USD" });
        await app.CreateAsync("payment_plan", new { contract, amount = 100m, due_date = MoneyDesk.Today });
        await desk.SignAsync(contract);
        Assert.Equal("USD", (await desk.PlansAsync(contract)).Single()["amount_currency"]);

        await app.CreateAsync("currency_rate", new { currency = "USD", rate = 7.2m, date = MoneyDesk.Today });
        await desk.ReceiveAsync(50m, contract);
        Assert.Equal((700m, 360m), (await desk.FigureAsync("account", desk.Account, "contract_amount"), await desk.FigureAsync("account", desk.Account, "received_amount")));
        Assert.Equal(1, await desk.CountAsync("payment_plan", "outstanding = 50"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_deleted_and_brought_back_is_counted_as_it_is(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var contract = await desk.SignedAsync(100m, (100m, 0));
        var payment = await desk.ReceiveAsync(80m, contract);
        Assert.Null(await app.DeleteAsync("payment", payment));
        Assert.Equal(0m, await desk.FigureAsync("contract", contract, "received_amount"));

        // The plan is paid otherwise meanwhile: what comes back would be too much.
        var other = await desk.ReceiveAsync(30m, contract);
        var session = app.Workspace.Open(app.System);
        session.Restore((await session.FindInBinAsync(app.Schema["payment"], payment)).Record!);
        Assert.Equal("回款与坏账合计不能超过计划金额", Assert.IsType<Invalid>(await session.CommitAsync()).Problems.Single().Message.In(Language.Chinese));

        await desk.Crm.DoAsync("payment", other, "unmatch");
        session = app.Workspace.Open(app.System);
        session.Restore((await session.FindInBinAsync(app.Schema["payment"], payment)).Record!);
        Assert.Null(await session.CommitAsync());
        Assert.Equal(80m, await desk.FigureAsync("contract", contract, "received_amount"));
    }

    private static async Task<string> RefusalAsync(MoneyDesk desk, Guid payment, Guid plan, decimal amount) =>
        Assert.IsType<Invalid>((await desk.Crm.ActAsync("payment", payment, "match_by_hand", new { plan, match_amount = amount })).Refusal).Problems.Single().Message.In(Language.Chinese);
}
