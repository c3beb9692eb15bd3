using System.Runtime.CompilerServices;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>The key nodes that deals of each pipeline get; read once for each session.</summary>
internal sealed class NodeTemplates
{
    private readonly ConditionalWeakTable<Session, IReadOnlyList<PipelineNode>> templates = [];

    /// <summary>Those of <paramref name="pipeline"/> in their order.</summary>
    public async ValueTask<IReadOnlyList<PipelineNode>> OfAsync(Id<Pipeline> pipeline, Session session, CancellationToken ct)
    {
        if (!templates.TryGetValue(session, out var all))
            templates.AddOrUpdate(session, all = await session.LoadWhereAsync<PipelineNode>(Constant.True, ct: ct));

        return [.. all.Where(t => t.Pipeline == pipeline).OrderBy(t => t.Position)];
    }
}
