using Tongke.Crm.Forecast;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Forecast;

public sealed class AdjustmentTests
{
    private static readonly DateOnly March = new(2026, 3, 1);

    [Theory, OnEveryDatabase]
    public async Task Months_that_are_over_or_years_away_are_not_adjusted(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        foreach (var month in new[] { March.AddMonths(-1), March.AddMonths(60), new(1, 1, 1), new(9999, 12, 1) })
            Assert.Equal("adjustment_month", Assert.IsType<RuleRefused>(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month, category = "commit", amount = 900m })).Why.Code);

        foreach (var month in new[] { March, March.AddMonths(59) })
            Assert.Null(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month, category = "commit", amount = 900m }));
    }

    [Theory, OnEveryDatabase]
    public async Task An_adjustment_knows_what_the_deals_added_up_to_when_it_was_made(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var deal = await company.DealAsync(company.Ana, 1000, new(2026, 3, 20), "contract");
        await company.DealAsync(company.Ana, 400, new(2026, 3, 25), "quote");
        await company.DealAsync(company.Ben, 50, new(2026, 3, 25), "contract");
        Assert.Null(await company.AdjustAsync(company.EastManager, new { owner = company.Ana.UserId, month = March, category = "best_case", amount = 900m }));
        Assert.Null(await company.AdjustAsync(company.EastManager, new { owner = company.Ana.UserId, month = March, category = "best_case", counting = "single", amount = 100m }));
        Assert.Null(await company.AdjustAsync(company.EastManager, new { level = "department", department = company.East, month = March, category = "commit", amount = 500m }));
        Assert.Null(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month = March.AddMonths(1), category = "commit", amount = 7m }));
        Assert.Equal(
            [(7m, 0m), (100m, 400m), (500m, 1050m), (900m, 1400m)],
            (await company.Crm.App.Workspace.Open(company.Crm.App.System).LoadWhereAsync(company.Crm.App.Schema["forecast_adjustment"], Kernel.Expressions.Constant.True))
                .Select(a => ((decimal)a["amount"]!, (decimal)a["deals_amount"]!)).Order());

        // It stays as it was said, whatever happens to the deals.
        await company.Crm.App.UpdateAsync("opportunity", deal, new { amount = 3000m });
        var row = (await company.PageAsync(company.EastManager, PeriodUnit.Month)).Rows.Single(r => r.Id == company.Ana.UserId);
        Assert.Equal((100m, 400m), (row.Adjustments.Single(a => a.Counts).Said.Amount, row.Adjustments.Single(a => a.Counts).Said.Deals));
        Assert.Equal(3000m, row.Computed.Commit);
    }

    [Theory, OnEveryDatabase]
    public async Task The_nearest_managers_word_counts_else_the_owners_else_what_the_deals_add_up_to(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        await company.DealAsync(company.Ana, 1000, new(2026, 3, 20), "contract");
        await company.DealAsync(company.Ben, 300, new(2026, 3, 20), "contract");
        Assert.Equal(1000, await CommitOfAnaAsync());

        Assert.Null(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month = March, category = "commit", amount = 900m, note = "客户压价" }));
        Assert.Equal(900, await CommitOfAnaAsync());
        Assert.Null(await company.AdjustAsync(company.Boss, new { owner = company.Ana.UserId, month = March, category = "commit", amount = 700m }));
        Assert.Equal(700, await CommitOfAnaAsync());
        Assert.Null(await company.AdjustAsync(company.EastManager, new { owner = company.Ana.UserId, month = March, category = "commit", amount = 800m }));
        Assert.Equal(800, await CommitOfAnaAsync());

        // It rolls up, unless the number above was adjusted itself; and the computed number stays beside it.
        var page = await company.PageAsync(company.Boss, PeriodUnit.Month);
        var (east, ana) = (page.Rows.Single(r => r.Id == company.East), page.Rows.Single(r => r.Id == company.Ana.UserId));
        Assert.Equal((1300m, 1100m), (east.Computed.Commit, east.Effective.Commit));
        Assert.Equal([("east", true), ("boss", false), ("ana", false)], ana.Adjustments.OrderByDescending(a => a.Said.Amount == 800).ThenBy(a => a.Said.Amount).Select(a => (a.AuthorName!, a.Counts)));
        Assert.Equal("客户压价", ana.Adjustments.Single(a => a.AuthorName == "ana").Said.Note);
        Assert.Null(await company.AdjustAsync(company.EastManager, new { level = "department", department = company.East, month = March, category = "commit", amount = 1000m }));
        page = await company.PageAsync(company.Boss, PeriodUnit.Month);
        Assert.Equal((1300m, 1000m, 1000m), (page.Rows[0].Computed.Commit, page.Rows[0].Effective.Commit, page.Rows.Single(r => r.Id == company.East).Effective.Commit));

        // Taken back, the next one counts again.
        Assert.Null(await company.AdjustAsync(company.EastManager, new { owner = company.Ana.UserId, month = March, category = "commit" }));
        Assert.Equal(700, await CommitOfAnaAsync());

        async Task<decimal> CommitOfAnaAsync() => (await company.PageAsync(company.Ana, PeriodUnit.Month)).Rows.Single().Effective.Commit;
    }

    [Theory, OnEveryDatabase]
    public async Task Adjustments_survive_what_happens_to_deals_and_each_keeps_the_way_it_was_meant(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var deal = await company.DealAsync(company.Ana, 1000, new(2026, 3, 20), "payment");
        await company.DealAsync(company.Ana, 400, new(2026, 3, 25), "quote");
        Assert.Null(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month = March, category = "commit", amount = 1200m }));
        Assert.Null(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month = March, category = "best_case", counting = "single", amount = 250m }));
        Assert.Equal((0m, 1200m, 250m), await NumbersAsync());

        // Cumulatively 1200 were meant: what is won of it lowers what is still to come. The single number stays on top.
        await company.Crm.DoAsync("opportunity", deal, "win", new { close_date = new DateOnly(2026, 3, 18), amount = 1000m });
        Assert.Equal((1000m, 200m, 250m), await NumbersAsync());

        // More was won than was ever said: nothing of it is adjusted away.
        await company.Crm.App.UpdateAsync("opportunity", deal, new { amount = 1500m });
        Assert.Equal((1500m, 0m, 250m), await NumbersAsync());

        async Task<(decimal, decimal, decimal)> NumbersAsync()
        {
            var numbers = (await company.PageAsync(company.Ana, PeriodUnit.Month)).Rows.Single().Effective;
            return (numbers.Closed, numbers.Commit, numbers.BestCase);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_past_day_shows_what_was_said_until_then(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        await company.DealAsync(company.Ana, 1000, new(2026, 3, 20), "contract");
        var day = company.Today;
        Assert.Null(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month = March, category = "commit", amount = 900m }));
        company.Crm.App.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Null(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month = March, category = "commit", amount = 500m }));

        Assert.Equal(900, (await company.PageAsync(company.Ana, PeriodUnit.Month, asOf: day)).Rows.Single().Effective.Commit);
        Assert.Equal(1000, (await company.PageAsync(company.Ana, PeriodUnit.Month, asOf: day)).Rows.Single().Computed.Commit);
        Assert.Equal(500, (await company.PageAsync(company.Ana, PeriodUnit.Month)).Rows.Single().Effective.Commit);
        Assert.Equal(0, (await company.PageAsync(company.Ana, PeriodUnit.Month, asOf: day.AddDays(-1))).Rows.Single().Computed.Commit);

        // Once the month is over, what was expected of it counts no more.
        company.Crm.App.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal(1000, (await company.PageAsync(company.Ana, PeriodUnit.Month, March)).Rows.Single().Effective.Commit);
        Assert.Equal(500, (await company.PageAsync(company.Ana, PeriodUnit.Month, March, asOf: new(2026, 3, 31))).Rows.Single().Effective.Commit);
    }

    [Theory, OnEveryDatabase]
    public async Task Only_ones_own_number_and_those_of_people_and_departments_below(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        Assert.IsType<Forbidden>(await company.AdjustAsync(company.Ana, Of(company.Ben.UserId)));
        Assert.IsType<Forbidden>(await company.AdjustAsync(company.Ana, Of(company.EastManager.UserId)));
        Assert.IsType<Forbidden>(await company.AdjustAsync(company.Ana, new { level = "department", department = company.East, month = March, category = "commit", amount = 1m }));
        Assert.IsType<Forbidden>(await company.AdjustAsync(company.EastManager, Of(company.Cai.UserId)));
        Assert.IsType<Forbidden>(await company.AdjustAsync(company.WestManager, new { level = "department", department = company.East, month = March, category = "commit", amount = 1m }));
        Assert.IsType<Forbidden>(await company.AdjustAsync(company.EastManager, new { level = "company", month = March, category = "commit", amount = 1m }));
        Assert.Null(await company.AdjustAsync(company.EastManager, Of(company.Ben.UserId)));
        Assert.Null(await company.AdjustAsync(company.Boss, new { level = "company", month = March, category = "commit", amount = 1m }));
        Assert.Empty(await company.Crm.App.Workspace.Open(company.WestManager).FindWhereAsync(company.Crm.App.Schema["forecast_adjustment"], Kernel.Expressions.Constant.True));

        static object Of(Guid? owner) => new { owner, month = March, category = "commit", amount = 1m };
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_said_stands_and_of_two_at_once_the_second_is_told(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var app = company.Crm.App;
        Assert.Null(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month = March, category = "commit", amount = 1m, replaces = (Guid?)null }));
        var first = (await company.Crm.WhereAsync("forecast_adjustment", "amount", 1m)).Single();
        Assert.IsType<RuleRefused>(await app.UpdateAsync("forecast_adjustment", first.Id, new { amount = 5m }, company.Boss));

        Assert.Null(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month = March, category = "commit", amount = 2m, replaces = (Guid?)first.Id }));
        Assert.IsType<Conflict>(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month = March, category = "commit", amount = 3m, replaces = (Guid?)first.Id }));
        Assert.IsType<Conflict>(await company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month = March, category = "commit", amount = 3m, replaces = (Guid?)null }));

        // At the very same moment: one of them.
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => company.AdjustAsync(company.Ana, new { owner = company.Ana.UserId, month = March, category = "best_case", amount = 10m + i, replaces = (Guid?)null }))));
        Assert.Single(answers, a => a is null);
        Assert.All(answers.OfType<Refusal>(), refusal => Assert.IsType<Conflict>(refusal));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_sees_as_somebody_sees_their_forecast_and_says_nothing_in_their_name(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        await company.DealAsync(company.Ana, 1000, new(2026, 3, 20), "contract");
        await company.DealAsync(company.Ben, 300, new(2026, 3, 20), "contract");
        var seen = Kernel.Access.Actor.Seen(company.Ana.UserId!.Value, "ana", company.Ana.Roles, company.Boss.UserId!.Value);
        Assert.Equal(1000, (await company.PageAsync(seen, PeriodUnit.Month)).Rows.Single().Computed.Commit);
        Assert.IsType<Forbidden>(await company.AdjustAsync(seen, new { owner = company.Ana.UserId, month = March, category = "commit", amount = 1m }));
    }
}
