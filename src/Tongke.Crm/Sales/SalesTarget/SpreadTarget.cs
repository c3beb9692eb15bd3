using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>A year's target spread over months and people, to the last cent what was to be spread.</summary>
/// <param name="Year">The year.</param>
/// <param name="Amount">What is spread.</param>
/// <param name="LikeLastYear">Whether it follows the last year; false too where there is nothing to follow.</param>
/// <param name="Rows">By person.</param>
public sealed record TargetPlan(int Year, decimal Amount, bool LikeLastYear, IReadOnlyList<TargetPlanRow> Rows);

/// <summary>One person's year.</summary>
/// <param name="Person">Who.</param>
/// <param name="Name">By name.</param>
/// <param name="Months">January to December.</param>
/// <param name="LastYear">What was reached in the months of the year before.</param>
/// <param name="Present">Targets that are set already; null where none is.</param>
public sealed record TargetPlanRow(Guid Person, string? Name, IReadOnlyList<decimal> Months, IReadOnlyList<decimal> LastYear, IReadOnlyList<decimal?> Present);

/// <summary>Spreads a year's target.</summary>
public static class SpreadTarget
{
    private const int MonthsOfYear = 12;

    /// <summary>Cells are multiples of it where the amount is large enough.</summary>
    private const decimal Step = 100;

    /// <summary>The plan for some people, or why the actor does not get it: one of the two.</summary>
    public static async ValueTask<(TargetPlan? Plan, Refusal? Refusal)> RunAsync(
        Session session, string measure, int year, decimal amount, IReadOnlyList<Guid> people, bool likeLastYear, CancellationToken ct)
    {
        var reached = people.ToDictionary(p => p, _ => new decimal[MonthsOfYear]);
        if (TargetSource.Find(measure, session.Schema) is { } source)
        {
            var groups = new Groups(session, 1_000_000);
            var rows = await groups.AskAsync(
                session.Schema[source.Object],
                source.Between(session, new(year - 1, 1, 1), new(year - 1, 12, 31)),
                [SystemFields.Owner, $"MONTH({source.Day})"],
                [("amount", Aggregate.Sum, source.Amount)],
                ct);
            if (groups.Refusal is { } refusal)
                return (null, refusal);

            foreach (var row in rows)
                if (row.Text("k0") is { } owner && reached.TryGetValue(Guid.Parse(owner), out var months))
                    months[(int)row.Count("k1") - 1] = Math.Max(0, row.Number("amount") ?? 0);
        }

        var present = await PresentAsync(session, measure, year, people, ct);
        var follows = likeLastYear && reached.Values.Any(m => m.Sum() > 0);
        var weights = follows ? Like(reached, people) : [.. Enumerable.Repeat(1m, people.Count * MonthsOfYear)];
        var cells = Spread(amount, weights);
        var plan = people.Select((p, i) => new TargetPlanRow(
            p,
            session.Organization.Find(p)?.Name,
            cells[(i * MonthsOfYear)..((i + 1) * MonthsOfYear)],
            reached[p],
            [.. Enumerable.Range(1, MonthsOfYear).Select(m => present.TryGetValue((p, m), out var set) ? set : (decimal?)null)]));
        return (new TargetPlan(year, amount, follows, [.. plan]), null);
    }

    /// <summary>Parts of an amount by weight that add up to it exactly; what rounding leaves goes to the largest.</summary>
    public static decimal[] Spread(decimal amount, IReadOnlyList<decimal> weights)
    {
        var all = weights.Sum();
        if (weights.Count == 0)
            return [];

        var step = amount >= Step * 10 * weights.Count ? Step : 0.01m;
        var parts = weights.Select(w => decimal.Floor((all == 0 ? amount / weights.Count : amount * (w / all)) / step) * step).ToArray();
        var rest = amount - parts.Sum();
        foreach (var (_, i) in weights.Select((w, i) => (w, i)).OrderByDescending(w => w.w).ThenBy(w => w.i))
        {
            var part = Math.Min(step, rest);
            if (part <= 0)
                break;

            parts[i] += part;
            rest -= part;
        }

        parts[0] += rest;
        return parts;
    }

    /// <summary>What each reached month by month; who reached nothing gets what the others did on average.</summary>
    private static decimal[] Like(Dictionary<Guid, decimal[]> reached, IReadOnlyList<Guid> people)
    {
        var known = reached.Values.Where(m => m.Sum() > 0).ToArray();
        var mean = Enumerable.Range(0, MonthsOfYear).Select(m => known.Average(k => k[m])).ToArray();
        return [.. people.SelectMany(p => reached[p].Sum() > 0 ? reached[p] : mean)];
    }

    private static async ValueTask<Dictionary<(Guid Person, int Month), decimal>> PresentAsync(Session session, string measure, int year, IReadOnlyList<Guid> people, CancellationToken ct)
    {
        var targets = await KeepTargets.OfYearAsync(session, measure, year, ct);
        return targets
            .Where(t => t is { Level: SalesTarget.LevelValue.Person, Month: not null, Record.Owner: not null } && people.Contains(t.Record.Owner!.Value))
            .GroupBy(t => (t.Record.Owner!.Value, t.Month!.Value.Month))
            .ToDictionary(g => g.Key, g => g.Sum(t => t.Amount ?? 0));
    }
}
