using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Crm.Sales;

/// <summary>
/// Scores all leads anew when a rule changed, and every night, since points fade. It goes through the leads in steps, each kept with its place in one
/// transaction: a node that dies loses nothing, and of two at once the second goes on where the first is.
/// </summary>
public static class RecalculateScores
{
    private const int AtOnce = 1_000;
    private const string Leads = "leads";
    private static readonly Identifier Runs = Identifier.Of("lead_score_run");

    /// <summary>Where the run is written down.</summary>
    internal static TableDefinition Table { get; } = new()
    {
        Name = Runs,
        PrimaryKey = [Identifier.Of("name")],
        Columns = [Column("name", ColumnType.Text), Column("cause", ColumnType.Text), Column("place", ColumnType.Uuid), Column("done", ColumnType.Integer), Column("total", ColumnType.Integer), Column("finished", ColumnType.Boolean)],
    };

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("lead scores", TimeSpan.FromSeconds(15), RunAsync);

    /// <summary>How far the run is: null before the first.</summary>
    public static async ValueTask<(long Done, long Total, bool Finished)?> ProgressAsync(Database database, CancellationToken ct) =>
        (await ReadAsync(database, ct)) is { } run ? (run.Done, run.Total, run.Finished) : null;

    /// <summary>True once the scores of a later day than this are counted: the cause of a run begins with its day.</summary>
    internal static Sql IsLaterThan(DateOnly day) => Sql.From($"exists (select 1 from {Runs} r where r.name = {Leads} and r.cause >= {Moments.ToText(day.AddDays(1))})");

    /// <summary>Does what is not done yet.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            // Anew for each step: whoever changes a rule meanwhile makes it begin again with that.
            var session = workspace.Open(Actor.System("lead scores"));
            var rules = await ScoringRules.ReadAsync(session, ct);
            var cause = $"{Moments.ToText(session.Context.Today)} {rules.Fingerprint}";
            var run = await ReadAsync(workspace.Database, ct);
            if (run?.Cause != cause)
                await BeginAsync(session, run, cause, rules.IsEmpty, ct);
            else if (run.Finished)
                return;
            else
                await StepAsync(session, rules, run, ct);
        }
    }

    private static async System.Threading.Tasks.Task StepAsync(Session session, ScoringRules rules, Run run, CancellationToken ct)
    {
        var database = session.Workspace.Database;
        var table = session.Schema[Lead.ObjectName].Table;
        var ids = await database.ListAsync(Sql.From($"select id from {table} where id > {run.Place} and deleted_at is null order by id limit {AtOnce}"), rows => rows.GetGuid(0), ct);
        var batch = new WriteBatch();
        var (place, finished) = ids.Count == 0 ? (run.Place, true) : (ids[^1], false);
        batch.Add(
            Sql.From($"update {Runs} set place = {place}, done = done + {(long)ids.Count}, finished = {finished} where name = {Leads} and cause = {run.Cause} and place = {run.Place} and finished = {false}"),
            Expect.One);
        KeepScores.Write(batch, session, rules, await ScoreLeads.RunAsync(session, rules, ids, ct));
        await database.WriteAsync(batch, ct);
    }

    private static async System.Threading.Tasks.Task BeginAsync(Session session, Run? former, string cause, bool isEmpty, CancellationToken ct)
    {
        var database = session.Workspace.Database;
        var total = await database.ScalarAsync<long>(Sql.From($"select count(*) from {session.Schema[Lead.ObjectName].Table} where deleted_at is null"), ct);
        var batch = new WriteBatch();

        // Where nothing was ever scored and there is nothing to score by, there is nothing to do.
        var finished = former is null && isEmpty;
        batch.Add(former is null
            ? Sql.From($"insert into {Runs} (name, cause, place, done, total, finished) values ({Leads}, {cause}, {Guid.Empty}, {0L}, {total}, {finished}) on conflict (name) do nothing")
            : Sql.From($"update {Runs} set cause = {cause}, place = {Guid.Empty}, done = {0L}, total = {total}, finished = {finished} where name = {Leads} and cause = {former.Cause}"));
        await database.WriteAsync(batch, ct);
    }

    private static async ValueTask<Run?> ReadAsync(Database database, CancellationToken ct) => (await database.ListAsync(
        Sql.From($"select cause, place, done, total, finished from {Runs} where name = {Leads}"),
        rows => new Run(rows.GetText(0), rows.GetGuid(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetBoolean(4)),
        ct)).SingleOrDefault();

    private static ColumnDefinition Column(string name, ColumnType type) => new(Identifier.Of(name), type) { IsNullable = false };

    private sealed record Run(string Cause, Guid Place, long Done, long Total, bool Finished);
}
