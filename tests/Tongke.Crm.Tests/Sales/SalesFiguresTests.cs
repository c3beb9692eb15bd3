using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Sales;

/// <summary>The sales page against a set small enough to be counted by hand.</summary>
public sealed class SalesFiguresTests
{
    [Theory, OnEveryDatabase]
    public async Task Win_rate_cycle_and_amounts_equal_a_hand_calculation(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await HistoryAsync(crm);
        var figures = await FiguresAsync(crm);

        Assert.Equal((3L, 100_000m + 50_000m + 30_000m), (figures.Won.Count, figures.Won.Amount));
        Assert.Equal(4, figures.Lost.Count);
        Assert.Equal(2, figures.Open.Count);
        Assert.Equal(0.428571m, figures.WinRate); // 3 of 7
        Assert.Equal(26.33m, figures.CycleDays); // (9 + 20 + 50) / 3
        Assert.Equal(180_000m, figures.WonAmount);
    }

    [Theory, OnEveryDatabase]
    public async Task Loss_reasons_are_ranked_with_count_amount_and_share(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await HistoryAsync(crm);
        var figures = await FiguresAsync(crm);
        var reasons = figures.LossReasons;

        Assert.Equal([("price", "价格", 2L, 90_000m, 0.5m), ("budget", "预算", 1L, 70_000m, 0.25m)], reasons.Select(r => (r.Value, r.Label, r.Count, r.Amount, r.Share)));
        Assert.Equal("status eq 'lost' and loss_reason eq 'price'", reasons[0].Filter);
        Assert.Equal((1L, "status eq 'lost' and loss_reason eq null"), (figures.Unexplained.Count, figures.Unexplained.Filter));
    }

    [Theory, OnEveryDatabase]
    public async Task Weeks_tell_what_began_and_ended_and_how_the_rate_moved(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await HistoryAsync(crm);
        var weeks = (await FiguresAsync(crm)).Weekly.ToDictionary(w => w.Monday);

        var second = weeks[new DateOnly(2026, 1, 12)];
        var fourth = weeks[new DateOnly(2026, 1, 26)];
        Assert.Equal((1L, 1L, 0.5m), (second.Won, second.Lost, second.Conversion));
        Assert.Equal((1L, 0L, 1m, 0.5m), (fourth.Won, fourth.Lost, fourth.Conversion, fourth.Delta));
        Assert.Equal(3, weeks[new DateOnly(2026, 1, 5)].Entered);
    }

    [Theory, OnEveryDatabase]
    public async Task Owners_and_regions_have_their_own_rates_and_a_period_counts_only_its_closes(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (ana, ben) = await HistoryAsync(crm);
        var all = await FiguresAsync(crm);
        Assert.Equal([("ana", 2L, 1L), ("ben", 1L, 3L)], all.ByOwner.Select(s => (s.Label!, s.Won!.Value, s.Lost!.Value)));
        Assert.Equal(["华东", "华南"], all.ByRegion.Select(s => s.Label!));

        var january = await FiguresAsync(crm, new SalesPeriod(new(2026, 1, 1), new(2026, 1, 31)));
        Assert.Equal((2L, 1L, 2L), (january.Won.Count, january.Lost.Count, january.Open.Count));
        Assert.Equal("status eq 'won' and close_date ge 2026-01-01 and close_date le 2026-01-31", january.Won.Filter);

        var bens = await FiguresAsync(crm, new SalesPeriod(Owner: ben.UserId));
        Assert.Equal((1L, 3L, 1L), (bens.Won.Count, bens.Lost.Count, bens.Open.Count));
    }

    [Theory, OnEveryDatabase]
    public async Task A_rep_sees_the_figures_of_their_own_deals_only(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (ana, _) = await HistoryAsync(crm);

        var mine = await FiguresAsync(crm, actor: ana);
        Assert.Equal((2L, 1L, 1L), (mine.Won.Count, mine.Lost.Count, mine.Open.Count));
        Assert.Equal("ana", Assert.Single(mine.ByOwner).Label);
    }

    [Theory, OnEveryDatabase]
    public async Task Stage_conversion_and_dwell_come_from_the_stage_history(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" });
        var deals = new List<Guid>();
        for (var i = 0; i < 4; i++)
            deals.Add(await crm.App.CreateAsync("opportunity", new { name = $"商机 {i}", account, amount = 10_000m }));

        // Two days in 线索, then three of four go on; one of these is lost after four more days in 初访, the second goes on after six, the third stays.
        var (visit, proposal) = (await crm.StageAsync("visit"), await crm.StageAsync("proposal"));
        crm.App.Clock.Advance(TimeSpan.FromDays(2));
        foreach (var deal in deals[..3])
            await crm.DoAsync("opportunity", deal, "move_stage", new { stage = visit });
        crm.App.Clock.Advance(TimeSpan.FromDays(4));
        await crm.DoAsync("opportunity", deals[0], "lose", new { loss_reason = "price" });
        await crm.App.CreateAsync("activity", new { type = "call", subject = "沟通", opportunity = deals[1] });
        crm.App.Clock.Advance(TimeSpan.FromDays(2));
        await crm.DoAsync("opportunity", deals[1], "move_stage", new { stage = proposal });

        var stages = (await FiguresAsync(crm)).Stages.ToDictionary(s => s.Name);
        Assert.Equal((0.75m, 2m), (stages["线索"].Conversion, stages["线索"].DwellDays));
        Assert.Equal((0.3333m, 5m), (stages["初访"].Conversion, stages["初访"].DwellDays));
        Assert.Equal((null, null), (stages["方案"].Conversion, stages["方案"].DwellDays));
        Assert.Equal((1L, 10_000m, 2_000m), (stages["初访"].Count, stages["初访"].Amount, stages["初访"].Weighted));
        Assert.Equal((1L, 4_000m), (stages["方案"].Count, stages["方案"].Weighted));
        Assert.Null(stages["合同"].Conversion);
    }

    [Theory, OnEveryDatabase]
    public async Task Deals_in_several_currencies_are_weighted_in_the_companys(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await crm.App.CreateAsync("currency_rate", new { currency = "USD", rate = 7m, date = new DateOnly(2026, 1, 1) });
        var stage = await crm.StageAsync("visit");
        await crm.App.CreateAsync("opportunity", new { name = "本币", stage, amount = 1_000m, probability = 50m });
        await crm.App.CreateAsync("opportunity", new { name = "美元", stage, amount = 1_000m, amount_currency = "USD", probability = 50m });
        var visit = (await FiguresAsync(crm)).Stages.Single(s => s.Name == "初访");
        Assert.Equal((2L, 8_000m, 4_000m), (visit.Count, visit.Amount, visit.Weighted));
    }

    [Theory, OnEveryDatabase]
    public async Task Dwell_is_told_by_its_middle_and_its_long_end_on_the_calendar_and_on_working_days(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var deals = await CohortsAsync(crm);

        // 初访 was left after 1, 2, 3, 4 and 12 days by deals that came on Wednesday 18 March at 10:00, and after 1 by one a week later: ranks 3 and 6 of 6.
        var visit = (await FiguresAsync(crm)).Stages.Single(s => s.Name == "初访");
        Assert.Equal(new Spread(2m, 12m), visit.Dwell);

        // Sunday the 22nd is worked, the 21st, 28th and 29th are free: 1, 1, 2, to Saturday 10:00 2.58, to Sunday 10:00 3, and 12 days less 3 are 9.
        Assert.Equal(new Spread(2m, 9m), visit.WorkDwell);
        var stays = (await crm.WhereAsync("stage_log", "stage", visit.Id)).Select(s => (long?)s["work_seconds"] / 3600).OfType<long>().Order();
        Assert.Equal([24L, 24L, 48L, 62L, 72L, 216L], stays);
        Assert.Equal(6, deals.Count);
    }

    [Theory, OnEveryDatabase]
    public async Task Weekly_cohorts_tell_who_came_into_a_stage_went_on_and_how_that_moved(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await CohortsAsync(crm);
        var stage = await crm.StageAsync("visit");
        var cohorts = (await FiguresAsync(crm)).Cohorts.Where(c => c.Stage == stage).ToArray();

        // Six came in the week of 16 March, five of them left it, four towards the sale; two came a week later, of whom one went on after a day.
        Assert.Equal([(new DateOnly(2026, 3, 23), 2L, 1L, 0.5m), (new DateOnly(2026, 3, 16), 6L, 4L, 0.6667m)], cohorts.Select(c => (c.Monday, c.Entered, c.WentOn, c.Conversion)));
        Assert.Equal([-0.1667m, null], cohorts.Select(c => c.Delta));
        Assert.Equal([new Spread(1m, 1m), new Spread(3m, 12m)], cohorts.Select(c => c.Dwell));
        Assert.Equal($"stage eq {stage} and entered_at ge 2026-03-15T16:00:00Z and entered_at lt 2026-03-22T16:00:00Z", cohorts[1].Filter);
    }

    /// <summary>Six deals that enter 初访 on Wednesday and leave after 1, 2, 3, 4 and 12 days (the fourth lost), the sixth stays; two more a week later.</summary>
    private static async Task<IReadOnlyList<Guid>> CohortsAsync(CrmWorkspace crm)
    {
        await crm.App.CreateAsync("holiday", new { date = new DateOnly(2026, 3, 22), kind = "workday", name = "调休" });
        var account = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" });
        var (visit, proposal) = (await crm.StageAsync("visit"), await crm.StageAsync("proposal"));
        var first = new List<Guid>();
        for (var i = 0; i < 6; i++)
            first.Add(await EnterAsync($"商机 {i}"));

        for (var i = 0; i < 4; i++)
        {
            crm.App.Clock.Advance(TimeSpan.FromDays(1));
            if (i == 3)
                await crm.DoAsync("opportunity", first[i], "lose", new { loss_reason = "price" });
            else
                await crm.DoAsync("opportunity", first[i], "move_stage", new { stage = proposal });
        }

        crm.App.Clock.Advance(TimeSpan.FromDays(3));
        var second = await EnterAsync("商机 6");
        await EnterAsync("商机 7");
        crm.App.Clock.Advance(TimeSpan.FromDays(1));
        await crm.DoAsync("opportunity", second, "move_stage", new { stage = proposal });
        crm.App.Clock.Advance(TimeSpan.FromDays(4));
        await crm.DoAsync("opportunity", first[4], "move_stage", new { stage = proposal });
        return first;

        async Task<Guid> EnterAsync(string name)
        {
            var deal = await crm.App.CreateAsync("opportunity", new { name, account, amount = 10_000m, stage = visit });
            await crm.App.CreateAsync("activity", new { type = "call", subject = "沟通", opportunity = deal });
            return deal;
        }
    }

    /// <summary>Nine deals of two reps: three won, four lost (one without a reason, as imported history is), two open.</summary>
    private static async Task<(Actor Ana, Actor Ben)> HistoryAsync(CrmWorkspace crm)
    {
        var east = await crm.App.CreateAsync("department", new { name = "华东销售部", region = "华东" });
        var south = await crm.App.CreateAsync("department", new { name = "华南销售部", region = "华南" });
        var (ana, ben) = (await crm.PersonAsync("ana", "sales_rep", east), await crm.PersonAsync("ben", "sales_rep", south));
        var (won, lost) = (await crm.StageAsync("won"), await crm.StageAsync("lost"));
        (Actor Owner, Guid Stage, decimal Amount, DateOnly Engaged, DateOnly Closed, string? Reason)[] closed =
        [
            (ana, won, 100_000, new(2026, 1, 5), new(2026, 1, 14), null),
            (ana, won, 50_000, new(2026, 1, 7), new(2026, 1, 27), null),
            (ben, won, 30_000, new(2026, 1, 12), new(2026, 3, 3), null),
            (ana, lost, 60_000, new(2026, 1, 5), new(2026, 1, 16), "price"),
            (ben, lost, 30_000, new(2026, 2, 2), new(2026, 2, 20), "price"),
            (ben, lost, 70_000, new(2026, 2, 2), new(2026, 3, 2), "budget"),
            (ben, lost, 10_000, new(2026, 2, 3), new(2026, 3, 4), null),
        ];
        foreach (var (owner, stage, amount, engaged, ended, reason) in closed)
            await crm.App.CreateAsync("opportunity", new { name = $"商机 {ended}", stage, amount, engage_date = engaged, close_date = ended, loss_reason = reason }, owner);

        await crm.App.CreateAsync("opportunity", new { name = "在谈一", amount = 20_000m }, ana);
        await crm.App.CreateAsync("opportunity", new { name = "在谈二", amount = 40_000m }, ben);
        return (ana, ben);
    }

    private static async Task<SalesFigures> FiguresAsync(CrmWorkspace crm, SalesPeriod? period = null, Actor? actor = null)
    {
        var (figures, refusal) = await ReadSalesFigures.RunAsync(crm.App.Workspace.Open(actor ?? crm.App.System), period ?? new SalesPeriod(), default);
        Assert.Null(refusal);
        return figures!;
    }
}
