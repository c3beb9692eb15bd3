using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>A deal that names no stage begins at the first open one of its pipeline, or of the default pipeline; a stage brings its pipeline along.</summary>
internal sealed class FillPipelineAndStage(DefaultPipeline defaults) : IBeforeSave<Opportunity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (!record.Changed(Opportunity.Fields.Stage) && !record.Changed(Opportunity.Fields.Pipeline) && record.Stage is not null)
            return null;

        if (await session.LoadAsync(record.Stage, ct) is { } stage)
        {
            var pipelineChosen = record.Wrote(Opportunity.Fields.Pipeline) && record.Pipeline is not null && record.Pipeline != stage.Pipeline;
            if (pipelineChosen && record.Wrote(Opportunity.Fields.Stage))
                return new Invalid([new Problem(Opportunity.Fields.Stage, new Message("stage_of_other_pipeline", stage.Name))]);

            if (!pipelineChosen)
            {
                record.Pipeline = stage.Pipeline;
                return null;
            }
        }

        record.Pipeline ??= await defaults.FindAsync(session, ct) is { } pipeline ? new Id<Pipeline>(pipeline.Id) : null;
        if (record.Pipeline is not { } chosen)
            return new RuleRefused(new Message("no_pipeline"));

        var first = (await defaults.StagesAsync(chosen, session, ct)).FirstOrDefault(s => s.Type == Stage.TypeValue.Open);
        if (first is null)
            return new RuleRefused(new Message("pipeline_without_stages"));

        record.Stage = new Id<Stage>(first.Id);
        return null;
    }
}
