using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Nobody approves what they submitted or own, as with quotes; who administers everybody may, since there may be nobody else.</summary>
internal static class OwnReview
{
    /// <summary>Why the actor may not approve the record; null when they may.</summary>
    public static Refusal? Of(Record record, Guid? submittedBy, Session session) =>
        session.Actor.UserId is { } person && (person == submittedBy || person == record.Owner) && !session.Access.On(session.Schema["user"]).EditsAll
            ? new Forbidden(new Message("own_review", record.Object.Label))
            : null;
}
