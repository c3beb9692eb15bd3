using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Rules;

/// <summary>
/// Who is named in a comment is told; of a new comment also the record's owner and those who follow the record. Each only as long as they see
/// the record, and nobody of their own words.
/// </summary>
internal static class NotifyOfComment
{
    private const int MostFollowers = 500;

    private const int LongestExcerpt = 300;

    /// <summary>For comments.</summary>
    public static Rule Rule { get; } = new("comment", RuleMoment.AfterSave, nameof(NotifyOfComment), RunAsync);

    private static async ValueTask<Refusal?> RunAsync(Record comment, Session session, CancellationToken ct)
    {
        if (session.Actor.UserId is not { } author || comment["object"] is not string name || session.Schema.Find(name) is not { } definition
            || comment["record"] is not Guid id || await session.LoadAsync(definition, id, ct) is not { IsDeleted: false } about)
            return null;

        var mentions = comment.Object["mentions"];
        var named = Ids(comment[mentions]).Except(Ids(comment.Original(mentions))).ToHashSet();
        var others = comment.IsNew ? await FollowersAsync(about, session, ct) : [];
        foreach (var person in named.Union(others).Where(p => p != author))
        {
            if (session.Workspace.Organization.Find(person) is not { Active: true } member)
                continue;

            var theirs = session.Workspace.Open(Actor.User(member.Id, member.Name, member.Roles));
            if ((await theirs.FindAsync(definition, id, RecordAction.Read, ct)).Record is not { } seen || !theirs.SeesWhole(seen))
                continue;

            var title = theirs.Access.On(definition).MayRead(definition.NameField) ? about[definition.NameField] as string ?? "" : "";
            var kind = named.Contains(person) ? Notification.CommentMention : Notification.CommentMade;
            Notification.Make(session, DerivedId.Of(session, comment.Id, person), person, kind, new(kind, session.Actor.Name, definition.Label, title), about, Excerpt(comment["text"] as string ?? ""));
        }

        return null;
    }

    private static async ValueTask<IEnumerable<Guid>> FollowersAsync(Record about, Session session, CancellationToken ct)
    {
        var follow = session.Schema["record_follow"];
        var ofRecord = Condition.AllOf([
            Condition.Equal(new FieldPath(follow["object"]), about.Object.Name),
            Condition.Equal(new FieldPath(follow["record"]), about.Id),
        ]);
        var followers = (await session.LoadWhereAsync(follow, ofRecord, MostFollowers, ct)).Select(f => f.Owner).OfType<Guid>();
        return about.Owner is { } owner ? followers.Append(owner) : followers;
    }

    private static Guid[] Ids(object? value) => value as Guid[] ?? [];

    private static string Excerpt(string text) => text.Length > LongestExcerpt ? $"{text.Cut(LongestExcerpt)}…" : text;
}
