using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Identity;

/// <summary>Whoever gives people roles, or says what a role allows, hands out no more than their own roles allow.</summary>
internal static class NobodyGrantsMoreThanTheyHave
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("user", RuleMoment.BeforeSave, nameof(NobodyGrantsMoreThanTheyHave), CheckUserAsync),
        new("role", RuleMoment.BeforeSave, nameof(NobodyGrantsMoreThanTheyHave), CheckRoleAsync),
    ];

    private static ValueTask<Refusal?> CheckUserAsync(Record user, Session session, CancellationToken ct)
    {
        var roles = user.Object["roles"];
        if (session.Actor.IsSystem || !user.HasChanged(roles))
            return default;

        var before = user.Original(roles) as Guid[] ?? [];
        var given = (user[roles] as Guid[] ?? []).Except(before);
        return RoleCover.Covers(session.Schema, session.Actor.Roles, given) ? default : new(TooMuch("roles"));
    }

    private static ValueTask<Refusal?> CheckRoleAsync(Record role, Session session, CancellationToken ct)
    {
        var field = role.Object["grants"];
        if (session.Actor.IsSystem || !role.HasChanged(field) || role[field] is not JsonElement json)
            return default;

        // The kernel's own rule, which runs before, made sure that they can be read.
        var grants = json.Deserialize<Dictionary<string, Grant>>(Json.Definitions)!;
        var wanted = new RoleDefinition(role.Id, role["name"] as string ?? "", new Label("", ""), grants);
        return RoleCover.Covers(session.Schema, session.Actor.Roles, [wanted]) ? default : new(TooMuch("grants"));
    }

    private static Forbidden TooMuch(string field) => new(new("role_exceeds_own"), [new(field, new("role_exceeds_own"))]);
}
