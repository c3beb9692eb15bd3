using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Crm.Sales;

/// <summary>
/// Scores leads as they are stored: the conditions are asked by one statement, what happened by another, and the points are counted here, in one place for
/// the columns and for the reasons people read. A day's age is what counts, so that a score stands still between one midnight and the next.
/// </summary>
internal static class ScoreLeads
{
    private static readonly Identifier Alias = Identifier.Of("t");

    /// <summary>The living ones among these leads, each with its score and what is stored of it now.</summary>
    public static async ValueTask<IReadOnlyList<(LeadScore Score, StoredScore Stored)>> RunAsync(Session session, ScoringRules rules, IReadOnlyCollection<Guid> leads, CancellationToken ct)
    {
        if (leads.Count == 0)
            return [];

        var definition = session.Schema[Lead.ObjectName];
        var scope = new SqlScope(definition, Alias, session.Context, reach: null);
        var met = Sql.Join("", rules.Fit.Select(r => Sql.From($", case when {scope.Condition(r.When)} then 1 else 0 end")));
        var happened = await HappenedAsync(session, rules, leads, ct);
        return await session.Workspace.Database.ListAsync(
            Sql.From($"select t.id, t.score, t.fit_score, t.behaviour_score{met} from {definition.Table} {Alias}{scope.Joins} where {Sql.In(Sql.Literal("t.id"), leads)} and t.deleted_at is null"),
            rows =>
            {
                var id = rows.GetGuid(0);
                var fit = rules.Fit.Where((_, i) => rows.GetInt64(4 + i) == 1).Select(r => new ScoreReason(r.Rule, r.Rule.Points ?? 0));
                var behaviour = rules.Behaviour.Select(r => OfBehaviour(r, happened[id])).OfType<ScoreReason>();
                return (new LeadScore(id, [.. fit.Concat(behaviour).Where(r => r.Points != 0)]), new StoredScore(rows.Get<long?>(1), rows.Get<long?>(2), rows.Get<long?>(3)));
            },
            ct);
    }

    /// <summary>What a rule gives for what happened: each time its points, halved with age, together no more than its cap.</summary>
    internal static ScoreReason? OfBehaviour(ScoreRule rule, IEnumerable<(string Type, int Days)> happened)
    {
        int[] ages = [.. happened.Where(h => h.Days < rule.Days && (rule.Activities ?? []).Contains(h.Type)).Select(h => h.Days)];
        if (ages.Length == 0)
            return null;

        var sum = ages.Sum(days => (rule.Points ?? 0) * (rule.HalfLife is { } half ? Math.Pow(0.5, (double)days / half) : 1));
        var most = (double)(rule.Cap ?? long.MaxValue);
        return new(rule, (long)Math.Round(Math.Clamp(sum, -most, most), MidpointRounding.AwayFromZero), ages.Length, ages.Min());
    }

    private static async ValueTask<ILookup<Guid, (string Type, int Days)>> HappenedAsync(Session session, ScoringRules rules, IReadOnlyCollection<Guid> leads, CancellationToken ct)
    {
        if (rules.Behaviour.Count == 0)
            return Array.Empty<Guid>().ToLookup(g => g, _ => ("", 0));

        var (zone, today) = (session.Schema.Conventions.TimeZone, session.Context.Today);
        var since = Moments.StartOf(today.AddDays(-(int)rules.LongestDays), zone);
        var activities = session.Schema[Activity.ObjectName].Table;
        return (await session.Workspace.Database.ListAsync(
            Sql.From($"select a.lead, a.type, a.occurred_at from {activities} a where {Sql.In(Sql.Literal("a.lead"), leads)} and a.deleted_at is null and a.occurred_at >= {since} and a.occurred_at <= {session.Now}"),
            rows => (Lead: rows.GetGuid(0), Type: rows.GetText(1), Days: today.DayNumber - Moments.DayOf(rows.GetInstant(2), zone).DayNumber),
            ct)).ToLookup(h => h.Lead, h => (h.Type, h.Days));
    }
}

/// <summary>A score as it is stored.</summary>
internal readonly record struct StoredScore(long? Score, long? Fit, long? Behaviour);
