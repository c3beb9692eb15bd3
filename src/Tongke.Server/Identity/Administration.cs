using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Server.Errors;

namespace Tongke.Server.Identity;

/// <summary>Who administers other people's sign-in: whoever may edit every user. No role is known by its name.</summary>
internal static class Administration
{
    /// <summary>Whether the actor is one.</summary>
    public static bool Includes(Workspace workspace, Actor actor)
    {
        var access = workspace.PolicyOf(actor).On(workspace.Schema["user"]);
        return access.May(RecordAction.Edit) && access.Edit == Constant.True;
    }

    /// <summary>Reaches somebody whose sign-in the actor is to change: one the actor may edit and who may do no more than the actor.</summary>
    /// <exception cref="RequestRefusedException">There is no such person for this actor.</exception>
    public static async Task<Record> ReachAsync(Session session, Guid user, CancellationToken ct)
    {
        var found = await session.FindAsync(session.Schema["user"], user, RecordAction.Edit, ct);
        Refusals.ThrowIfAny(found.Refusal);
        var roles = found.Record!["roles"] as Guid[] ?? [];
        if (!RoleCover.Covers(session.Schema, session.Actor.Roles, roles))
            throw new RequestRefusedException(403, "user_exceeds_own");

        return found.Record;
    }
}
