using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Takes the probability from the stage, unless the person typed one. Won is always 100 %, lost 0 %.</summary>
public sealed class FillProbabilityFromStage : IBeforeSave<Opportunity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if ((record.Changed(Opportunity.Fields.Stage) || record.Probability is null) && await session.LoadAsync(record.Stage, ct) is { } stage
            && (!record.Wrote(Opportunity.Fields.Probability) || record.Probability is null || stage.Type != Stage.TypeValue.Open))
            record.Probability = stage.Probability;

        return null;
    }
}
