using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.SystemObjects;

/// <summary>
/// What people attach to a record, they attach within their reach: a comment, with files that hang on the record, and a favourite to a record they see, which is all they follow, a team member to one that their
/// role lets them edit. Somebody who is only a member names no further ones, so nobody hands themselves a record or prolongs their own stay; nor
/// does a key, which changes nothing of what people may do.
/// </summary>
internal static class AttachWithinReach
{
    public static Rule Comment { get; } = new("comment", RuleMoment.BeforeSave, $"{nameof(AttachWithinReach)} ({nameof(Comment)})", CheckCommentAsync);

    public static Rule Favourite { get; } = new("favourite", RuleMoment.BeforeSave, $"{nameof(AttachWithinReach)} ({nameof(Favourite)})",
        async (favourite, session, ct) => favourite["record"] is null ? null : (await TargetAsync(favourite, session, RecordAction.Read, ct)).Refusal);

    public static Rule Follow { get; } = new("record_follow", RuleMoment.BeforeSave, $"{nameof(AttachWithinReach)} ({nameof(Follow)})",
        async (follow, session, ct) => (await TargetAsync(follow, session, RecordAction.Read, ct)).Refusal);

    public static Rule Member { get; } = new("record_member", RuleMoment.BeforeSave, $"{nameof(AttachWithinReach)} ({nameof(Member)})", CheckMemberAsync);

    public static IReadOnlyList<Rule> MemberGone { get; } =
    [
        .. new[] { RuleMoment.BeforeDelete, RuleMoment.BeforeRestore }.Select(moment => new Rule("record_member", moment, $"{nameof(AttachWithinReach)} ({nameof(Member)})",
            (member, session, _) => new(ForbiddenToKey(member, session)))),
    ];

    private static async ValueTask<Refusal?> CheckCommentAsync(Record comment, Session session, CancellationToken ct)
    {
        var (target, refusal) = await TargetAsync(comment, session, RecordAction.Read, ct);
        if (refusal is not null || target is null)
            return refusal;

        // An answer stands under what it answers.
        if (comment["reply_to"] is Guid answered && await session.LoadAsync(comment.Object, answered, ct) is { } first && !Equals(first["record"], target.Id))
            return new Invalid([new("reply_to", new("reply_elsewhere"))]);

        return await FilesElsewhereAsync(comment, target, session, ct) ? new Invalid([new("files", new("comment_file_elsewhere", target.Object.Label))]) : null;
    }

    /// <summary>Whether the comment brings a file that does not hang on the record itself: those who read the comment could not open it.</summary>
    private static async ValueTask<bool> FilesElsewhereAsync(Record comment, Record target, Session session, CancellationToken ct)
    {
        var files = comment.Object["files"];
        foreach (var id in (comment[files] as Guid[] ?? []).Except(comment.Original(files) as Guid[] ?? []))
            if (await session.LoadAsync(files.Target!, id, ct) is not { IsDeleted: false } file
                || file["object"] as string != target.Object.Name || !Equals(file["record"], target.Id) || file["field"] is not null)
                return true;

        return false;
    }

    private static async ValueTask<Refusal?> CheckMemberAsync(Record member, Session session, CancellationToken ct)
    {
        if (ForbiddenToKey(member, session) is { } forbidden)
            return forbidden;

        var (target, refusal) = await TargetAsync(member, session, RecordAction.Edit, ct);
        if (refusal is not null || target is null)
            return refusal;

        return await session.FulfilsAsync(target, session.Access.On(target.Object).Edit, ct)
            ? null
            : new Forbidden(new("members_named_by_role", target.Object.Label));
    }

    private static Forbidden? ForbiddenToKey(Record member, Session session) =>
        session.Actor.Key is not null && session.ReachOf(member).Count > 0 ? new Forbidden(new("members_named_by_people")) : null;

    /// <summary>The record that <paramref name="attached"/> names, or why the person can't attach to it; neither when a rule of the system made it.</summary>
    private static async ValueTask<(Record? Target, Refusal? Refusal)> TargetAsync(Record attached, Session session, RecordAction action, CancellationToken ct)
    {
        if (session.ReachOf(attached).Count == 0)
            return default;

        if (attached["object"] is not string name || session.Schema.Find(name) is not { } definition || !IsHolder(attached.Object, definition) || !session.Access.On(definition).May(RecordAction.Read))
            return (null, new Invalid([new("object", new("unknown_object", attached["object"]))]));

        if (attached["record"] is not Guid id)
            return (null, new Invalid([new("record", new("record_not_found", definition.Label))]));

        var found = await session.FindAsync(definition, id, action, ct);
        return found.Refusal is NotFound missing ? (null, new Invalid([new("record", missing.Message)])) : (found.Record, found.Refusal);
    }

    /// <summary>What hangs on something itself carries nothing: there are no comments on comments, but answers to them.</summary>
    private static bool IsHolder(ObjectSchema attached, ObjectSchema holder) => attached.Attachment is null || holder.Attachment is null;
}
