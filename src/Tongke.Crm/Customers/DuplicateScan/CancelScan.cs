using Tongke.Kernel.Records;

namespace Tongke.Crm.Customers;

/// <summary>Ends a scan that goes on; what it found stays.</summary>
public sealed class CancelScan : IRecordAction
{
    /// <inheritdoc />
    public string Object => DuplicateScan.ObjectName;

    /// <inheritdoc />
    public string Name => "cancel";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        DuplicateScan.Over(record).Status = DuplicateScan.StatusValue.Cancelled;
        return new(ActionOutcome.Done);
    }
}
