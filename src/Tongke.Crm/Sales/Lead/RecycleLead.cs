using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Brings an unqualified or junk lead back to the beginning; its history stays.</summary>
public sealed class RecycleLead : IRecordAction
{
    /// <inheritdoc />
    public string Object => Lead.ObjectName;

    /// <inheritdoc />
    public string Name => "recycle";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var lead = Lead.Over(record);
        lead.Status = Lead.StatusValue.New;
        lead.UnqualifiedReason = null;
        return new(ActionOutcome.Done);
    }
}
