using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Server.Identity;

/// <summary>
/// A key reaches no further than it was given: it changes neither keys nor roles nor what people may do, and a person gives a key no more than
/// they have, on whatever path it is written.
/// </summary>
internal static class KeysStayWithin
{
    private static readonly string[] Limits = ["role", "scopes", "expires_at", SystemFields.Owner];

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        .. ForPeopleOnly("api_key", _ => true),
        .. ForPeopleOnly("role", _ => true),
        .. ForPeopleOnly("object_customisation", _ => true),
        .. ForPeopleOnly("user", ChangesSignIn),
        new("api_key", RuleMoment.BeforeSave, nameof(KeysStayWithin), CheckKeyAsync),
    ];

    private static IEnumerable<Rule> ForPeopleOnly(string definition, Func<Record, bool> isTheirs)
    {
        foreach (var moment in new[] { RuleMoment.BeforeSave, RuleMoment.BeforeDelete, RuleMoment.BeforeRestore })
            yield return new(definition, moment, nameof(KeysStayWithin), (record, session, _) =>
                session.Actor.Key is not null && isTheirs(record) ? new(new Forbidden(new("people_only"))) : default);
    }

    private static bool ChangesSignIn(Record user) =>
        user.IsNew ? user["roles"] is Guid[] { Length: > 0 } : user.State != RecordState.Stored || Takeover.Touches(user);

    private static ValueTask<Refusal?> CheckKeyAsync(Record key, Session session, CancellationToken ct)
    {
        if (session.Actor.IsSystem || !Limits.Select(name => key.Object[name]).Any(key.HasChanged))
            return default;

        var (role, owner) = (key.Object["role"], key.Object[SystemFields.Owner]);
        Guid[] roles = [.. new[] { key.Original(role), key[role] }.OfType<Guid>()];
        if (!RoleCover.Covers(session.Schema, session.Actor.Roles, roles))
            return new(new Forbidden(new("role_exceeds_own"), [new("role", new("role_exceeds_own"))]));

        var owners = new[] { key.Original(owner), key[owner] }.OfType<Guid>().Where(o => o != session.Actor.UserId);
        return owners.All(o => RoleCover.Covers(session.Schema, session.Actor.Roles, session.Workspace.Organization.Find(o)?.Roles ?? []))
            ? default
            : new(new Forbidden(new("user_exceeds_own"), [new(SystemFields.Owner, new("user_exceeds_own"))]));
    }
}
