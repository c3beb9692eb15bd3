using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Access;

/// <summary>In whose name work goes on in the background: the person who started it, with the rights that person has now.</summary>
public static class ActingPerson
{
    /// <summary>The person as an actor, or the key by which the person came; null when either is gone or no longer good.</summary>
    /// <param name="session">Of the system: the person may not read all of this.</param>
    /// <param name="person">Who.</param>
    /// <param name="key">The key by which they came.</param>
    /// <param name="via">Through what; stands in the change log.</param>
    /// <param name="ct">Gives up.</param>
    public static async ValueTask<Actor?> FindAsync(Session session, Guid? person, Guid? key, string via, CancellationToken ct)
    {
        if (person is not { } id || session.Workspace.Organization.Find(id) is not { Active: true } member)
            return null;

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
