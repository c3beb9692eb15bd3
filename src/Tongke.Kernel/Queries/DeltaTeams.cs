using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// The part of <see cref="Delta"/> that follows the teams of records: joining one, leaving it, and the end of a membership bring a record into the
/// actor's sight or take it away without a change to the record itself.
/// </summary>
internal sealed class DeltaTeams
{
    /// <summary>API name of the memberships.</summary>
    public const string ObjectName = "record_member";

    private readonly Session session;
    private readonly ObjectSchema definition;
    private readonly long since;
    private readonly DateTimeOffset then;
    private readonly Dictionary<Guid, Guid> mine;

    private DeltaTeams(Session session, ObjectSchema definition, long since, DateTimeOffset then, Dictionary<Guid, Guid> mine, IReadOnlyCollection<Guid> touched) =>
        (this.session, this.definition, this.since, this.then, this.mine, Touched) = (session, definition, since, then, mine, touched);

    /// <summary>Records whose team the actor joined or left, or on which the actor's time ended.</summary>
    public IReadOnlyCollection<Guid> Touched { get; }

    /// <summary>Looks for what concerns the actor.</summary>
    /// <param name="session">Whose actor it is.</param>
    /// <param name="definition">The object asked for.</param>
    /// <param name="since">The point of the log from which on changes count.</param>
    /// <param name="changed">Memberships of anybody that changed since.</param>
    /// <param name="ct">Gives up.</param>
    public static async ValueTask<DeltaTeams> ReadAsync(Session session, ObjectSchema definition, long since, IReadOnlyCollection<Guid> changed, CancellationToken ct)
    {
        var then = await MomentAsync(session, since, ct);
        if (session.Actor.UserId is not { } me || !definition.IsOwned || (changed.Count == 0 && !session.Workspace.Organization.IsOnTeams(me)))
            return new(session, definition, since, then, [], []);

        var members = session.Schema[ObjectName];
        var mine = new Dictionary<Guid, Guid>();
        var touched = new HashSet<Guid>();
        await using (var rows = await session.Workspace.Database.QueryAsync(
            Sql.From($"select id, record, expires_at from {members.Table} where {members["user"].Column} = {me} and object = {definition.Name}"), ct))
        {
            while (await rows.ReadAsync(ct))
            {
                mine[rows.GetGuid(0)] = rows.GetGuid(1);
                if (since > 0 && rows.Get<DateTimeOffset?>(2) is { } end && end > then && end <= session.Now)
                    touched.Add(rows.GetGuid(1));
            }
        }

        foreach (var id in changed.Distinct())
        {
            // A membership that was deleted for good is known from the log alone.
            if (!mine.ContainsKey(id) && await Delta.PastAsync(session, members, id, since, ct) is { } past && Equals(past.GetValueOrDefault(members["user"]), me)
                && Equals(past.GetValueOrDefault(members["object"]), definition.Name) && past.GetValueOrDefault(members["record"]) is Guid of)
                mine[id] = of;

            if (mine.TryGetValue(id, out var record))
                touched.Add(record);
        }

        return new(session, definition, since, then, mine, touched);
    }

    /// <summary>Whether the actor was on the record's team at that point.</summary>
    public async ValueTask<bool> HeldAsync(Guid record, CancellationToken ct)
    {
        var members = session.Schema[ObjectName];
        foreach (var id in mine.Where(m => m.Value == record).Select(m => m.Key))
            if (await Delta.PastAsync(session, members, id, since, ct) is { } past && Equals(past.GetValueOrDefault(members["user"]), session.Actor.UserId)
                && Equals(past.GetValueOrDefault(members["object"]), definition.Name) && Equals(past.GetValueOrDefault(members["record"]), record)
                && (past.GetValueOrDefault(members["expires_at"]) is not DateTimeOffset end || end > then))
                return true;

        return false;
    }

    /// <summary>When the change at that point was made.</summary>
    private static async ValueTask<DateTimeOffset> MomentAsync(Session session, long since, CancellationToken ct) =>
        await session.Workspace.Database.ScalarAsync<DateTimeOffset?>(
            Sql.From($"select c.at from change_seal s join change c on c.id = s.change where s.seq <= {since} order by s.seq desc limit 1"), ct) ?? DateTimeOffset.MinValue;
}
