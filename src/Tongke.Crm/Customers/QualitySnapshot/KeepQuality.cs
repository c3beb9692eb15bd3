using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>
/// Writes down once a day how good the data of each object is. A day on which no server ran has no figure: nobody can tell afterwards what the data
/// was like; the first server that runs again writes that of the day it starts.
/// </summary>
public static class KeepQuality
{
    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("daily figures of data quality", TimeSpan.FromMinutes(15), RunAsync);

    /// <summary>Writes the figures of today that are not there yet.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        foreach (var definition in workspace.Schema.Objects.Where(o => o.Definition.Quality is not null))
        {
            var session = workspace.Open(Actor.System("daily figures of data quality"));
            var snapshots = session.Schema[QualitySnapshot.ObjectName];
            var today = session.Context.Today;
            var isThere = Condition.AllOf(
            [
                Condition.Equal(new FieldPath(snapshots[QualitySnapshot.Fields.Object]), definition.Name),
                Condition.Equal(new FieldPath(snapshots[QualitySnapshot.Fields.Date]), today),
            ]);
            if ((await session.LoadWhereAsync(snapshots, isThere, top: 1, ct)).Count > 0 || await ReadQuality.OfAsync(session.Schema[definition.Name], session, ct) is not { } figures)
                continue;

            var snapshot = session.Make<QualitySnapshot>();
            snapshot.Object = definition.Name;
            snapshot.Date = today;
            snapshot.Records = figures.Records;
            snapshot.Score = figures.Score;
            snapshot.Completeness = figures.Completeness;
            snapshot.Validity = figures.Validity;
            snapshot.Freshness = figures.Freshness;

            // Object and day are a key: of two nodes the second is refused, which is as good as done.
            await session.CommitAsync(ct);
        }
    }
}
