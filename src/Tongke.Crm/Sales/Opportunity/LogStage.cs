using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Writes down each stay of a deal in a stage: when it came, from where, when it went on, and how long it stayed.</summary>
internal sealed class LogStage(DefaultPipeline pipelines) : IAfterSave<Opportunity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (!record.Changed(Opportunity.Fields.Stage) || record.Stage is not { } stage || record.Pipeline is not { } pipeline)
            return null;

        await StageHistory.EnterAsync(record, stage, await pipelines.StagesAsync(pipeline, session, ct), reason: null, session, ct);
        return null;
    }
}
