using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.Forecast;

/// <summary>
/// Gives the deals that were there before the ledger their opening entries, some hundred with a commit. What is done is seen by the entries themselves:
/// after an interruption, or beside another node, it goes on with those that have none.
/// </summary>
public static class OpenLedger
{
    private const int AtOnce = 500;
    private const int MostAttempts = 5;

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("opening of the forecast ledger", TimeSpan.FromDays(1), RunAsync);

    /// <summary>Writes the entries that are missing.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var pipelines = new DefaultPipeline();
        var attempt = 1;
        for (var after = Guid.Empty; ;)
        {
            var session = workspace.Open(Actor.System("opening of the forecast ledger"));
            var ids = await MissingAsync(workspace, after, ct);
            if (ids.Count == 0)
                return;

            // Read again with the session: what was changed since has got its entries with that.
            var deals = session.Schema[Opportunity.ObjectName];
            var stages = await pipelines.AllStagesAsync(session, ct);
            var known = await ForecastLedger.LastAsync(session, ids, ct);
            foreach (var deal in await session.LoadWhereAsync(deals, Condition.IsAmong(new FieldPath(deals[SystemFields.Id]), ids.ToArray()), AtOnce, ct))
                if (!known.ContainsKey(deal.Id))
                    ForecastLedger.Write(deal, ForecastPosition.OfStored(Opportunity.Over(deal), stages), ForecastPosition.OfStored(Opportunity.Over(deal), stages), default, session);

            // Where another commit came first, those deals have their entries, and the others of these come with the next turn.
            if (await session.CommitAsync(ct) is null || attempt++ == MostAttempts)
                (after, attempt) = (ids[^1], 1);
        }
    }

    private static async ValueTask<IReadOnlyList<Guid>> MissingAsync(Workspace workspace, Guid after, CancellationToken ct)
    {
        var (deals, moves) = (workspace.Schema[Opportunity.ObjectName].Table, workspace.Schema[ForecastMove.ObjectName].Table);
        return await workspace.Database.ListAsync(
            Sql.From($"select t.id from {deals} t where t.id > {after} and t.deleted_at is null and not exists (select 1 from {moves} m where m.deal = t.id and m.deleted_at is null) order by t.id limit {AtOnce}"),
            rows => rows.GetGuid(0),
            ct);
    }
}
