using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>Takes a quote that no customer has seen back to draft, to change it; what was approved has to be approved again.</summary>
public sealed class WithdrawQuote : IRecordAction
{
    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public string Name => "withdraw";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var quote = Quote.Over(record);
        session.Hold(record);
        quote.Status = Quote.StatusValue.Draft;
        (quote.Approver, quote.ApprovedBy, quote.ApprovedAt) = (null, null, null);
        return new(ActionOutcome.Done);
    }
}
