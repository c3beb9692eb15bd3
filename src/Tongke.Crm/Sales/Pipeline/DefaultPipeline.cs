using System.Runtime.CompilerServices;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>The pipeline of deals that name none, and the stage at which a pipeline begins; read once for each session.</summary>
internal sealed class DefaultPipeline
{
    private readonly ConditionalWeakTable<Session, IReadOnlyList<Pipeline>> pipelines = [];
    private readonly ConditionalWeakTable<Session, IReadOnlyList<Stage>> stages = [];

    /// <summary>The active default pipeline, or else the oldest active one; null when there is none.</summary>
    public async ValueTask<Pipeline?> FindAsync(Session session, CancellationToken ct)
    {
        if (!pipelines.TryGetValue(session, out var all))
            pipelines.AddOrUpdate(session, all = await session.LoadWhereAsync<Pipeline>(Constant.True, ct: ct));

        return all.Where(p => p.Active == true).OrderByDescending(p => p.IsDefault == true).ThenBy(p => p.Id).FirstOrDefault();
    }

    /// <summary>The stages of <paramref name="pipeline"/> in their order.</summary>
    public async ValueTask<IReadOnlyList<Stage>> StagesAsync(Id<Pipeline> pipeline, Session session, CancellationToken ct) =>
        [.. (await AllStagesAsync(session, ct)).Where(s => s.Pipeline == pipeline).OrderBy(s => s.Position)];

    /// <summary>The stages of every pipeline.</summary>
    public async ValueTask<IReadOnlyList<Stage>> AllStagesAsync(Session session, CancellationToken ct)
    {
        if (!stages.TryGetValue(session, out var all))
            stages.AddOrUpdate(session, all = await session.LoadWhereAsync<Stage>(Constant.True, ct: ct));

        return all;
    }
}
