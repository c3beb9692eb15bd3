using Tongke.Kernel.Records;

namespace Tongke.Server.Identity;

/// <summary>Somebody who may edit users can give them only roles that allow no more than their own do; and can't take over an account that may more.</summary>
internal static class NobodyGrantsMoreThanTheyHave
{
    public static Rule Rule { get; } = new("user", RuleMoment.BeforeSave, nameof(NobodyGrantsMoreThanTheyHave), RunAsync);

    private static ValueTask<Refusal?> RunAsync(Record user, Session session, CancellationToken ct)
    {
        var roles = user.Object["roles"];
        if (session.Actor.IsSystem || !user.WasWritten(roles) || !user.HasChanged(roles))
            return default;

        var before = user.Original(roles) as Guid[] ?? [];
        var given = (user[roles] as Guid[] ?? []).Except(before);
        return RoleCover.Covers(session.Schema, session.Actor.Roles, given)
            ? default
            : new(new Forbidden(new("role_exceeds_own"), [new("roles", new("role_exceeds_own"))]));
    }
}
