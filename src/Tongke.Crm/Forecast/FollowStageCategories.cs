using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.Forecast;

/// <summary>When a stage gets another forecast category, the ledger follows for the open deals that stand in it; each is as it is stored then, so doing it twice writes nothing twice.</summary>
internal sealed class FollowStageCategories(Workspace workspace) : IChangeConsumer
{
    private const int AtOnce = 500;
    private const int MostAttempts = 5;

    /// <inheritdoc />
    public string Name => "forecast ledger follows stages";

    /// <inheritdoc />
    public IReadOnlyCollection<string> Objects { get; } = [Stage.ObjectName];

    /// <inheritdoc />
    public bool OnlyUpdates => true;

    /// <inheritdoc />
    public async System.Threading.Tasks.Task HandleAsync(IReadOnlyList<SealedChange> changes, CancellationToken ct)
    {
        foreach (var stage in changes.Where(c => c.Diff.TryGetProperty(Stage.Fields.ForecastCategory, out _)).Select(c => c.Record).Distinct())
            await FollowAsync(stage, ct);
    }

    private async System.Threading.Tasks.Task FollowAsync(Guid stage, CancellationToken ct)
    {
        var (after, attempt) = (Guid.Empty, 1);
        while (await StandingAsync(stage, after, ct) is { Count: > 0 } ids)
        {
            var session = workspace.Open(Actor.System("forecast ledger follows stages"));
            var deals = session.Schema[Opportunity.ObjectName];
            var stages = await new DefaultPipeline().AllStagesAsync(session, ct);
            var last = await ForecastLedger.LastAsync(session, ids, ct);
            foreach (var deal in await session.LoadWhereAsync(deals, Condition.IsAmong(new FieldPath(deals[SystemFields.Id]), ids.ToArray()), AtOnce, ct))
            {
                var position = ForecastPosition.OfStored(Opportunity.Over(deal), stages);
                ForecastLedger.Write(deal, position, position, last.GetValueOrDefault(deal.Id), session);
            }

            // Where another commit came between, the page is looked at again.
            if (await session.CommitAsync(ct) is null || attempt++ == MostAttempts)
                (after, attempt) = (ids[^1], 1);
        }
    }

    private async ValueTask<IReadOnlyList<Guid>> StandingAsync(Guid stage, Guid after, CancellationToken ct) => await workspace.Database.ListAsync(
        Sql.From($"select t.id from {workspace.Schema[Opportunity.ObjectName].Table} t where t.stage = {stage} and t.status = {Opportunity.StatusValue.Open} and t.id > {after} and t.deleted_at is null order by t.id limit {AtOnce}"),
        rows => rows.GetGuid(0),
        ct);
}
