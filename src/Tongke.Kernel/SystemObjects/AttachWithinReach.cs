using Tongke.Kernel.Access;
using Tongke.Kernel.Records;

namespace Tongke.Kernel.SystemObjects;

/// <summary>
/// What people attach to a record, they attach within their reach: a comment to a record they see, a team member to one that their role lets
/// them edit. Somebody who is only a member names no further ones, so nobody hands themselves a record or prolongs their own stay.
/// </summary>
internal static class AttachWithinReach
{
    public static Rule Comment { get; } = new("comment", RuleMoment.BeforeSave, $"{nameof(AttachWithinReach)} ({nameof(Comment)})",
        async (comment, session, ct) => await TargetAsync(comment, session, RecordAction.Read, ct) is (_, { } refusal) ? refusal : null);

    public static Rule Member { get; } = new("record_member", RuleMoment.BeforeSave, $"{nameof(AttachWithinReach)} ({nameof(Member)})", CheckMemberAsync);

    private static async ValueTask<Refusal?> CheckMemberAsync(Record member, Session session, CancellationToken ct)
    {
        var (target, refusal) = await TargetAsync(member, session, RecordAction.Edit, ct);
        if (refusal is not null || target is null)
            return refusal;

        return await session.FulfilsAsync(target, session.Access.On(target.Object).Edit, ct)
            ? null
            : new Forbidden(new("members_named_by_role", target.Object.Label));
    }

    /// <summary>The record that <paramref name="attached"/> names, or why the person can't attach to it; neither when a rule of the system made it.</summary>
    private static async ValueTask<(Record? Target, Refusal? Refusal)> TargetAsync(Record attached, Session session, RecordAction action, CancellationToken ct)
    {
        if (session.ReachOf(attached).Count == 0)
            return default;

        if (attached["object"] is not string name || session.Schema.Find(name) is not { } definition || !session.Access.On(definition).May(RecordAction.Read))
            return (null, new Invalid([new("object", new("unknown_object", attached["object"]))]));

        if (attached["record"] is not Guid id)
            return (null, new Invalid([new("record", new("record_not_found", definition.Label))]));

        var found = await session.FindAsync(definition, id, action, ct);
        return found.Refusal is NotFound missing ? (null, new Invalid([new("record", missing.Message)])) : (found.Record, found.Refusal);
    }
}
