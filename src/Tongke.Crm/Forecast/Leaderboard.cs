using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Forecast;

/// <summary>Who reached how much of what in a period, people and departments, the most first.</summary>
public sealed record Leaderboard
{
    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>won, contracted or received.</summary>
    public required string Measure { get; init; }

    /// <summary>Measures whose records there are and that the reader may read.</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary>People.</summary>
    public required IReadOnlyList<LeaderboardRow> People { get; init; }

    /// <summary>Departments that the reader sees whole, with all below them.</summary>
    public required IReadOnlyList<LeaderboardRow> Departments { get; init; }

    /// <summary>All that the reader sees.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The company's target, for those who may read it.</summary>
    public decimal? Target { get; init; }
}

/// <summary>One line of the leaderboard.</summary>
/// <param name="Id">The person or department.</param>
/// <param name="Name">By name.</param>
/// <param name="Amount">What was reached.</param>
/// <param name="Count">With how many deals, contracts or payments.</param>
/// <param name="Target">What was to be reached.</param>
/// <param name="Object">The object of the records behind it.</param>
/// <param name="Filter">Their OData condition.</param>
public sealed record LeaderboardRow(Guid Id, string? Name, decimal Amount, long Count, decimal? Target, string Object, string Filter);

/// <summary>Reads the leaderboard as the actor of a session sees it.</summary>
public static class ReadLeaderboard
{
    private const int MostGroups = 1_000_000;

    /// <summary>The leaderboard, or why the actor does not get it: one of the two.</summary>
    public static async ValueTask<(Leaderboard? Board, Refusal? Refusal)> RunAsync(Session session, string measure, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var measures = TargetSource.All.Select(s => TargetSource.Find(s.Measure, session.Schema)).OfType<TargetSource>().Where(s => MayRead(session, s)).Select(s => s.Measure).ToArray();
        if (TargetSource.Find(measure, session.Schema) is not { } source)
            return (Empty(measure, measures, from, to), null);

        var groups = new Groups(session, MostGroups);
        var rows = await groups.AskAsync(
            session.Schema[source.Object], source.Between(session, from, to), [SystemFields.Owner], [("n", Aggregate.Count, null), ("amount", Aggregate.Sum, source.Amount)], ct);
        if (groups.Refusal is { } refusal)
            return (null, refusal);

        var targets = await ForecastTargets.ReadAsync(session, measure, from, to, ct);
        var tree = await ForecastTree.ReadAsync(session, ct);
        var reached = rows.Where(r => r.Text("k0") is not null).ToDictionary(r => Guid.Parse(r.Text("k0")!), r => (Amount: r.Number("amount") ?? 0, Count: r.Count("n")));
        var filter = source.FilterOf(from, to);
        var people = reached.Keys.Union(targets.People).Select(p =>
            new LeaderboardRow(p, session.Organization.Find(p)?.Name, reached.GetValueOrDefault(p).Amount, reached.GetValueOrDefault(p).Count, targets.Of(SalesTarget.LevelValue.Person, p), source.Object, $"{filter} and owner eq {p}"));
        return (
            Empty(measure, measures, from, to) with
            {
                People = [.. people.OrderByDescending(r => r.Amount).ThenBy(r => r.Name, StringComparer.Ordinal)],
                Departments = [.. Departments(session, reached, targets, tree, source, filter).OrderByDescending(r => r.Amount)],
                Amount = rows.Sum(r => r.Number("amount") ?? 0),
                Target = targets.Of(SalesTarget.LevelValue.Company, null),
            },
            null);
    }

    private static IEnumerable<LeaderboardRow> Departments(
        Session session, Dictionary<Guid, (decimal Amount, long Count)> reached, ForecastTargets targets, ForecastTree tree, TargetSource source, string filter)
    {
        var ofLines = reached.Keys.Select(tree.LineOf).OfType<Guid>().Union(targets.Departments.Where(tree.Covers));
        foreach (var department in ofLines.Distinct())
        {
            var below = session.Organization.WithSubDepartments(department).ToHashSet();
            var mine = reached.Where(r => session.Organization.Find(r.Key)?.Department is { } d && below.Contains(d)).Select(r => r.Value).ToArray();
            yield return new(
                department, tree.NameOf(department), mine.Sum(m => m.Amount), mine.Sum(m => m.Count), targets.Of(SalesTarget.LevelValue.Department, department), source.Object, $"{filter} and {tree.FilterOf(department)}");
        }
    }

    private static bool MayRead(Session session, TargetSource source)
    {
        var definition = session.Schema[source.Object];
        var access = session.Access.On(definition);
        return access.May(RecordAction.Read) && definition.Find("amount_base") is { } amount && access.MayRead(amount) && access.MayRead(definition[source.Day]);
    }

    private static Leaderboard Empty(string measure, IReadOnlyList<string> measures, DateOnly from, DateOnly to) =>
        new() { From = from, To = to, Measure = measure, Measures = measures, People = [], Departments = [], Amount = 0 };
}
