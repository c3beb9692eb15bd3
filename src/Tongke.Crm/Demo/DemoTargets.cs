using Tongke.Crm.Sales;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Demo;

/// <summary>What the sample company's people, teams and the company itself are to sell: each month of the year behind, and of the quarter to come.</summary>
internal sealed class DemoTargets(DemoCompany demo)
{
    private const int MonthsBack = 12;
    private const int MonthsAhead = 3;
    private const decimal OfRep = 150_000;
    private const decimal Stretch = 0.9m;

    /// <summary>Makes them.</summary>
    public static async ValueTask MakeAsync(DemoCompany demo, CancellationToken ct)
    {
        var targets = new DemoTargets(demo);
        var today = DateOnly.FromDateTime(demo.Now.UtcDateTime);
        for (var back = -MonthsAhead; back <= MonthsBack; back++)
        {
            var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-back);
            foreach (var (team, reps) in demo.People.Reps.Index())
            {
                foreach (var (index, rep) in reps.Index())
                    targets.Make(SalesTarget.LevelValue.Person, month, OfRep + (25_000 * index), owner: rep);

                targets.Make(SalesTarget.LevelValue.Department, month, Sum(reps.Count), owner: demo.People.HeadOf(team), department: demo.People.DepartmentOf(team));
            }

            targets.Make(SalesTarget.LevelValue.Company, month, demo.People.Reps.Sum(reps => Sum(reps.Count)));
        }

        await demo.BreatheAsync(ct);
    }

    /// <summary>A team's target is what its people's add up to, less what one does not count on.</summary>
    private static decimal Sum(int reps) => Math.Round(Stretch * Enumerable.Range(0, reps).Sum(i => OfRep + (25_000 * i)) / 50_000) * 50_000;

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
