using Tongke.Crm.Quoting;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>Who may approve a record that was submitted: the nearest above its owner who can, or else everybody who can.</summary>
internal static class Reviewers
{
    /// <summary>More are not told of one record.</summary>
    private const int Most = 20;

    /// <summary>Those to tell, without whoever asks.</summary>
    public static async ValueTask<IReadOnlyList<Guid>> OfAsync(Record record, Session session, CancellationToken ct)
    {
        if ((record.Owner ?? session.Actor.UserId) is { } owner)
            foreach (var person in await Superiors.OfAsync(session, owner, ct))
                if (person != session.Actor.UserId && await MayAsync(person, record, session, ct))
                    return [person];

        var all = new List<Guid>();
        foreach (var member in session.Organization.Members.Where(m => m.Active && m.Id != session.Actor.UserId && m.Id != record.Owner))
            if (all.Count < Most && await MayAsync(member.Id, record, session, ct))
                all.Add(member.Id);

        return all;
    }

    private static async ValueTask<bool> MayAsync(Guid person, Record record, Session session, CancellationToken ct)
    {
        if (session.Organization.Find(person) is not { Active: true } member)
            return false;

        var theirs = session.Workspace.Open(Actor.User(member.Id, member.Name, member.Roles));
        return theirs.Access.On(record.Object).May(RecordAction.Approve) && (await theirs.FindAsync(record.Object, record.Id, RecordAction.Approve, ct)).Record is not null;
    }
}
