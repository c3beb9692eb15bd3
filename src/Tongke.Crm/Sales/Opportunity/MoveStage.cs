using Tongke.Crm.Actions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Moves a deal to another stage; <see cref="GuardStageMove"/> decides whether it may.</summary>
public sealed class MoveStage : IRecordAction
{
    /// <inheritdoc />
    public string Object => Opportunity.ObjectName;

    /// <inheritdoc />
    public string Name => "move_stage";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        record.Write(record.Object[Opportunity.Fields.Stage], parameters.Read<Guid>(Opportunity.Fields.Stage));
        return new(ActionOutcome.Done);
    }
}
