using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>What a refund exceeds the credit of its payment by is taken back from what it was matched with, the last that was due first.</summary>
public sealed class ReleaseForRefund : IAfterSave<Payment>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Payment record, Session session, CancellationToken ct)
    {
        if (record.Kind != Payment.KindValue.Refund || await session.LoadAsync(record.RefundOf, ct) is not { } original)
            return null;

        var missing = -await PaymentFigures.CreditAsync(original, session, ct);
        if (missing <= 0)
            return null;

        var matches = new List<(PaymentMatch Match, PaymentPlan Plan)>();
        foreach (var match in (await Parts.OfAsync(session, PaymentMatch.ObjectName, PaymentMatch.Fields.Payment, original.Id, ct)).Select(PaymentMatch.Over))
            if (await session.LoadAsync(match.Plan, ct) is { } plan)
                matches.Add((match, plan));

        foreach (var (match, _) in matches.OrderByDescending(m => m.Plan.DueDate).ThenByDescending(m => m.Plan.Sequence).ThenByDescending(m => m.Match.Id))
        {
            if (missing <= 0)
                break;

            var part = Math.Min(missing, match.Amount ?? 0);
            missing -= part;
            if (part == match.Amount)
                session.Delete(match.Record);
            else
                match.Amount -= part;
        }

        return null;
    }
}
