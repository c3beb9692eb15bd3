using System.Text.Json;
using Tongke.Testing;
using Xunit;
using Record = Tongke.Kernel.Records.Record;

namespace Tongke.Crm.Tests.Sales;

/// <summary>Deals that move on by themselves, in the default pipeline with its criteria, whose stages are told to.</summary>
public sealed class AutoAdvanceTests
{
    [Theory, OnEveryDatabase]
    public async Task The_default_pipeline_moves_nothing_by_itself(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var deal = await DealAsync(crm, "visit");
        await CallAsync(crm, deal);

        Assert.Equal(await crm.StageAsync("visit"), await crm.ValueAsync("opportunity", deal, "stage"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_signed_contract_brings_its_deal_to_the_contract_stage_and_never_back(TestDatabase database)
    {
        await using var desk = await Contracts.MoneyDesk.StartAsync(database);
        var crm = desk.Crm;
        var (stage, contracts) = (await crm.StageAsync("contract"), new List<Guid>());
        foreach (var at in new[] { "visit", "quote", "payment" })
        {
            var deal = await crm.App.CreateAsync("opportunity", new { name = $"产线改造 {at}", account = desk.Account, stage = await crm.StageAsync(at) });
            await CallAsync(crm, deal);
            var contract = await desk.DraftAsync(100m, (100m, 10));
            Assert.Null(await crm.App.UpdateAsync("contract", contract, new { opportunity = deal }));
            Assert.Equal(await crm.StageAsync(at), await crm.ValueAsync("opportunity", deal, "stage"));

            await desk.SignAsync(contract);
            Assert.Equal((at == "payment" ? await crm.StageAsync("payment") : stage, "open"), (await crm.ValueAsync("opportunity", deal, "stage"), await crm.ValueAsync("opportunity", deal, "status")));
            if (at == "payment")
                continue;

            var logs = await LogsAsync(crm, deal);
            Assert.Equal([("person", null), ("system", (object?)"条件已满足：合同已签署")], logs.Select(l => ((string)l["way"]!, l["reason"])));

            // A person who moves it back has it held; what else is written does not bring it on.
            await crm.DoAsync("opportunity", deal, "move_stage", new { stage = await crm.StageAsync("visit") });
            Assert.Null(await crm.App.UpdateAsync("contract", contract, new { remark = "复印件已寄" }));
            Assert.Equal(await crm.StageAsync("visit"), await crm.ValueAsync("opportunity", deal, "stage"));
            Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { auto_hold = false }));
            Assert.Equal(stage, await crm.ValueAsync("opportunity", deal, "stage"));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_signed_purchase_moves_no_deal_and_no_deal_that_is_closed_is_moved(TestDatabase database)
    {
        await using var desk = await Contracts.MoneyDesk.StartAsync(database);
        var lost = await desk.Crm.App.CreateAsync("opportunity", new { name = "产线改造", account = desk.Account });
        var bought = await desk.Crm.App.CreateAsync("opportunity", new { name = "工装采购", account = desk.Account });
        var (sale, purchase) = (await desk.DraftAsync(100m, (100m, 10)), await desk.Crm.App.CreateAsync("contract", new { name = "工装", account = desk.Account, amount = 5m, kind = "purchase", opportunity = bought }));
        Assert.Null(await desk.Crm.App.UpdateAsync("contract", sale, new { opportunity = lost }));
        await desk.Crm.DoAsync("opportunity", lost, "lose", new { loss_reason = "price" });
        await desk.SignAsync(sale);
        await desk.SignAsync(purchase);

        Assert.Equal((await desk.Crm.StageAsync("lost"), await desk.Crm.StageAsync("lead")), (await desk.Crm.ValueAsync("opportunity", lost, "stage"), await desk.Crm.ValueAsync("opportunity", bought, "stage")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_deal_moves_on_with_the_very_activity_that_its_stage_waits_for(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await ByItselfAsync(crm, "proposal");
        var deal = await DealAsync(crm, "visit");
        crm.App.Clock.Advance(TimeSpan.FromDays(3));
        await CallAsync(crm, deal);

        var stored = await crm.App.LoadAsync("opportunity", deal);
        Assert.Equal((await crm.StageAsync("proposal"), 40m, "open", crm.App.Clock.GetUtcNow()), (stored["stage"], stored["probability"], stored["status"], stored["stage_entered_at"]));

        var logs = await LogsAsync(crm, deal);
        Assert.Equal([("person", null), ("system", (object?)"条件已满足：至少有一次电话、会议、拜访或邮件记录")], logs.Select(l => ((string)l["way"]!, l["reason"])));
        Assert.Equal((3 * 86_400L, stored["stage"], logs[0]["stage"]), (logs[0]["dwell_seconds"], logs[0]["to_stage"], logs[1]["from_stage"]));
    }

    [Theory, OnEveryDatabase]
    public async Task A_deal_passes_all_stages_whose_conditions_are_met_and_stops_at_the_first_that_people_decide(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await ByItselfAsync(crm, "proposal", "quote");
        var deal = await DealAsync(crm, "visit", amount: 50_000m, close: new DateOnly(2026, 6, 30));
        await crm.App.UpdateAsync("opportunity", deal, new { product = await crm.App.CreateAsync("product", new { name = "视觉检测单元" }) });
        Assert.Equal(await crm.StageAsync("visit"), await crm.ValueAsync("opportunity", deal, "stage"));

        await CallAsync(crm, deal);

        Assert.Equal(await crm.StageAsync("quote"), await crm.ValueAsync("opportunity", deal, "stage"));
        Assert.Equal(
            [await crm.StageAsync("visit"), await crm.StageAsync("proposal"), await crm.StageAsync("quote")],
            (await LogsAsync(crm, deal)).Select(l => (Guid)l["stage"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task A_deal_never_wins_or_loses_by_itself(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await ByItselfAsync(crm, "won", "lost", "payment");
        var deal = await DealAsync(crm, "contract", amount: 50_000m);
        await crm.App.UpdateAsync("opportunity", deal, new { loss_reason = "price", next_step = "开票" });

        Assert.Equal((await crm.StageAsync("payment"), "open"), (await crm.ValueAsync("opportunity", deal, "stage"), await crm.ValueAsync("opportunity", deal, "status")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_change_of_the_contact_that_a_criterion_reads_moves_the_deal(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await ByItselfAsync(crm, "contract");
        var boss = await crm.App.CreateAsync("contact", new { name = "李总", decision_role = "influencer" });
        var product = await crm.App.CreateAsync("product", new { name = "视觉检测单元" });
        var deal = await DealAsync(crm, "quote", amount: 50_000m, close: new DateOnly(2026, 6, 30));
        await crm.App.UpdateAsync("opportunity", deal, new { contact = boss, product });
        Assert.Equal(await crm.StageAsync("quote"), await crm.ValueAsync("opportunity", deal, "stage"));

        Assert.Null(await crm.App.UpdateAsync("contact", boss, new { decision_role = "decision_maker" }));

        Assert.Equal(await crm.StageAsync("contract"), await crm.ValueAsync("opportunity", deal, "stage"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_deal_that_a_person_moved_back_stays_until_a_person_moves_it_on(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await ByItselfAsync(crm, "proposal", "quote");
        var deal = await DealAsync(crm, "visit");
        await CallAsync(crm, deal);
        var (visit, proposal) = (await crm.StageAsync("visit"), await crm.StageAsync("proposal"));
        Assert.Equal(proposal, await crm.ValueAsync("opportunity", deal, "stage"));

        await crm.DoAsync("opportunity", deal, "move_stage", new { stage = visit });
        await CallAsync(crm, deal);
        Assert.Equal((visit, true), (await crm.ValueAsync("opportunity", deal, "stage"), await crm.ValueAsync("opportunity", deal, "auto_hold")));

        await crm.DoAsync("opportunity", deal, "move_stage", new { stage = proposal });
        Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { amount = 9_000m, close_date = new DateOnly(2026, 6, 30) }));
        Assert.Equal((await crm.StageAsync("quote"), false), (await crm.ValueAsync("opportunity", deal, "stage"), await crm.ValueAsync("opportunity", deal, "auto_hold")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_stage_that_asks_for_nothing_is_entered_by_people_only(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await ByItselfAsync(crm, "payment");
        Assert.Null(await crm.App.UpdateAsync("stage", await crm.StageAsync("payment"), new { entry_criteria = (JsonElement?)null }));
        var deal = await DealAsync(crm, "contract", amount: 50_000m);
        Assert.Null(await crm.App.UpdateAsync("opportunity", deal, new { next_step = "签约" }));

        Assert.Equal(await crm.StageAsync("contract"), await crm.ValueAsync("opportunity", deal, "stage"));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_at_once_that_each_bring_half_the_second_moves_the_deal(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await ByItselfAsync(crm, "proposal");
        var twice = JsonSerializer.SerializeToElement(new[] { new { name = "two", label = new { zh = "两次跟进", en = "Two activities" }, formula = "activity_count >= 2" } });
        Assert.Null(await crm.App.UpdateAsync("stage", await crm.StageAsync("visit"), new { exit_criteria = twice }));

        for (var round = 0; round < 5; round++)
        {
            var deal = await DealAsync(crm, "visit", name: $"产线改造 {round}");
            await Task.WhenAll(Task.Run(() => CallAsync(crm, deal)), Task.Run(() => CallAsync(crm, deal)));

            Assert.Equal(await crm.StageAsync("proposal"), await crm.ValueAsync("opportunity", deal, "stage"));
            Assert.Equal(["person", "system"], (await LogsAsync(crm, deal)).Select(l => (string)l["way"]!));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Several_at_once_that_each_would_do_move_the_deal_once_and_all_are_kept(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await ByItselfAsync(crm, "proposal");
        var deal = await DealAsync(crm, "visit");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => CallAsync(crm, deal))));

        Assert.Equal(await crm.StageAsync("proposal"), await crm.ValueAsync("opportunity", deal, "stage"));
        Assert.Equal(6L, await crm.ValueAsync("opportunity", deal, "activity_count"));
        Assert.Equal(2, (await LogsAsync(crm, deal)).Count);
    }

    private static async Task ByItselfAsync(CrmWorkspace crm, params string[] stages)
    {
        foreach (var code in stages)
            Assert.Null(await crm.App.UpdateAsync("stage", await crm.StageAsync(code), new { auto_advance = true }));
    }

    private static async Task<Guid> DealAsync(CrmWorkspace crm, string stage, decimal? amount = null, DateOnly? close = null, string name = "产线改造")
    {
        var account = await crm.App.CreateAsync("account", new { name = $"客户 {Guid.NewGuid():N}" });
        return await crm.App.CreateAsync("opportunity", new { name, account, amount, close_date = close, stage = await crm.StageAsync(stage) });
    }

    private static Task<Guid> CallAsync(CrmWorkspace crm, Guid deal) => crm.App.CreateAsync("activity", new { type = "call", subject = "沟通", opportunity = deal });

    private static async Task<IReadOnlyList<Record>> LogsAsync(CrmWorkspace crm, Guid deal) =>
        [.. (await crm.WhereAsync("stage_log", "opportunity", deal)).OrderBy(l => l["entered_at"]).ThenBy(l => l["left_at"] is null).ThenBy(l => l["from_stage"] is not null)];
}
