using Tongke.Crm.Forecast;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Demo;

/// <summary>
/// What the sample company's people, teams and the company itself are to sell: each month of the year behind, and of the quarter to come. Each person's
/// follows what they sell, so that most quarters end near their target, and the present one is on its way there.
/// </summary>
internal sealed class DemoTargets
{
    private const int MonthsBack = 12;
    private const int MonthsAhead = 3;
    private const int MonthsOfQuarter = 3;
    private const decimal LeastOfQuarter = 300_000;
    private const decimal Step = 10_000;

    private readonly DemoCompany demo;
    private readonly DemoChance chance = new(71);
    private readonly ILookup<Guid?, ForecastPosition> landing;
    private readonly Dictionary<(Guid Rep, DateOnly Quarter), decimal> quarters = [];

    private DemoTargets(DemoCompany demo, ILookup<Guid?, ForecastPosition> landing) => (this.demo, this.landing) = (demo, landing);

    /// <summary>Makes them, of the deals that are committed.</summary>
    public static async ValueTask MakeAsync(DemoCompany demo, CancellationToken ct)
    {
        var stages = await demo.Session.LoadAllAsync<Stage>(ct);
        var positions = (await demo.Session.LoadWhereAsync<Opportunity>(Constant.True, ct: ct)).Select(d => ForecastPosition.OfStored(d, stages));
        var targets = new DemoTargets(demo, positions.Where(p => p.Close is not null && p.Category is ForecastMove.ToCategoryValue.Closed or ForecastMove.ToCategoryValue.Commit).ToLookup(p => p.Owner));
        for (var back = MonthsBack; back >= -MonthsAhead; back--)
            targets.MakeMonth(MonthOf(demo.Today).AddMonths(-back));

        await demo.BreatheAsync(ct);
    }

    private void MakeMonth(DateOnly month)
    {
        var company = 0m;
        foreach (var (team, reps) in demo.People.Reps.Index())
        {
            var sum = 0m;
            foreach (var rep in reps)
            {
                var amount = OfMonth(rep, month);
                Make(SalesTarget.LevelValue.Person, month, amount, owner: rep);
                sum += amount;
            }

            Make(SalesTarget.LevelValue.Department, month, sum, owner: demo.People.HeadOf(team), department: demo.People.DepartmentOf(team));
            company += sum;
        }

        Make(SalesTarget.LevelValue.Company, month, company);
    }

    /// <summary>A month's part of the quarter: half of it is spread evenly, half goes where the deals are.</summary>
    private decimal OfMonth(Guid rep, DateOnly month)
    {
        var quarter = QuarterOf(month);
        if (!quarters.TryGetValue((rep, quarter), out var target))
            quarters[(rep, quarter)] = target = OfQuarter(rep, quarter);

        var whole = Sum(rep, quarter, quarter.AddMonths(MonthsOfQuarter));
        var share = whole > 0 ? ((Sum(rep, month, month.AddMonths(1)) / whole) + (1m / MonthsOfQuarter)) / 2 : 1m / MonthsOfQuarter;
        return Math.Round(target * share / Step) * Step;
    }

    /// <summary>Of a quarter that is over about what was closed; of the present one more than that, and about what is promised; of the next what they sell in a usual one.</summary>
    private decimal OfQuarter(Guid rep, DateOnly quarter)
    {
        var end = quarter.AddMonths(MonthsOfQuarter);
        var (closed, landed) = (Sum(rep, quarter, end, isClosed: true), Sum(rep, quarter, end));
        var year = Sum(rep, MonthOf(demo.Today).AddMonths(-MonthsBack), MonthOf(demo.Today), isClosed: true);
        var aim = end <= demo.Today ? closed / Between(75, 110)
            : quarter <= demo.Today ? Math.Max(closed / Between(70, 90), landed / Between(85, 110))
            : Math.Max(landed, year * MonthsOfQuarter / MonthsBack) * Between(90, 110);
        return Math.Max(aim, LeastOfQuarter);
    }

    private decimal Between(int low, int high) => chance.Between(low, high) / 100m;

    private decimal Sum(Guid rep, DateOnly from, DateOnly before, bool isClosed = false) =>
        landing[rep].Where(p => p.Close >= from && p.Close < before && (!isClosed || p.Category == ForecastMove.ToCategoryValue.Closed)).Sum(p => p.Amount);

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly QuarterOf(DateOnly month) => new(month.Year, ((month.Month - 1) / MonthsOfQuarter * MonthsOfQuarter) + 1, 1);

    private void Make(string level, DateOnly month, decimal amount, Guid? owner = null, Guid? department = null)
    {
        var target = demo.Make<SalesTarget>();
        target.Level = level;
        target.Month = month;
        target.Measure = SalesTarget.MeasureValue.Won;
        target.Amount = amount;
        target.Record[SystemFields.Owner] = owner;
        if (department is not null)
            target.Record[SystemFields.Department] = department;
    }
}
