using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>
/// A view as a person that ended, for whatever reason, has ended for good: its sign-in forgets it, so that nothing brings it back, and its record tells when.
/// What no request sees any more, because somebody signed out or closed the browser, is found by the clock.
/// </summary>
internal static class EndedViews
{
    /// <summary>Ends what is over and nobody ended.</summary>
    public static Duty Duty { get; } = new("ending views as a person", TimeSpan.FromMinutes(1), RunAsync);

    /// <summary>Ends every view whose time is over or whose sign-in ended.</summary>
    public static async Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var now = workspace.Clock.GetUtcNow();
        var over = await workspace.Database.ListAsync(
            Sql.From(
                $"""
                select e.id, e.until, s.revoked_at from seen_as e left join web_session s on s.seen_entry = e.id
                where e.ended_at is null and (e.until <= {now} or s.revoked_at is not null)
                """),
            rows => (Entry: rows.GetGuid(0), At: rows.IsNull(2) ? rows.GetInstant(1) : rows.GetInstant(2)),
            ct);
        foreach (var (entry, at) in over)
            await EndAsync(workspace.Open(Actor.System("ending views as a person")), entry, at, ct);
    }

    /// <summary>Ends one view. Of several who do at once the first writes when.</summary>
    public static async Task EndAsync(Session session, Guid entry, DateTimeOffset at, CancellationToken ct)
    {
        if (await session.LoadAsync(session.Schema[SeeingAs.Entry], entry, ct) is { } record && record["ended_at"] is null && record["until"] is DateTimeOffset until)
        {
            record["ended_at"] = at < until ? at : until;
            session.Include("view", batch => WebSessions.EndView(batch, entry));
            if (await session.CommitAsync(ct) is null)
                return;
        }

        var forget = new WriteBatch();
        WebSessions.EndView(forget, entry);
        await session.Workspace.Database.WriteAsync(forget, ct);
    }
}
