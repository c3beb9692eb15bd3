using Tongke.Crm.Actions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>Closes a deal as lost, with the reason; "other" needs a note.</summary>
public sealed class LoseDeal : IRecordAction
{
    private static readonly string[] Given = [Opportunity.Fields.LossReason, Opportunity.Fields.LossNote, Opportunity.Fields.Competitor];
    private readonly DefaultPipeline pipelines = new();

    /// <inheritdoc />
    public string Object => Opportunity.ObjectName;

    /// <inheritdoc />
    public string Name => "lose";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var deal = Opportunity.Over(record);
        if (deal.Status != Opportunity.StatusValue.Open)
            return new RuleRefused(new Message("deal_not_open"));

        var lost = deal.Pipeline is { } pipeline ? (await pipelines.StagesAsync(pipeline, session, ct)).FirstOrDefault(s => s.Type == Stage.TypeValue.Lost) : null;
        if (lost is null)
            return new RuleRefused(new Message("pipeline_without_lost"));

        deal.Stage = new Id<Stage>(lost.Id);
        foreach (var field in Given)
            if (parameters.ReadText(field) is { } text)
                record.Write(record.Object[field], text);

        if (parameters.Read<DateOnly>(Opportunity.Fields.CloseDate) is { } day)
            record.Write(record.Object[Opportunity.Fields.CloseDate], day);

        return ActionOutcome.Done;
    }
}
