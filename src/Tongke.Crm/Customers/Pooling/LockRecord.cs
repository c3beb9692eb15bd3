using Tongke.Kernel.Records;

namespace Tongke.Crm.Customers;

/// <summary>Locks a record, so that it never falls into a pool, or ends that.</summary>
public sealed class LockRecord(string definition, bool locks) : IRecordAction
{
    /// <inheritdoc />
    public string Object => definition;

    /// <inheritdoc />
    public string Name => locks ? "lock" : "unlock";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        record[PoolFields.Locked] = locks;
        if (locks)
            record[PoolFields.RecycleOn] = null;

        return new(ActionOutcome.Done);
    }
}
