using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>What is left of payments and plans, as it will be once the session is committed.</summary>
internal static class PaymentFigures
{
    /// <summary>What of a receipt is neither matched nor refunded.</summary>
    public static async ValueTask<decimal> CreditAsync(Payment payment, Session session, CancellationToken ct, Record? except = null)
    {
        var matches = await Parts.OfAsync(session, PaymentMatch.ObjectName, PaymentMatch.Fields.Payment, payment.Id, ct);
        var refunds = await Parts.OfAsync(session, Payment.ObjectName, Payment.Fields.RefundOf, payment.Id, ct);
        return (payment.Amount ?? 0) - matches.Where(m => m != except).Sum(PaymentMatch.Fields.Amount) - refunds.Where(r => r != except).Sum(Payment.Fields.Amount);
    }

    /// <summary>What of a plan is neither received nor written off.</summary>
    public static async ValueTask<decimal> OutstandingAsync(PaymentPlan plan, Session session, CancellationToken ct, Record? except = null)
    {
        var matches = await Parts.OfAsync(session, PaymentMatch.ObjectName, PaymentMatch.Fields.Plan, plan.Id, ct);
        return (plan.Amount ?? 0) - (plan.WrittenOff ?? 0) - matches.Where(m => m != except).Sum(PaymentMatch.Fields.Amount);
    }
}
