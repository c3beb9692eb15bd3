using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Notes the day on which a key node was done, and that a due day which somebody changed is not calculated any more.</summary>
public sealed class StampNode : IBeforeSave<DealNode>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(DealNode record, Session session, CancellationToken ct)
    {
        if (record.IsNew || record.Changed(DealNode.Fields.Done))
            record.DoneOn = record.Done == true ? record.DoneOn ?? session.Context.Today : null;
        if (record.Wrote(DealNode.Fields.DueOn) && record.Changed(DealNode.Fields.DueOn))
            record.DueFixed = record.DueOn is not null;

        return default;
    }
}
