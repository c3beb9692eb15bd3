using Tongke.Crm.Actions;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Customers;

/// <summary>Puts a record into a pool by hand and says why: into the one that was chosen, or the first that takes its owner's records.</summary>
public sealed class ReturnToPool(string definition) : IRecordAction
{
    /// <inheritdoc />
    public string Object => definition;

    /// <inheritdoc />
    public string Name => "return";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        if (record[PoolFields.Pool] is not null)
            return new RuleRefused(new("pool_already_in", record.Object.Label));
        if (record[PoolFields.Locked] is true)
            return new RuleRefused(new("pool_is_locked", record.Object.Label));
        if (record.Object.HandOverOpen is { } open && !await session.FulfilsAsync(record, open, ct))
            return new RuleRefused(new("pool_only_open", record.Object.Label));

        if (await PoolAsync(record, parameters.Read<Guid>("pool"), session, ct) is not { } pool)
            return new Invalid([new Problem("pool", new("pool_none_fits", record.Object.Label))]);

        session.Rely(record, record.Object[PoolFields.Pool], new RuleRefused(new("pool_already_in", record.Object.Label)));
        await PoolMoves.PutAsync([record], pool, _ => PoolReason.Said(parameters.ReadText("reason") ?? ""), session, ct);
        return ActionOutcome.With(("pool", pool.Id));
    }

    private static async ValueTask<SeaPool?> PoolAsync(Record record, Guid? chosen, Session session, CancellationToken ct)
    {
        var pools = await Pools.ForAsync(record.Object.Name, session, ct);
        if (chosen is { } id)
            return pools.FirstOrDefault(p => p.Id == id);

        foreach (var pool in pools)
            if (record.Owner is { } owner && Pools.Sources(session, pool).Contains(owner)
                && await session.FulfilsAsync(record, Pools.Formula(session, pool, pool.TakesWhen, absent: Constant.True, broken: Constant.False), ct))
                return pool;

        return null;
    }
}
