using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Rules;

/// <summary>
/// What somebody makes of a record that is shared with them, as the quote of a colleague's deal, belongs to whom that record belongs to. They may make it
/// where their role lets them make such records at all; where the role does not reach it, they join its team.
/// </summary>
internal static class TeamWork
{
    /// <summary>A new record that an action makes for the person; or why they may not.</summary>
    public static (Record? Record, Refusal? Refusal) Make(Session session, ObjectSchema definition) => session.Access.On(definition).May(RecordAction.Create)
        ? (session.Make(definition), null)
        : (null, new Forbidden(new("forbidden_action", definition.Label, RecordAction.Create.Label())));

    /// <summary>Lets the person go on working with what was made, once its owner is known.</summary>
    public static async ValueTask JoinAsync(Record made, Session session, CancellationToken ct)
    {
        if (session.Actor.UserId is not { } person || await session.FulfilsAsync(made, session.Access.On(made.Object).Edit, ct))
            return;

        var member = session.Make(session.Schema["record_member"], DerivedId.Of(session, made.Id, person));
        (member["object"], member["record"], member["user"], member["access"]) = (made.Object.Name, made.Id, person, "edit");
    }
}
