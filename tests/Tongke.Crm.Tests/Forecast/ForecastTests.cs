using Tongke.Crm.Forecast;
using Tongke.Crm.Sales;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Forecast;

public sealed class ForecastTests
{
    [Theory, OnEveryDatabase]
    public async Task Company_departments_and_people_add_up_as_far_as_one_sees(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        await company.DealAsync(company.Ana, 1000, new(2026, 3, 20), "contract");
        await company.DealAsync(company.Ana, 500, new(2026, 4, 2), "contract");
        await company.DealAsync(company.Ben, 300, new(2026, 3, 10), "quote");
        await company.DealAsync(company.Cai, 200, new(2026, 3, 31));
        var won = await company.DealAsync(company.Cai, 100, new(2026, 3, 5), "payment");
        await company.Crm.DoAsync("opportunity", won, "win", new { close_date = new DateOnly(2026, 3, 6), amount = 150m });
        await company.Crm.App.CreateAsync("sales_target", new { level = "company", month = new DateOnly(2026, 3, 1), amount = 5000m });
        await company.Crm.App.CreateAsync("sales_target", new { level = "person", owner = company.Ana.UserId, month = new DateOnly(2026, 3, 1), amount = 2000m });

        var all = await company.PageAsync(company.Boss, PeriodUnit.Month);
        Assert.Equal(["company 0", "department 1", "department 2", "person 3", "person 3", "department 2", "person 3"], all.Rows.Select(r => $"{r.Kind} {r.Depth}"));
        Assert.Equal((150m, 1000m, 300m, 200m), (all.Rows[0].Computed.Closed, all.Rows[0].Computed.Commit, all.Rows[0].Computed.BestCase, all.Rows[0].Computed.Pipeline));
        Assert.Equal((1000 * 0.8m) + (300 * 0.6m) + (200 * 0.1m), all.Rows[0].Computed.Weighted);
        Assert.Equal((5000m, false), (all.Rows[0].Target, all.Rows[0].TargetIsSum));
        Assert.Equal((2000m, true), (all.Rows.Single(r => r.Id == company.East).Target, all.Rows.Single(r => r.Id == company.East).TargetIsSum));

        var east = await company.PageAsync(company.EastManager, PeriodUnit.Month);
        Assert.Equal([company.East, company.Ana.UserId, company.Ben.UserId], east.Rows.Select(r => r.Id));
        Assert.Equal((1000m, true), (east.Rows[0].Computed.Landing, east.Rows[0].MayAdjust));
        var mine = Assert.Single((await company.PageAsync(company.Ben, PeriodUnit.Month)).Rows);
        Assert.Equal((company.Ben.UserId, 300m, true), (mine.Id, mine.Computed.BestCase, mine.MayAdjust));

        Assert.Equal(1500, (await company.PageAsync(company.Boss, PeriodUnit.Year)).Rows[0].Computed.Commit);
        Assert.Equal(500, (await company.PageAsync(company.Boss, PeriodUnit.Quarter, new(2026, 5, 1))).Rows[0].Computed.Commit);
    }

    [Theory, OnEveryDatabase]
    public async Task A_waterfall_tells_what_became_of_the_open_deals(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var app = company.Crm.App;
        var (stays, slips, wins, loses) = (await company.DealAsync(company.Ana, 1000, new(2026, 3, 20)), await company.DealAsync(company.Ana, 400, new(2026, 3, 21)), await company.DealAsync(company.Ana, 300, new(2026, 3, 22), "payment"), await company.DealAsync(company.Ben, 200, new(2026, 3, 23)));
        var comes = await company.DealAsync(company.Ben, 50, new(2026, 5, 1));
        var start = company.Today;
        app.Clock.Advance(TimeSpan.FromDays(3));
        await app.UpdateAsync("opportunity", stays, new { amount = 1100m });
        await app.UpdateAsync("opportunity", slips, new { close_date = new DateOnly(2026, 4, 30) });
        await app.UpdateAsync("opportunity", slips, new { close_date = new DateOnly(2026, 5, 30) });
        await company.Crm.DoAsync("opportunity", wins, "win", new { amount = 280m });
        await company.Crm.DoAsync("opportunity", loses, "lose", new { loss_reason = "price" });
        await app.UpdateAsync("opportunity", comes, new { close_date = new DateOnly(2026, 3, 30) });
        await company.DealAsync(company.Ben, 70, new(2026, 3, 30));

        var waterfall = await company.WaterfallAsync(start, company.Today, unit: PeriodUnit.Month);
        Assert.Equal(1900, waterfall.Start);
        Assert.Equal([("added", 70m), ("pulled_in", 50m), ("increased", 100m), ("decreased", -20m), ("pushed_out", -400m), ("lost", -200m), ("won", -280m)], waterfall.Steps.Select(s => (s.Kind, s.Amount)));
        Assert.Equal(1220, waterfall.End);
        var push = Assert.Single(waterfall.Pushes);
        Assert.Equal((company.Ana.UserId, 1L, 1L, 400m), ((Guid?)push.Person, push.Count, push.Slipped, push.Amount));

        var (deals, _) = await ReadWaterfall.DealsAsync(app.Workspace.Open(company.Ana), ForecastPeriod.Containing(PeriodUnit.Month, start), start, company.Today, new(), "pushed_out", default);
        Assert.Equal((slips, -400m, new DateOnly(2026, 3, 21), new DateOnly(2026, 4, 30)), (deals!.Single().Deal, deals!.Single().Amount, deals!.Single().FromClose, deals!.Single().ToClose));
        Assert.Equal(1700, (await company.WaterfallAsync(start, company.Today, actor: company.Ana, unit: PeriodUnit.Month)).Start);
    }

    [Theory, OnEveryDatabase]
    public async Task Accuracy_compares_what_was_expected_with_what_was_won(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var app = company.Crm.App;
        var (first, second) = (await company.DealAsync(company.Ana, 1000, new(2026, 4, 20), "payment"), await company.DealAsync(company.Ben, 500, new(2026, 4, 21), "contract"));
        app.Clock.SetUtcNow(new(2026, 4, 10, 2, 0, 0, TimeSpan.Zero));
        await app.UpdateAsync("opportunity", second, new { close_date = new DateOnly(2026, 5, 21) });
        app.Clock.SetUtcNow(new(2026, 4, 20, 2, 0, 0, TimeSpan.Zero));
        Assert.Null(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month = new DateOnly(2026, 4, 1), category = "commit", amount = 900m }));
        app.Clock.SetUtcNow(new(2026, 4, 28, 2, 0, 0, TimeSpan.Zero));
        await company.Crm.DoAsync("opportunity", first, "win", new { amount = 800m });
        app.Clock.SetUtcNow(new(2026, 6, 2, 2, 0, 0, TimeSpan.Zero));

        var (accuracy, refusal) = await ReadAccuracy.RunAsync(app.Workspace.Open(company.Boss), PeriodUnit.Month, 6, new(), default);
        Assert.Null(refusal);
        var april = accuracy!.Periods.Single(p => p.From == new DateOnly(2026, 4, 1));
        Assert.Equal((1500m, 1000m, 900m, 800m), (april.AtStart, april.InMiddle, april.BeforeEnd, april.Won));
        Assert.Null(accuracy.Periods.Single(p => p.From == new DateOnly(2026, 2, 1)).AtStart);
        Assert.Equal(((1500m - 800) / 800, 0.25m, 0.125m), (accuracy.StartError, accuracy.MiddleError, accuracy.EndError));

        var (bens, _) = await ReadAccuracy.RunAsync(app.Workspace.Open(company.Boss), PeriodUnit.Month, 6, new(Person: company.Ben.UserId), default);
        Assert.Equal((500m, 0m), (bens!.Periods.Single(p => p.From == new DateOnly(2026, 4, 1)).AtStart, bens.Periods.Single(p => p.From == new DateOnly(2026, 4, 1)).Won));
    }

    [Theory, OnEveryDatabase]
    public async Task The_leaderboard_has_people_and_departments_and_says_which_measures_have_data(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        foreach (var (who, amount) in new[] { (company.Ana, 300m), (company.Cai, 900m), (company.Ana, 200m) })
            await company.Crm.DoAsync("opportunity", await company.DealAsync(who, amount, new(2026, 3, 1), "payment"), "win", new { close_date = new DateOnly(2026, 3, 2), amount });

        await company.Crm.App.CreateAsync("sales_target", new { level = "person", owner = company.Ana.UserId, month = new DateOnly(2026, 3, 1), amount = 1000m });
        var (board, _) = await ReadLeaderboard.RunAsync(company.Crm.App.Workspace.Open(company.Boss), "won", new(2026, 3, 1), new(2026, 3, 31), default);
        Assert.Equal([("cai", 900m, 1L, null), ("ana", 500m, 2L, (decimal?)1000m)], board!.People.Select(p => (p.Name!, p.Amount, p.Count, p.Target)));
        Assert.Equal([("华西", 900m), ("华东", 500m)], board.Departments.Select(d => (d.Name!, d.Amount)));
        Assert.Equal(1400, board.Amount);
        Assert.Equal(TargetSource.All.Where(s => TargetSource.Find(s.Measure, company.Crm.App.Schema) is not null).Select(s => s.Measure), board.Measures);

        var (anas, _) = await ReadLeaderboard.RunAsync(company.Crm.App.Workspace.Open(company.Ana), "won", new(2026, 3, 1), new(2026, 3, 31), default);
        Assert.Equal("ana", Assert.Single(anas!.People).Name);
        Assert.Empty(anas.Departments);
    }

    [Theory, OnEveryDatabase]
    public async Task The_workload_is_measured_against_what_somebody_can_do(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var app = company.Crm.App;
        for (var i = 0; i < 3; i++)
        {
            await company.DealAsync(company.Ana, 10, new(2026, 3, 20));
            await app.CreateAsync("task", new { subject = "回访", owner = company.Ben.UserId, due_at = app.Clock.GetUtcNow().AddDays(i - 1) });
        }

        await app.CreateAsync("activity", new { type = "visit", subject = "拜访", owner = company.Ana.UserId, occurred_at = app.Clock.GetUtcNow().AddDays(1), account = company.Account });
        await app.CreateAsync("activity", new { type = "visit", subject = "拜访", owner = company.Ana.UserId, occurred_at = app.Clock.GetUtcNow().AddDays(9), account = company.Account });
        await app.CreateAsync("work_capacity", new { level = "everybody", tasks = 10, meetings = 4, deals = 5 });
        await app.CreateAsync("work_capacity", new { level = "person", owner = company.Ben.UserId, tasks = 2, meetings = 4, deals = 5 });

        var (load, _) = await ReadWorkload.RunAsync(app.Workspace.Open(company.EastManager), default);
        Assert.Equal([("ben", 3L, 1L, 0L, 0L, 1.5m), ("ana", 0L, 0L, 1L, 3L, 0.6m)], load!.People.Select(p => (p.Name!, p.Tasks, p.Late, p.Meetings, p.Deals, p.Saturation)));
        var (own, _) = await ReadWorkload.RunAsync(app.Workspace.Open(company.Ana), default);
        Assert.Equal("ana", Assert.Single(own!.People).Name);
    }
}
