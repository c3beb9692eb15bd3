using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// A deal that names no stage begins at the first open one of its pipeline, or of the default pipeline of its record type; a stage brings its pipeline
/// along. A deal that becomes one of another record type goes to a pipeline for that.
/// </summary>
internal sealed class FillPipelineAndStage(DefaultPipeline defaults) : IBeforeSave<Opportunity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (record.Changed(Opportunity.Fields.RecordType) && !record.IsNew && await GoOverAsync(record, session, ct) is { } notPossible)
            return notPossible;

        if (!record.Changed(Opportunity.Fields.Stage) && !record.Changed(Opportunity.Fields.Pipeline) && record.Stage is not null)
            return null;

        return await FillAsync(record, session, ct)
            ?? (await session.LoadAsync(record.Pipeline, ct) is { } taken && !DefaultPipeline.Takes(taken, record.RecordType)
                ? new Invalid([new Problem(Opportunity.Fields.Pipeline, new Message("pipeline_of_other_type", taken.Name, TypeOf(record, session)))])
                : null);
    }

    /// <summary>Leaves the pipeline when it is not for the new record type, unless the person names where to go.</summary>
    private async ValueTask<Refusal?> GoOverAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (record.Wrote(Opportunity.Fields.Pipeline) || record.Wrote(Opportunity.Fields.Stage) || await session.LoadAsync(record.Pipeline, ct) is not { } present || DefaultPipeline.Takes(present, record.RecordType))
            return null;

        if (record.Status != Opportunity.StatusValue.Open)
            return new Invalid([new Problem(Opportunity.Fields.RecordType, new Message("closed_deal_keeps_type", TypeOf(record, session)))]);

        (record.Pipeline, record.Stage) = (null, null);
        return null;
    }

    private static Label TypeOf(Opportunity record, Session session) =>
        session.Schema[Opportunity.ObjectName].RecordTypes.FirstOrDefault(t => t.Name == record.RecordType)?.Definition.Label ?? new Label(record.RecordType ?? "", record.RecordType ?? "");

    private async ValueTask<Refusal?> FillAsync(Opportunity record, Session session, CancellationToken ct)
    {

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

        record.Pipeline ??= await defaults.FindAsync(record.RecordType, session, ct) is { } pipeline ? new Id<Pipeline>(pipeline.Id) : null;
        if (record.Pipeline is not { } chosen)
            return new RuleRefused(new Message("no_pipeline"));

        var first = (await defaults.StagesAsync(chosen, session, ct)).FirstOrDefault(s => s.Type == Stage.TypeValue.Open);
        if (first is null)
            return new RuleRefused(new Message("pipeline_without_stages"));

        record.Stage = new Id<Stage>(first.Id);
        return null;
    }
}
