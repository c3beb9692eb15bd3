using Tongke.Crm.Actions;
using Tongke.Crm.Rules;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Quoting;

/// <summary>The approver approves a quote, or sends it back with a reason; whoever submitted it and its owner are told.</summary>
public sealed class DecideQuote(bool approves) : IRecordAction
{
    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public string Name => approves ? "approve" : "reject";

    /// <inheritdoc />
    public ValueTask<bool> MayRunAsync(Record record, Session session, CancellationToken ct) => new(DiscountApproval.MayDecide(Quote.Over(record), session) is null);

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var quote = Quote.Over(record);
        if (DiscountApproval.MayDecide(quote, session) is { } forbidden)
            return new(forbidden);

        session.Hold(record);
        var note = parameters.ReadText(approves ? "note" : "reason");
        quote.ApprovalNote = note;
        if (approves)
            (quote.Status, quote.ApprovedBy, quote.ApprovedAt) = (Quote.StatusValue.Approved, session.Actor.UserId, session.Now);
        else
            quote.Status = Quote.StatusValue.Draft;

        var (kind, code) = approves ? (Notification.QuoteApproved, "quote_approved") : (Notification.QuoteRejected, "quote_rejected");
        foreach (var person in new[] { quote.SubmittedBy, record.Owner }.OfType<Guid>().Distinct())
            Notification.Make(session, DerivedId.Of(session, quote.Id, person), person, kind, new(code, session.Actor.Name, quote.Name), record, note);

        return new(ActionOutcome.Done);
    }
}
