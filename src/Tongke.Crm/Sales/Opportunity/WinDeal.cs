using Tongke.Crm.Actions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>Closes a deal as won, today or on the day given, for the amount given.</summary>
public sealed class WinDeal : IRecordAction
{
    private readonly DefaultPipeline pipelines = new();

    /// <inheritdoc />
    public string Object => Opportunity.ObjectName;

    /// <inheritdoc />
    public string Name => "win";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var deal = Opportunity.Over(record);
        if (deal.Status != Opportunity.StatusValue.Open)
            return new RuleRefused(new Message("deal_not_open"));

        var won = deal.Pipeline is { } pipeline ? (await pipelines.StagesAsync(pipeline, session, ct)).FirstOrDefault(s => s.Type == Stage.TypeValue.Won) : null;
        if (won is null)
            return new RuleRefused(new Message("pipeline_without_won"));

        deal.Stage = new Id<Stage>(won.Id);
        parameters.WriteTo(record, Opportunity.Fields.CloseDate);
        parameters.WriteTo(record, Opportunity.Fields.Amount);

        return ActionOutcome.Done;
    }
}
