using Tongke.Kernel.Access;
using Tongke.Kernel.Records;

namespace Tongke.Server.Identity;

/// <summary>Nobody takes over, shuts out or strips somebody who may do more: not by their person, and not by a role that allows more.</summary>
internal static class Takeover
{
    private static readonly string[] Guarded = ["roles", "login", "active", "manager"];

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("user", RuleMoment.BeforeSave, nameof(Takeover), (user, session, _) => user.IsNew || !Touches(user) ? default : new(CheckUser(user, session))),
        new("user", RuleMoment.BeforeDelete, nameof(Takeover), (user, session, _) => new(CheckUser(user, session))),
        new("user", RuleMoment.BeforeRestore, nameof(Takeover), (user, session, _) => new(CheckUser(user, session))),
        new("role", RuleMoment.BeforeSave, nameof(Takeover), (role, session, _) => role.IsNew || !role.HasChanged(role.Object["grants"]) ? default : new(CheckRole(role, session))),
        new("role", RuleMoment.BeforeDelete, nameof(Takeover), (role, session, _) => new(CheckRole(role, session))),
    ];

    /// <summary>Whether what somebody may do, or how they sign in, changes, by their own hand or a rule's.</summary>
    public static bool Touches(Record user) => Guarded.Any(name => user.HasChanged(user.Object[name]));

    private static Forbidden? CheckUser(Record user, Session session) =>
        session.Actor.IsSystem || RoleCover.Covers(session.Schema, session.Actor.Roles, user.Original(user.Object["roles"]) as Guid[] ?? [])
            ? null
            : new(new("user_exceeds_own"), [.. Guarded.Where(name => user.HasChanged(user.Object[name])).Select(name => new Problem(name, new("user_exceeds_own")))]);

    private static Forbidden? CheckRole(Record role, Session session) =>
        session.Actor.IsSystem || RoleCover.Covers(session.Schema, session.Actor.Roles, [role.Id])
            ? null
            : new(new("role_beyond_own"));
}
