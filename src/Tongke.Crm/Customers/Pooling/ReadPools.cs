using Tongke.Kernel.Access;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>The pools that a person takes part in: what lies in them, and what of today's limits is left.</summary>
public static class ReadPools
{
    /// <summary>Reads them.</summary>
    public static async ValueTask<IReadOnlyList<PoolOfPerson>> RunAsync(Session session, CancellationToken ct)
    {
        if (session.Actor.UserId is not { } person)
            return [];

        var database = session.Workspace.Database;
        var used = await PoolUse.OfDayAsync(database, person, session.Context.Today, ct);
        var pools = new List<PoolOfPerson>();
        foreach (var name in Pools.Objects.Where(n => session.Access.On(session.Schema[n]).May(RecordAction.Read)))
            foreach (var pool in await Pools.ForAsync(name, session, ct))
            {
                var administers = Pools.Administers(session, pool);
                if (!administers && !Pools.IsMember(session, pool, person))
                    continue;

                var definition = session.Schema[name];
                var (claimed, opened) = used.GetValueOrDefault(pool.Id);
                var alias = Identifier.Of("t");
                var lying = await database.ScalarAsync<long>(
                    Sql.From($"select count(*) from {definition.Table} {alias} where {alias}.{definition.Pool!.Column} = {pool.Id} and {new Reach(session).Living(definition, alias)}"), ct);
                var owned = pool.Capacity is null ? (long?)null : await database.ScalarAsync<long>(Sql.From($"select count(*){ClaimRecord.Owned(session, definition, pool, person)}"), ct);
                pools.Add(new(
                    pool.Id, pool.Name!, name, pool.Description, administers, lying,
                    administers ? [] : [.. (pool.HiddenFields ?? []).Order(StringComparer.Ordinal)],
                    administers ? null : pool.ClaimsPerDay, claimed, administers ? null : pool.ViewsPerDay, opened, administers ? null : pool.Capacity, owned,
                    administers ? null : pool.CooldownDays));
            }

        return pools;
    }
}

/// <summary>A pool as one of its people sees it.</summary>
/// <param name="Id">The pool.</param>
/// <param name="Name">Its name.</param>
/// <param name="Object">What lies in it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Administers">Whether the person looks after it: bound by no limit, and may assign.</param>
/// <param name="Lying">How many records lie in it.</param>
/// <param name="Hidden">Fields that the person does not see before claiming.</param>
/// <param name="ClaimsPerDay">Limit of claims; null for none.</param>
/// <param name="Claimed">Claimed today.</param>
/// <param name="ViewsPerDay">Limit of records opened; null for none.</param>
/// <param name="Opened">Opened today.</param>
/// <param name="Capacity">How many the person may own; null for no limit.</param>
/// <param name="Owned">How many of those that count they own.</param>
/// <param name="CooldownDays">For how many days after it fell its former owner can't claim a record; null for none.</param>
public sealed record PoolOfPerson(
    Guid Id, string Name, string Object, string? Description, bool Administers, long Lying, IReadOnlyList<string> Hidden,
    long? ClaimsPerDay, long Claimed, long? ViewsPerDay, long Opened, long? Capacity, long? Owned, long? CooldownDays);
