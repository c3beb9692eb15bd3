using Tongke.Crm.Actions;
using Tongke.Crm.Rules;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Quoting;

/// <summary>Submits a quote: approved at once where its discounts need nobody, otherwise the approver is told.</summary>
public sealed class SubmitQuote : IRecordAction
{
    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public string Name => "submit";

    /// <inheritdoc />
    public async ValueTask<bool> MayRunAsync(Record record, Session session, CancellationToken ct) =>
        session.Actor.UserId is { } person && (await DiscountApproval.AskAsync(Quote.Over(record), person, session, ct)).IsNeeded;

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var quote = Quote.Over(record);
        if (Complete(quote, session) is { } incomplete)
            return incomplete;
        if (session.Actor.UserId is not { } submitter)
            return new Forbidden(new("quote_not_approver"));

        var need = await DiscountApproval.AskAsync(quote, submitter, session, ct);
        if (need.Refusal is { } refusal)
            return refusal;

        session.Hold(record);
        if (!need.IsNeeded)
        {
            ApproveAtOnce(quote, submitter, session);
            return ActionOutcome.With(("approved", true));
        }

        (quote.SubmittedBy, quote.SubmittedAt, quote.ApprovalNote) = (submitter, session.Now, null);
        (quote.Status, quote.Approver) = (Quote.StatusValue.Pending, need.Approver);
        Notification.Make(session, DerivedId.Of(session, quote.Id, need.Approver!.Value), need.Approver, Notification.QuoteSubmitted,
            new("quote_submitted", session.Actor.Name, quote.Name), record, parameters.ReadText("note"));
        return ActionOutcome.With(("approved", false), ("approver", need.Approver), ("approver_name", session.Organization.Find(need.Approver.Value)?.Name));
    }

    /// <summary>Nobody has to be asked.</summary>
    internal static void ApproveAtOnce(Quote quote, Guid person, Session session)
    {
        (quote.SubmittedBy, quote.SubmittedAt, quote.ApprovalNote) = (person, session.Now, null);
        (quote.Status, quote.ApprovedAt, quote.Approver) = (Quote.StatusValue.Approved, session.Now, null);
    }

    /// <summary>Why the quote can't be shown to anybody yet; null when it can.</summary>
    internal static Refusal? Complete(Quote quote, Session session)
    {
        if (quote.LineCount is not > 0 || quote.Amount is null)
            return new RuleRefused(new("quote_without_lines"));

        return quote.ValidUntil < session.Context.Today ? new RuleRefused(new("quote_past_validity")) : null;
    }
}
