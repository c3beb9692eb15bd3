using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>The stage from which a key node is counted is one of its pipeline.</summary>
public sealed class CheckNodeTemplate : IBeforeSave<PipelineNode>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(PipelineNode record, Session session, CancellationToken ct)
    {
        if (record.DueFrom != PipelineNode.DueFromValue.Stage)
        {
            record.Stage = null;
            return null;
        }

        return await session.LoadAsync(record.Stage, ct) is { } stage && stage.Pipeline != record.Pipeline
            ? new Invalid([new Problem(PipelineNode.Fields.Stage, new Message("stage_of_other_pipeline", stage.Name))])
            : null;
    }
}
