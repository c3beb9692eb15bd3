using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>Whoever may give the discounts of a quote by themselves says that it is ready; nobody is asked.</summary>
public sealed class ConfirmQuote : IRecordAction
{
    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public string Name => "confirm";

    /// <inheritdoc />
    public async ValueTask<bool> MayRunAsync(Record record, Session session, CancellationToken ct) =>
        session.Actor.UserId is { } person && !(await DiscountApproval.AskAsync(Quote.Over(record), person, session, ct)).IsNeeded;

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var quote = Quote.Over(record);
        if (SubmitQuote.Complete(quote, session) is { } incomplete)
            return incomplete;
        if (session.Actor.UserId is not { } person)
            return new Forbidden(new("quote_not_approver"));

        var need = await DiscountApproval.AskAsync(quote, person, session, ct);
        if (need.IsNeeded)
            return need.Refusal ?? new RuleRefused(new("quote_needs_approval"));

        session.Hold(record);
        SubmitQuote.ApproveAtOnce(quote, person, session);
        return ActionOutcome.Done;
    }
}
