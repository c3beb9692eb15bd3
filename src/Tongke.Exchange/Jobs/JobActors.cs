using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Jobs;

/// <summary>In whose name a job runs: the person who started it, with the rights that person has now.</summary>
internal static class JobActors
{
    /// <summary>Books of jobs are kept by the system: the person may not write them.</summary>
    public static Actor Keeper { get; } = Actor.System("keeping the state of imports and exports");

    /// <summary>The person as an actor, or the key by which the person came; null when either is gone or no longer good.</summary>
    public static async Task<Actor?> FindAsync(Workspace workspace, Guid? person, Guid? key, string via, CancellationToken ct)
    {
        if (person is not { } id || workspace.Organization.Find(id) is not { Active: true } member)
            return null;

        var session = workspace.Open(Keeper);
        var user = await session.LoadAsync(session.Schema["user"], id, ct);
        var actor = key is { } used ? await OfKeyAsync(session, member, used, ct) : Actor.User(id, member.Name, member.Roles);
        return actor is null ? null : actor with { Via = via, Language = user?["language"] as string == "en" ? Language.English : Language.Chinese };
    }

    private static async ValueTask<Actor?> OfKeyAsync(Session session, Member member, Guid key, CancellationToken ct)
    {
        var found = await session.LoadAsync(session.Schema["api_key"], key, ct);
        var isGood = found is { IsDeleted: false } && found["revoked_at"] is null && found.Owner == member.Id && (found["expires_at"] is not DateTimeOffset end || end > session.Now);
        return isGood && found!["role"] is Guid role && RoleCover.Covers(session.Schema, member.Roles, [role])
            ? Actor.OfKey(key, member.Id, $"{member.Name} ({found["name"]})", role, new Purposes(found["scopes"] as string[] ?? []))
            : null;
    }
}
