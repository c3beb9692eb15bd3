using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>Who has how much to do against what they can.</summary>
/// <param name="Monday">The week whose meetings count.</param>
/// <param name="People">The fullest first.</param>
public sealed record Workload(DateOnly Monday, IReadOnlyList<WorkloadRow> People);

/// <summary>One person.</summary>
/// <param name="Person">Who.</param>
/// <param name="Name">By name.</param>
/// <param name="Tasks">Open tasks.</param>
/// <param name="Late">Those of them that are late.</param>
/// <param name="Meetings">Meetings and visits of this week.</param>
/// <param name="Deals">Open deals.</param>
/// <param name="Capacity">What they can have.</param>
/// <param name="Saturation">The fullest of the three, 1 is full.</param>
public sealed record WorkloadRow(Guid Person, string? Name, long Tasks, long Late, long Meetings, long Deals, Capacity Capacity, decimal Saturation);

/// <summary>What somebody can have on their desk.</summary>
/// <param name="Tasks">Open tasks.</param>
/// <param name="Meetings">Meetings and visits in a week.</param>
/// <param name="Deals">Open deals.</param>
public sealed record Capacity(long Tasks, long Meetings, long Deals);

/// <summary>Reads the workload of the people whose work the actor of a session sees.</summary>
public static class ReadWorkload
{
    private const string OpenTasks = "OR(status = \"todo\", status = \"doing\")";

    /// <summary>What holds where nobody set anything.</summary>
    private static readonly Capacity Usual = new(20, 10, 30);

    /// <summary>The workload, or why the actor does not get it: one of the two.</summary>
    public static async ValueTask<(Workload? Workload, Refusal? Refusal)> RunAsync(Session session, CancellationToken ct)
    {
        var monday = session.Context.Today.AddDays(1 - (int)Moments.WeekdayOf(session.Context.Today));
        var groups = new Groups(session, 1_000_000);
        var tasks = await CountAsync(Task.ObjectName, OpenTasks);
        var late = await CountAsync(Task.ObjectName, $"AND({OpenTasks}, due_at < NOW())");
        var meetings = await CountAsync(
            Activity.ObjectName, $"AND(OR(type = \"meeting\", type = \"visit\"), DATEVALUE(occurred_at) >= {Day(monday)}, DATEVALUE(occurred_at) <= {Day(monday.AddDays(6))})");
        var deals = await CountAsync(Opportunity.ObjectName, "status = \"open\"");
        if (groups.Refusal is { } refusal)
            return (null, refusal);

        var capacities = (await session.LoadWhereAsync<WorkCapacity>(Constant.True, 100_000, ct)).ToLookup(c => c.Level == WorkCapacity.LevelValue.Everybody ? null : c.Record.Owner);
        var general = capacities[null].Select(Of).FirstOrDefault(Usual);
        var rows = tasks.Keys.Union(meetings.Keys).Union(deals.Keys).Where(p => session.Organization.Find(p)?.Active == true).Select(p =>
        {
            var capacity = capacities[p].Select(Of).FirstOrDefault(general);
            var (todo, met, open) = (tasks.GetValueOrDefault(p), meetings.GetValueOrDefault(p), deals.GetValueOrDefault(p));
            var saturation = new[] { (decimal)todo / capacity.Tasks, (decimal)met / capacity.Meetings, (decimal)open / capacity.Deals }.Max();
            return new WorkloadRow(p, session.Organization.Find(p)?.Name, todo, late.GetValueOrDefault(p), met, open, capacity, Math.Round(saturation, 4, MidpointRounding.AwayFromZero));
        });
        return (new Workload(monday, [.. rows.OrderByDescending(r => r.Saturation).ThenBy(r => r.Name, StringComparer.Ordinal)]), null);

        async ValueTask<Dictionary<Guid, long>> CountAsync(string name, string when)
        {
            var definition = session.Schema[name];
            if (!session.Access.On(definition).May(RecordAction.Read))
                return [];

            var rows = await groups.AskAsync(definition, Formula.Parse(when, definition).Expr!, [SystemFields.Owner], [("n", Aggregate.Count, null)], ct);
            return rows.Where(r => r.Text("k0") is not null).ToDictionary(r => Guid.Parse(r.Text("k0")!), r => r.Count("n"));
        }
    }

    private static Capacity Of(WorkCapacity capacity) => new(capacity.Tasks ?? Usual.Tasks, capacity.Meetings ?? Usual.Meetings, capacity.Deals ?? Usual.Deals);

    private static string Day(DateOnly day) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"DATE({day.Year}, {day.Month}, {day.Day})");
}
