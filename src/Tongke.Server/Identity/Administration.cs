using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Server.Errors;

namespace Tongke.Server.Identity;

/// <summary>Who administers other people's sign-in: whoever may edit every user. No role is known by its name.</summary>
internal static class Administration
{
    /// <summary>Whether the actor is one.</summary>
    public static bool Includes(Workspace workspace, Actor actor) => workspace.PolicyOf(actor).On(workspace.Schema["user"]).EditsAll;

    /// <summary>Refuses whoever is none, and every key that is limited to some purposes.</summary>
    /// <exception cref="RequestRefusedException">The actor may not.</exception>
    public static void Require(Workspace workspace, Actor actor)
    {
        RefuseLimitedKey(actor);
        if (!Includes(workspace, actor))
            throw new RequestRefusedException(403, "administration_only");
    }

    /// <summary>What tells of everything is not for a key that is limited to some purposes.</summary>
    /// <exception cref="RequestRefusedException">It is one.</exception>
    public static void RefuseLimitedKey(Actor actor)
    {
        if (actor.Purposes is { Names.Count: > 0 })
            throw new RequestRefusedException(403, "api_key_scope");
    }

    /// <summary>Reaches somebody whose sign-in the actor is to change: one the actor may edit and who may do no more than the actor.</summary>
    /// <exception cref="RequestRefusedException">There is no such person for this actor.</exception>
    public static async Task<Record> ReachAsync(Session session, Guid user, CancellationToken ct)
    {
        if (session.Actor.Key is not null)
            throw new RequestRefusedException(403, "people_only");

        var found = await session.FindAsync(session.Schema["user"], user, RecordAction.Edit, ct);
        Refusals.ThrowIfAny(found.Refusal);
        Refusals.ThrowIfAny(MayNotTakeOver(session, found.Record!));
        return found.Record!;
    }

    /// <summary>Why the actor may not give somebody, whom it reached, a way to sign in: it may not edit logins, or the person may do more than the actor.</summary>
    public static Refusal? MayNotTakeOver(Session session, Record user)
    {
        var access = session.Access.On(user.Object);
        var roles = user["roles"] as Guid[] ?? [];
        return access.MayEdit(user.Object["login"]) && RoleCover.Covers(session.Schema, session.Actor.Roles, roles)
            ? null
            : new Forbidden(new("user_exceeds_own"));
    }
}
