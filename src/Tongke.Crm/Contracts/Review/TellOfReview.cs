using Tongke.Crm.Rules;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Who may approve a contract or a change order is told that one waits; who submitted it and its owner are told what was decided. Once it was decided or withdrawn, it is nobody's unread message any more.</summary>
public sealed class TellOfReview : IAfterSave<Contract>, IAfterSave<ContractChange>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Contract record, Session session, CancellationToken ct) => TellAsync(
        new(record.Record, record.Name, record.SubmittedBy, record.ReviewNote, Contract.Fields.Status, Contract.StatusValue.Draft, Contract.StatusValue.InReview, Contract.StatusValue.Approved), session, ct);

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(ContractChange record, Session session, CancellationToken ct)
    {
        if (!record.Changed(ContractChange.Fields.Status))
            return null;

        var name = $"{record.Number} · {(await session.LoadAsync(record.Contract, ct))?.Name}";
        return await TellAsync(
            new(record.Record, name, record.SubmittedBy, record.ReviewNote, ContractChange.Fields.Status, ContractChange.StatusValue.Draft, ContractChange.StatusValue.InReview, ContractChange.StatusValue.Approved),
            session, ct);
    }

    private static async ValueTask<Refusal?> TellAsync(Reviewed reviewed, Session session, CancellationToken ct)
    {
        var (record, status) = (reviewed.Record, reviewed.Record.Object[reviewed.Status]);
        if (record.IsNew || !record.HasChanged(status))
            return null;

        var (before, now) = (record.Original(status) as string, record[status] as string);
        if (before == reviewed.InReview)
            await Notification.SettleAsync(session, record, Notification.ReviewRequested, ct);
        if (session.Actor.IsSystem)
            return null;

        if (now == reviewed.InReview)
            foreach (var person in await Reviewers.OfAsync(record, session, ct))
                Tell(Notification.ReviewRequested, "review_requested", person, null);
        else if (before == reviewed.InReview && reviewed.SubmittedBy is not null && (now == reviewed.Approved || now == reviewed.Draft)) // what was withdrawn names nobody any more
            foreach (var person in new[] { reviewed.SubmittedBy, record.Owner }.OfType<Guid>().Distinct().Where(p => p != session.Actor.UserId))
                Tell(Notification.ReviewDecided, now == reviewed.Approved ? "review_approved" : "review_sent_back", person, reviewed.Note);

        return null;

        void Tell(string kind, string code, Guid person, string? text) =>
            Notification.Make(session, DerivedId.Of(session, record.Id, person), person, kind, new Message(code, session.Actor.Name, record.Object.Label, reviewed.Name), record, text);
    }

    /// <summary>What is reviewed, and the values of its status.</summary>
    private sealed record Reviewed(Record Record, string? Name, Guid? SubmittedBy, string? Note, string Status, string Draft, string InReview, string Approved);
}
