using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>
/// A record belongs to somebody or lies in a pool, never both: whatever gives it an owner takes it out, and what puts it into a pool takes the owner
/// and the department. Since when the owner has it is written down.
/// </summary>
internal static class KeepPoolAndOwnerApart
{
    /// <summary>For every object with pools.</summary>
    public static IReadOnlyList<Rule> Rules { get; } = [.. Pools.Objects.Select(o => new Rule(o, RuleMoment.BeforeSave, nameof(KeepPoolAndOwnerApart), RunAsync))];

    private static ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        var (pool, owner) = (record.Object[PoolFields.Pool], record.Object[SystemFields.Owner]);
        if (record[pool] is not null && record.HasChanged(pool))
        {
            record[owner] = null;
            record[SystemFields.Department] = null;
            record[PoolFields.PooledAt] = session.Now;
            record[PoolFields.RecycleOn] = null;
        }
        else if (record[pool] is not null && record[owner] is not null)
        {
            record[pool] = null;
        }

        if (record[pool] is null && record.HasChanged(pool))
        {
            record[PoolFields.PooledAt] = null;
            (record[PoolFields.Rule], record[PoolFields.Days], record[PoolFields.Reason]) = (null, null, null);
        }

        if (record.HasChanged(owner))
        {
            // What is taken back was the owner's all the time, as the one who takes it back says.
            var since = record.Object[PoolFields.OwnerSince];
            if (record[owner] is null || !record.HasChanged(since))
                record[since] = record[owner] is null ? null : session.Now;
            record[PoolFields.RecycleOn] = null;
        }

        return default;
    }
}
