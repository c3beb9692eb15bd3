using System.Runtime.CompilerServices;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>The pipeline of deals that name none, and the stage at which a pipeline begins; read once for each session.</summary>
internal sealed class DefaultPipeline
{
    private readonly ConditionalWeakTable<Session, IReadOnlyList<Pipeline>> pipelines = [];
    private readonly ConditionalWeakTable<Session, IReadOnlyList<Stage>> stages = [];

    /// <summary>Whether deals of a record type go through a pipeline: one that names the type, or one that names none while the type has no pipeline of its own.</summary>
    public async ValueTask<bool> TakesAsync(Pipeline pipeline, string? type, Session session, CancellationToken ct) =>
        Names(pipeline, type) || (IsForAll(pipeline) && !(await AllAsync(session, ct)).Any(p => p.Active == true && Names(p, type)));

    /// <summary>The active default pipeline, or else the oldest active one; null when there is none.</summary>
    public ValueTask<Pipeline?> FindAsync(Session session, CancellationToken ct) => FindAsync(Opportunity.RecordTypeValue.Standard, session, ct);

    /// <summary>The same for deals of a record type: a pipeline that is made for it before those for all.</summary>
    public async ValueTask<Pipeline?> FindAsync(string? type, Session session, CancellationToken ct) => (await AllAsync(session, ct))
        .Where(p => p.Active == true && (Names(p, type) || IsForAll(p)))
        .OrderByDescending(p => Names(p, type)).ThenByDescending(p => p.IsDefault == true).ThenBy(p => p.Id).FirstOrDefault();

    /// <summary>The stages of <paramref name="pipeline"/> in their order.</summary>
    public async ValueTask<IReadOnlyList<Stage>> StagesAsync(Id<Pipeline> pipeline, Session session, CancellationToken ct) =>
        [.. (await AllStagesAsync(session, ct)).Where(s => s.Pipeline == pipeline).OrderBy(s => s.Position)];

    /// <summary>The stages of every pipeline.</summary>
    public async ValueTask<IReadOnlyList<Stage>> AllStagesAsync(Session session, CancellationToken ct)
    {
        if (!stages.TryGetValue(session, out var all))
            stages.AddOrUpdate(session, all = await session.LoadAllAsync<Stage>(ct));

        return all;
    }

    private static bool Names(Pipeline pipeline, string? type) => pipeline.DealTypes?.Contains(type) == true;

    private static bool IsForAll(Pipeline pipeline) => pipeline.DealTypes is not { Length: > 0 };

    private async ValueTask<IReadOnlyList<Pipeline>> AllAsync(Session session, CancellationToken ct)
    {
        if (!pipelines.TryGetValue(session, out var all))
            pipelines.AddOrUpdate(session, all = await session.LoadAllAsync<Pipeline>(ct));

        return all;
    }
}
