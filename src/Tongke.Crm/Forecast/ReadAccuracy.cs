using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Forecast;

/// <summary>How good forecasts were: for periods that are over, what was expected when they began, in their middle and a week before their end, against what was won.</summary>
public static class ReadAccuracy
{
    /// <summary>Days before the end at which the last look is taken.</summary>
    private const int LastDays = 7;

    private const int Points = 4;

    /// <summary>The last closed periods, the latest first; or why the actor does not get them.</summary>
    public static async ValueTask<(Accuracy? Accuracy, Refusal? Refusal)> RunAsync(Session session, PeriodUnit unit, int count, ForecastScope scope, CancellationToken ct)
    {
        var periods = new List<ForecastPeriod>();
        for (var period = ForecastPeriod.Containing(unit, session.Context.Today).Before; periods.Count < count; period = period.Before)
            periods.Add(period);

        var (from, to) = (periods[^1].From, periods[0].To);
        var cells = new ForecastCells(session);
        var points = await cells.AtAsync(from, to, Points, close => Checkpoint(unit, close), ct);
        if (cells.Refusal is { } refusal)
            return (null, refusal);

        var since = await ReadForecast.SinceAsync(session, ct);
        var adjustments = await ReadAdjustments.AllAsync(session, from, to, ct);
        var (tree, leading, targets) = (await ForecastTree.ReadAsync(session, ct), new Leading(session.Organization), await ForecastTargets.ReadAsync(session, SalesTarget.MeasureValue.Won, to.AddDays(1), to.AddDays(1), ct));
        var people = scope.People(session.Organization);
        var zone = session.Schema.Conventions.TimeZone;
        var rows = periods.Select(period =>
        {
            var days = Days(period);
            var looks = days.Select((day, i) => since is not { } first || day < first ? (decimal?)null : Landing(period, points[i], day)).ToArray();
            var won = Landing(period, points[^1], null);
            return new AccuracyRow(period.From, period.To, looks[0], looks[1], looks[2], won);
        }).ToArray();
        return (new Accuracy(since, rows, ErrorOf(rows, r => r.AtStart), ErrorOf(rows, r => r.InMiddle), ErrorOf(rows, r => r.BeforeEnd)), null);

        // What was expected at the end of a day, adjustments of then included; without a day what was won.
        decimal Landing(ForecastPeriod period, Dictionary<ForecastCell, ForecastNumbers> numbers, DateOnly? look)
        {
            var mine = numbers.Where(c => c.Key.Month >= period.From && c.Key.Month <= period.To && (people is null || (c.Key.Owner is { } owner && people.Contains(owner)))).ToDictionary();
            if (look is not { } day)
                return mine.Values.Sum(n => n.Closed);

            var rows = new ForecastBook(session, tree, leading, [.. ReadAdjustments.At(adjustments, Moments.StartOf(day.AddDays(1), zone)).Where(a => IsAbout(a, people))], targets, hasAmounts: true, day).Rows(period, mine);
            return scope.Department is { } department && rows.FirstOrDefault(r => r.Id == department) is { } line
                ? line.Effective.Landing
                : rows.Where(r => r.Depth == 0).Sum(r => r.Effective.Landing);
        }

        bool IsAbout(Adjusted word, HashSet<Guid>? some) => some is null || word.Level switch
        {
            ForecastAdjustment.LevelValue.Person => word.Subject is { } person && some.Contains(person),
            ForecastAdjustment.LevelValue.Department => scope.Department is { } d && word.Subject is { } about && session.Organization.WithSubDepartments(d).Contains(about),
            _ => false,
        };
    }

    /// <summary>The evening before it begins, the middle, and a week before its end.</summary>
    private static DateOnly[] Days(ForecastPeriod period) =>
        [period.From.AddDays(-1), period.Unit == PeriodUnit.Month ? period.From.AddDays(14) : period.From.AddMonths(period.Months / 2).AddDays(period.Unit == PeriodUnit.Quarter ? 14 : -1), period.To.AddDays(-LastDays)];

    /// <summary>The same days as a formula over the day on which an entry was made and the day a deal closes: the number of the first look that knows it, 3 after all.</summary>
    private static string Checkpoint(PeriodUnit unit, string close)
    {
        var (first, middle, end) = unit switch
        {
            PeriodUnit.Month => ($"STARTOFMONTH({close})", $"STARTOFMONTH({close}) + 14", $"EOMONTH({close}, 0)"),
            PeriodUnit.Quarter => ($"STARTOFQUARTER({close})", $"EDATE(STARTOFQUARTER({close}), 1) + 14", $"EOMONTH(STARTOFQUARTER({close}), 2)"),
            PeriodUnit.Year => ($"STARTOFYEAR({close})", $"EDATE(STARTOFYEAR({close}), 6) - 1", $"EOMONTH(STARTOFYEAR({close}), 11)"),
        };
        return $"IF(day < {first}, 0, IF(day <= {middle}, 1, IF(day <= {end} - {LastDays}, 2, 3)))";
    }

    private static decimal? ErrorOf(IReadOnlyList<AccuracyRow> rows, Func<AccuracyRow, decimal?> look)
    {
        var errors = rows.Where(r => r.Won > 0).Select(r => look(r) is { } said ? Math.Abs(said - r.Won) / r.Won : (decimal?)null).OfType<decimal>().ToArray();
        return errors.Length == 0 ? null : Math.Round(errors.Average(), 4, MidpointRounding.AwayFromZero);
    }
}

/// <summary>How good forecasts were.</summary>
/// <param name="Since">From which day on the ledger knows; what would lie before is left out.</param>
/// <param name="Periods">The periods, the latest first.</param>
/// <param name="StartError">Mean deviation of what was expected when a period began, as a share of what was won.</param>
/// <param name="MiddleError">The same for its middle.</param>
/// <param name="EndError">The same for a week before its end.</param>
public sealed record Accuracy(DateOnly? Since, IReadOnlyList<AccuracyRow> Periods, decimal? StartError, decimal? MiddleError, decimal? EndError);

/// <summary>One period that is over.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="AtStart">What was expected the evening before it began.</param>
/// <param name="InMiddle">In its middle.</param>
/// <param name="BeforeEnd">A week before its end.</param>
/// <param name="Won">What was won.</param>
public sealed record AccuracyRow(DateOnly From, DateOnly To, decimal? AtStart, decimal? InMiddle, decimal? BeforeEnd, decimal Won);
