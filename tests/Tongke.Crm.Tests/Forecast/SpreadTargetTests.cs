using CsCheck;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Forecast;

public sealed class SpreadTargetTests
{
    [Fact]
    public void What_is_spread_adds_up_to_the_last_cent_and_nobody_gets_less_than_nothing() =>
        Gen.Select(Gen.Long[0, 99_999_999_99], Gen.Int[0, 1_000].Select(w => (decimal)w).Array[1, 60]).Sample((cents, weights) =>
        {
            var parts = SpreadTarget.Spread(cents / 100m, weights);
            return parts.Sum() == cents / 100m && parts.Length == weights.Length && Array.TrueForAll(parts, p => p >= 0);
        });

    [Theory, OnEveryDatabase]
    public async Task A_year_is_spread_like_the_last_one_and_kept_for_people_department_and_company(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var app = company.Crm.App;
        foreach (var (who, month, amount) in new[] { (company.Ana, 1, 3000m), (company.Ana, 2, 1000m), (company.Ben, 2, 4000m) })
            await company.Crm.DoAsync("opportunity", await company.DealAsync(who, amount, new(2025, month, 1), "payment"), "win", new { close_date = new DateOnly(2025, month, 2), amount });

        var session = app.Workspace.Open(company.EastManager);
        var (plan, _) = await SpreadTarget.RunAsync(session, "won", 2026, 800_000, [company.Ana.UserId!.Value, company.Ben.UserId!.Value], likeLastYear: true, default);
        Assert.True(plan!.LikeLastYear);
        Assert.Equal([(300_000m, 100_000m), (0m, 400_000m)], plan.Rows.Select(r => (r.Months[0], r.Months[1])));
        Assert.Equal(3000, plan.Rows[0].LastYear[0]);

        TargetRow[] rows = [.. plan.Rows.Select(r => new TargetRow(r.Person, r.Months))];
        Assert.Equal((5, 0), await KeepAsync(company.EastManager, rows));
        Assert.Equal((0, 0), await KeepAsync(company.EastManager, rows));
        rows[1] = rows[1] with { Months = [.. rows[1].Months.Select((m, i) => i == 1 ? 500_000m : m)] };
        Assert.Equal((0, 2), await KeepAsync(company.EastManager, rows));
        var targets = (await app.Workspace.Open(app.System).LoadWhereAsync<SalesTarget>(Kernel.Expressions.Constant.True)).Select(t => (t.Level!, t.Month!.Value.Month, t.Amount!.Value)).Order();
        Assert.Equal([("department", 1, 300_000m), ("department", 2, 600_000m), ("person", 1, 300_000m), ("person", 2, 100_000m), ("person", 2, 500_000m)], targets);

        // Nobody's but those of one's own, and nothing of it when one may not.
        var (_, _, refusal) = await TryAsync(company.EastManager, [.. rows, new TargetRow(company.Cai.UserId!.Value, [.. Enumerable.Repeat(1m, 12)])], null);
        Assert.IsType<Forbidden>(refusal);
        Assert.IsType<Forbidden>((await TryAsync(company.Ana, rows, null)).Refusal);
        Assert.Equal(5, (await app.Workspace.Open(app.System).LoadWhereAsync<SalesTarget>(Kernel.Expressions.Constant.True)).Count);

        async Task<(int, int)> KeepAsync(Kernel.Access.Actor actor, TargetRow[] kept)
        {
            var (made, changed, refused) = await TryAsync(actor, kept, company.East);
            Assert.Null(refused);
            return (made, changed);
        }

        async Task<(int Made, int Changed, Refusal? Refusal)> TryAsync(Kernel.Access.Actor actor, TargetRow[] kept, Guid? department)
        {
            var writing = app.Workspace.Open(actor);
            var (made, changed, refused) = await KeepTargets.RunAsync(writing, "won", 2026, kept, department, isCompany: false, default);
            return (made, changed, refused ?? await writing.CommitAsync());
        }
    }
}
