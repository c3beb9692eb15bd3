using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>A member opens at most so many records of a pool in a day; the same one counts once. Lists show what they show: there the hidden fields protect. Who sees as another uses up nothing of theirs.</summary>
public static class OpenPooledRecord
{
    /// <summary>Counts that the record is opened; why it may not be.</summary>
    public static async ValueTask<Refusal?> CountAsync(Session session, ObjectSchema definition, Guid record, CancellationToken ct)
    {
        if (definition.Pool is not { } lookup || session.Actor is not { UserId: { } person, SeenBy: null })
            return null;

        var limiting = session.Organization.PoolsOf(definition.Name).Where(p => p.ViewsPerDay is not null).ToArray();
        if (limiting.Length == 0)
            return null;

        var rights = new PoolRights(session.Actor, session.Organization, session.Access);
        var theirs = rights.Seen(definition).Intersect(rights.Closed(definition)).ToHashSet();
        var limited = limiting.Where(p => theirs.Contains(p.Id)).ToDictionary(p => p.Id);
        if (limited.Count == 0)
            return null;

        var database = session.Workspace.Database;
        var lies = await database.ScalarAsync<Guid?>(Sql.From($"select t.{lookup.Column} from {definition.Table} t where t.id = {record} and t.deleted_at is null"), ct);
        if (lies is not { } id || !limited.TryGetValue(id, out var pool))
            return null;

        return await PoolUse.OpenAsync(database, person, session.Context.Today, id, record, pool.ViewsPerDay!.Value, ct)
            ? null
            : new RuleRefused(new("pool_views_used", pool.ViewsPerDay, definition.Label));
    }
}
