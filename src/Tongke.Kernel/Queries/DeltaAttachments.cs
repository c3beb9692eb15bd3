using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// The part of <see cref="Delta"/> that follows what records hang on: when an account comes into the actor's sight or goes from it, so do its
/// comments, without a change to themselves.
/// </summary>
public static class DeltaAttachments
{
    /// <summary>Records of the object whose holder the actor sees now and did not see then, or the other way round.</summary>
    /// <param name="session">Whose actor it is.</param>
    /// <param name="definition">The object asked for.</param>
    /// <param name="changed">What changed since that point, by object.</param>
    /// <param name="since">The point of the log.</param>
    /// <param name="ct">Gives up.</param>
    public static async ValueTask<IReadOnlyCollection<Guid>> TouchedAsync(Session session, ObjectSchema definition, ILookup<string, Guid> changed, long since, CancellationToken ct)
    {
        if (definition.Attachment is not { } attachment)
            return [];

        var touched = new HashSet<Guid>();
        Guid[] memberships = [.. changed[DeltaTeams.ObjectName].Distinct()];
        foreach (var holder in attachment.Holders(session.Schema).Where(h => session.Access.On(h).May(RecordAction.Read)))
        {
            var turned = await TurnedAsync(session, holder, changed, memberships, since, ct);
            if (turned.Count == 0)
                continue;

            var named = attachment.Object is null ? Sql.Empty : Sql.From($"{attachment.Object.Column} = {holder.Name} and ");
            touched.UnionWith(await session.Workspace.Database.ListAsync(
                Sql.From($"select id from {definition.Table} where {named}{Sql.In(Sql.From($"{attachment.Record.Column}"), turned)}"), rows => rows.GetGuid(0), ct));
        }

        return touched;
    }

    /// <summary>The holders that came into sight or went from it.</summary>
    private static async ValueTask<IReadOnlyCollection<Guid>> TurnedAsync(
        Session session, ObjectSchema holder, ILookup<string, Guid> changed, Guid[] memberships, long since, CancellationToken ct)
    {
        var records = changed[holder.Name].Union(await TouchedAsync(session, holder, changed, since, ct)).ToArray();
        var mayHaveTurned = records.Length > 0 || (holder.IsOwned && (memberships.Length > 0 || (session.Actor.UserId is { } me && session.Workspace.Organization.IsOnTeams(me))));
        if (!mayHaveTurned)
            return [];

        var (seen, gone) = await Delta.SplitAsync(session, holder, records, memberships, since, ct);
        var turned = gone.ToHashSet();
        var teams = await DeltaTeams.ReadAsync(session, holder, since, memberships, ct);
        foreach (var id in seen)
            if (!await Delta.WasSeenAsync(session, holder, id, memberships, since, teams, ct))
                turned.Add(id);

        return turned;
    }
}
