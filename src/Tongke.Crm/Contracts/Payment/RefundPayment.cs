using Tongke.Crm.Actions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>Gives money back: a payment of its own kind that names the receipt it takes back.</summary>
public sealed class RefundPayment : IRecordAction
{
    /// <inheritdoc />
    public string Object => Payment.ObjectName;

    /// <inheritdoc />
    public string Name => "refund";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var original = Payment.Over(record);
        var refund = Payment.Over(session.Add(record.Object));
        (refund.Kind, refund.RefundOf, refund.Method) = (Payment.KindValue.Refund, new Id<Payment>(original.Id), original.Method);
        (refund.Account, refund.Contract, refund.Payer) = (original.Account, original.Contract, original.Payer);
        (refund.Amount, refund.AmountCurrency) = (parameters.Read<decimal>("refund_amount"), parameters.ReadText("refund_amount_currency") ?? original.AmountCurrency);
        refund.ReceivedAt = parameters.Read<DateOnly>("refunded_at") ?? session.Context.Today;
        (refund.BankReference, refund.Remark) = (parameters.ReadText("refund_reference"), parameters.ReadText("reason"));
        return new(ActionOutcome.With(("payment", refund.Id)));
    }
}
