using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Crm.Sales;

/// <summary>
/// Keeps the scores of leads that changed, or with which something happened, soon after the commit. A score follows from other data as a roll-up does: it is
/// no change of the record, nobody's version grows by it, and the log does not grow every night.
/// </summary>
internal sealed class KeepScores(Workspace workspace) : IChangeConsumer
{
    private const int AtOnce = 500;

    /// <inheritdoc />
    public string Name => "lead scores";

    /// <inheritdoc />
    public IReadOnlyCollection<string> Objects { get; } = [Lead.ObjectName, Activity.ObjectName];

    /// <inheritdoc />
    public async System.Threading.Tasks.Task HandleAsync(IReadOnlyList<SealedChange> changes, CancellationToken ct)
    {
        // When it becomes another day meanwhile, what was counted for the one before is not kept, and all of it is counted anew.
        DateOnly today;
        do
            today = await HandleTodayAsync(changes, ct);
        while (today != Open().Context.Today);
    }

    private Session Open() => workspace.Open(Actor.System("lead scores"));

    private async ValueTask<DateOnly> HandleTodayAsync(IReadOnlyList<SealedChange> changes, CancellationToken ct)
    {
        var session = Open();
        var today = session.Context.Today;
        var rules = await ScoringRules.ReadAsync(session, ct);
        if (rules.IsEmpty)
            return today;

        var leads = changes.Where(c => c.Object == Lead.ObjectName).Select(c => c.Record).ToHashSet();
        var activities = changes.Where(c => c.Object == Activity.ObjectName).ToArray();
        leads.UnionWith(activities.Where(c => c.Diff.ValueKind == JsonValueKind.Object && c.Diff.TryGetProperty(Activity.Fields.Lead, out _)).SelectMany(c => Ids(c.Diff.GetProperty(Activity.Fields.Lead))));
        leads.UnionWith(await LeadsOfAsync(session, [.. activities.Select(c => c.Record).Distinct()], ct));
        foreach (var some in leads.Chunk(AtOnce))
        {
            var batch = new WriteBatch();
            Write(batch, session, rules, await ScoreLeads.RunAsync(session, rules, some, ct));
            if (batch.Count > 0)
                await workspace.Database.WriteAsync(batch, ct);
        }

        return today;
    }

    /// <summary>Adds the statements for those whose score is not the one that is stored; they do nothing once a later day is being scored.</summary>
    internal static void Write(WriteBatch batch, Session session, ScoringRules rules, IReadOnlyList<(LeadScore Score, StoredScore Stored)> scored)
    {
        var table = session.Schema[Lead.ObjectName].Table;
        var wanted = scored.Select(s => (s.Score.Lead, s.Stored, Now: rules.IsEmpty ? default : new StoredScore(s.Score.Score, s.Score.Fit, s.Score.Behaviour)));
        var isOver = RecalculateScores.IsLaterThan(session.Context.Today);
        foreach (var same in wanted.Where(w => w.Stored != w.Now).GroupBy(w => w.Now, w => w.Lead))
            batch.Add(Sql.From($"update {table} set score = {same.Key.Score}, fit_score = {same.Key.Fit}, behaviour_score = {same.Key.Behaviour} where {Sql.In(Sql.Literal("id"), same.ToArray())} and not {isOver}"));
    }

    private static async ValueTask<IReadOnlyList<Guid>> LeadsOfAsync(Session session, IReadOnlyCollection<Guid> activities, CancellationToken ct) => activities.Count == 0
        ? []
        : await session.Workspace.Database.ListAsync(
            Sql.From($"select a.lead from {session.Schema[Activity.ObjectName].Table} a where {Sql.In(Sql.Literal("a.id"), activities)} and a.lead is not null"), rows => rows.GetGuid(0), ct);

    private static IEnumerable<Guid> Ids(JsonElement values) =>
        (values.ValueKind == JsonValueKind.Array ? values.EnumerateArray().ToArray() : [values]).Where(v => v.ValueKind == JsonValueKind.String && v.TryGetGuid(out _)).Select(v => v.GetGuid());
}
