using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>
/// A member takes a record out of a pool: at most so many a day, not what was theirs a few days ago, and not more than they have room for.
/// Of many who want the same one gets it. Administrators are bound by none of this.
/// </summary>
public sealed class ClaimRecord(string definition) : IRecordAction
{
    private static readonly Identifier Alias = Identifier.Of("t");

    /// <inheritdoc />
    public string Object => definition;

    /// <inheritdoc />
    public string Name => "claim";

    /// <inheritdoc />
    public async ValueTask<bool> MayRunAsync(Record record, Session session, CancellationToken ct) =>
        session.Actor.UserId is { } person && await Pools.OfAsync(record, session, ct) is { } pool && (Pools.Administers(session, pool) || Pools.IsMember(session, pool, person));

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        if (await Pools.OfAsync(record, session, ct) is not { } pool)
            return new RuleRefused(new("pool_taken", record.Object.Label));

        if (session.Actor.UserId is not { } person || session.Organization.Find(person) is not { Active: true })
            return new RuleRefused(new("pool_only_members"));

        if (!Pools.Administers(session, pool))
        {
            if (!Pools.IsMember(session, pool, person))
                return new Forbidden(new("pool_only_members"));
            if (CoolsDown(record, pool, person, session) is { } cooling)
                return cooling;

            Limit(record, pool, person, session);
        }

        return ActionOutcome.With(("moved", await PoolMoves.TakeAsync(record, person, session, ct)));
    }

    private static RuleRefused? CoolsDown(Record record, SeaPool pool, Guid person, Session session)
    {
        if (pool.CooldownDays is not { } days || record[PoolFields.FormerOwner] as Guid? != person || record[PoolFields.PooledAt] is not DateTimeOffset since)
            return null;

        var until = Moments.DayOf(since, session.Schema.Conventions.TimeZone).AddDays((int)days);
        return until > session.Context.Today ? new(new("pool_cooldown", Moments.ToText(until))) : null;
    }

    private static void Limit(Record record, SeaPool pool, Guid person, Session session)
    {
        var today = session.Context.Today;
        session.Include($"claim {record.Id}", batch =>
        {
            PoolUse.Claim(batch, person, today, pool.Id, pool.ClaimsPerDay, new RuleRefused(new("pool_claims_used", pool.ClaimsPerDay, record.Object.Label)));
            if (pool.Capacity is { } capacity)
                PoolUse.Keep(batch, person, today, Sql.From($"select count(*){Owned(session, record.Object, pool, person)}"), capacity, new RuleRefused(new("pool_capacity_full", capacity, record.Object.Label)));
        });
    }

    /// <summary>What a person owns that takes room, as it is stored when the statement runs.</summary>
    internal static Sql Owned(Session session, ObjectSchema definition, SeaPool pool, Guid person)
    {
        var scope = new SqlScope(definition, Alias, session.Context, reach: null);
        var counts = Condition.AllOf(
            definition.HandOverOpen,
            Condition.Not(Pools.Formula(session, pool, pool.CapacityExcept, absent: Constant.False, broken: Constant.False)));
        var condition = scope.Condition(counts);
        return Sql.From($" from {definition.Table} {Alias}{scope.Joins} where {Alias}.owner = {person} and {Alias}.deleted_at is null and ({condition})");
    }
}
