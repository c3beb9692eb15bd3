using Tongke.Crm.Actions;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>Makes a link by which the customer opens the quote, and with the first one sends it. The link works to the end of its last day, usually that of the quote’s validity; a draft goes out at once where its discounts need nobody's approval.</summary>
public sealed class ShareQuote : IRecordAction
{
    private const int UsualDays = 30;

    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public string Name => "share";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var quote = Quote.Over(record);
        if (SubmitQuote.Complete(quote, session) is { } incomplete)
            return incomplete;

        session.Hold(record);
        if (quote.Status == Quote.StatusValue.Draft)
        {
            if (session.Actor.UserId is not { } sender)
                return new Forbidden(new("quote_not_approver"));

            var need = await DiscountApproval.AskAsync(quote, sender, session, ct);
            if (need.IsNeeded)
                return need.Refusal ?? new RuleRefused(new("quote_needs_approval"));

            (quote.SubmittedBy, quote.SubmittedAt, quote.ApprovedAt) = (sender, session.Now, session.Now);
        }

        if (quote.Status is Quote.StatusValue.Draft or Quote.StatusValue.Approved)
            (quote.Status, quote.SentAt) = (Quote.StatusValue.Sent, session.Now);

        var link = session.Make<QuoteLink>();
        link.Quote = new Id<Quote>(quote.Id);
        link.Note = parameters.ReadText("note") ?? await session.SeenNameAsync(quote.Contact, ct);
        var today = session.Context.Today;
        link.ExpiresAt = EndOf(parameters.Read<long>("days") is { } days ? today.AddDays((int)days) : quote.ValidUntil ?? today.AddDays(UsualDays), session);
        return ActionOutcome.With(("link", link.Id));
    }

    private static DateTimeOffset EndOf(DateOnly day, Session session) => Moments.StartOf(day.AddDays(1), session.Schema.Conventions.TimeZone).AddSeconds(-1);
}
