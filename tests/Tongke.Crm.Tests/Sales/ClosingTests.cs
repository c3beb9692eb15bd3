using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Sales;

public sealed class ClosingTests
{
    [Theory, OnEveryDatabase]
    public async Task Winning_closes_the_deal_today_and_adds_to_the_account(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", account, amount = 120_000m, engage_date = new DateOnly(2026, 3, 1), stage = await crm.StageAsync("payment") });
        Assert.Equal(120_000m, await crm.ValueAsync("account", account, "open_amount"));

        await crm.DoAsync("opportunity", deal, "win", new { amount = 118_000m });

        var stored = await crm.App.LoadAsync("opportunity", deal);
        Assert.Equal("won", stored["status"]);
        Assert.Equal(new DateOnly(2026, 3, 18), stored["close_date"]);
        Assert.Equal(17L, stored["cycle_days"]);
        Assert.Equal(100m, stored["probability"]);
        Assert.Equal(118_000m, await crm.ValueAsync("account", account, "won_amount"));
        Assert.True(await crm.ValueAsync("account", account, "open_amount") is null or 0m);
    }

    [Theory, OnEveryDatabase]
    public async Task A_deal_whose_quote_was_accepted_is_asked_for_no_products(TestDatabase database)
    {
        await using var desk = await Contracts.MoneyDesk.StartAsync(database);
        var boss = await desk.Crm.App.CreateAsync("contact", new { name = "李总", account = desk.Account, decision_role = "decision_maker" });
        var deal = await desk.Crm.App.CreateAsync("opportunity", new { name = "产线改造", account = desk.Account, contact = boss, amount = 100m, close_date = new DateOnly(2026, 6, 30), stage = await desk.Crm.StageAsync("quote") });
        var missing = Assert.IsType<RuleRefused>((await desk.Crm.ActAsync("opportunity", deal, "win")).Refusal).Problems.Single();
        Assert.DoesNotContain(missing.Ways, way => way.Object.Name == "quote"); // a new one has no lines

        await desk.AcceptedAsync(deal);
        await desk.Crm.DoAsync("opportunity", deal, "win");
        Assert.Equal("won", await desk.Crm.ValueAsync("opportunity", deal, "status"));
    }

    [Theory, OnEveryDatabase]
    public async Task Losing_needs_a_reason_and_other_needs_a_note(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造" });

        var withoutReason = Assert.IsType<RuleRefused>((await crm.ActAsync("opportunity", deal, "lose")).Refusal);
        Assert.Contains(withoutReason.Problems, p => p.Target == "loss_reason");
        Assert.IsType<RuleRefused>(await crm.App.UpdateAsync("opportunity", deal, new { stage = await crm.StageAsync("lost") }));

        var withoutNote = Assert.IsType<Invalid>((await crm.ActAsync("opportunity", deal, "lose", new { loss_reason = "other" })).Refusal);
        Assert.Equal("loss_note", Assert.Single(withoutNote.Problems).Target);

        await crm.DoAsync("opportunity", deal, "lose", new { loss_reason = "other", loss_note = "项目取消" });
        Assert.Equal("lost", await crm.ValueAsync("opportunity", deal, "status"));
        Assert.Equal(0m, await crm.ValueAsync("opportunity", deal, "probability"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_closed_deal_opens_again_only_by_reopening_and_returns_to_its_stage(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", stage = await crm.StageAsync("proposal") });
        await crm.DoAsync("opportunity", deal, "lose", new { loss_reason = "price" });
        Assert.Equal("deal_is_closed", Assert.IsType<RuleRefused>(await crm.App.UpdateAsync("opportunity", deal, new { stage = await crm.StageAsync("visit") })).Message.Code);

        await crm.DoAsync("opportunity", deal, "reopen", new { reason = "客户重新启动项目" });

        var stored = await crm.App.LoadAsync("opportunity", deal);
        Assert.Equal("open", stored["status"]);
        Assert.Equal(await crm.StageAsync("proposal"), stored["stage"]);
        Assert.Null(stored["loss_reason"]);
        Assert.Contains("客户重新启动项目", (string)Assert.Single(await crm.WhereAsync("activity", "opportunity", deal))["subject"]!, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_deal_taken_in_from_history_keeps_its_stage_and_its_dates(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var deal = await crm.App.CreateAsync("opportunity", new
        {
            code = "1C1I7A6R", stage = await crm.StageAsync("won"), amount = 1054m, engage_date = new DateOnly(2016, 10, 20), close_date = new DateOnly(2017, 3, 1),
        });

        var stored = await crm.App.LoadAsync("opportunity", deal);
        Assert.Equal("1C1I7A6R", stored["name"]);
        Assert.Equal("won", stored["status"]);
        Assert.Equal(new DateOnly(2017, 3, 1), stored["close_date"]);
        Assert.Equal(132L, stored["cycle_days"]);
        Assert.Equal(new DateTimeOffset(2017, 2, 28, 16, 0, 0, TimeSpan.Zero), stored["closed_at"]);
    }

    [Theory, OnEveryDatabase]
    public async Task Each_time_the_close_date_moves_later_is_counted(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", close_date = new DateOnly(2026, 4, 1) });
        await crm.App.UpdateAsync("opportunity", deal, new { close_date = new DateOnly(2026, 5, 1) });
        await crm.App.UpdateAsync("opportunity", deal, new { close_date = new DateOnly(2026, 4, 15) });
        await crm.App.UpdateAsync("opportunity", deal, new { close_date = new DateOnly(2026, 6, 1) });

        Assert.Equal(2L, await crm.ValueAsync("opportunity", deal, "push_count"));
    }

    [Theory, OnEveryDatabase]
    public async Task An_account_with_deals_is_not_deleted(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" });
        await crm.App.CreateAsync("opportunity", new { name = "产线改造", account });

        Assert.IsType<Conflict>(await crm.App.DeleteAsync("account", account));
    }
}
