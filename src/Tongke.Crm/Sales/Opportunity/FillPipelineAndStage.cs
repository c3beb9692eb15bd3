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
        var becomes = !record.IsNew && record.Changed(Opportunity.Fields.RecordType);
        if (becomes && await GoOverAsync(record, session, ct) is { } notPossible)
            return notPossible;

        if (!becomes && !record.Changed(Opportunity.Fields.Stage) && !record.Changed(Opportunity.Fields.Pipeline) && record.Stage is not null)
            return null;

        return await FillAsync(record, session, ct) ?? await CheckAsync(record, session, ct);
    }

    /// <summary>Leaves the pipeline when it is not for the new record type, unless the person names where to go.</summary>
    private async ValueTask<Refusal?> GoOverAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (record.Wrote(Opportunity.Fields.Pipeline) || record.Wrote(Opportunity.Fields.Stage)
            || await session.LoadAsync(record.Pipeline, ct) is not { } present || await defaults.TakesAsync(present, record.RecordType, session, ct))
            return null;

        if (record.Status != Opportunity.StatusValue.Open)
            return new Invalid([new Problem(Opportunity.Fields.RecordType, new Message("closed_deal_keeps_type", TypeOf(record, session)))]);

        (record.Pipeline, record.Stage) = (null, null);
        return null;
    }

    /// <summary>The pipeline is one for the record type. Deals that are in another since before an administrator changed it go on there.</summary>
    private async ValueTask<Refusal?> CheckAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (!(record.IsNew || record.Changed(Opportunity.Fields.RecordType) || record.Changed(Opportunity.Fields.Pipeline))
            || await session.LoadAsync(record.Pipeline, ct) is not { } taken || await defaults.TakesAsync(taken, record.RecordType, session, ct))
            return null;

        var target = record.Wrote(Opportunity.Fields.Stage) && !record.Wrote(Opportunity.Fields.Pipeline) ? Opportunity.Fields.Stage : Opportunity.Fields.Pipeline;
        return new Invalid([new Problem(target, new Message("pipeline_of_other_type", taken.Name, TypeOf(record, session)))]);
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
