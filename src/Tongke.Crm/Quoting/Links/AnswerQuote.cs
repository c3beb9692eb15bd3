using Tongke.Crm.Actions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>The seller notes what the customer said by phone or on paper.</summary>
public sealed class AnswerQuote(bool accepts) : IRecordAction
{
    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public string Name => accepts ? "accept" : "decline";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var quote = Quote.Over(record);
        var refusal = accepts
            ? QuoteAnswers.Accept(quote, parameters.ReadText(Quote.Fields.AcceptedBy) ?? session.Actor.Name, session)
            : QuoteAnswers.Decline(quote, parameters.ReadText("reason") ?? "", session);
        return new(refusal is null ? ActionOutcome.Done : refusal);
    }
}
