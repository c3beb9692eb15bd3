using Tongke.Crm.Customers;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>
/// A payment takes its account, owner and currency from its contract, a refund from the payment it takes back, of which it can't be more than is left.
/// What is matched stays with its account and contract; when the account is merged into another, all of it goes there together.
/// </summary>
public sealed class FillPayment : IBeforeSave<Payment>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Payment record, Session session, CancellationToken ct)
    {
        if (record.Kind == Payment.KindValue.Refund && await RefundAsync(record, session, ct) is { } wrong)
            return wrong;

        var contract = await session.LoadAsync(record.Contract, ct);
        record.Account ??= contract?.Account;
        if (contract is not null && record.Account is { } account && contract.Account != account)
            return new Invalid([new Problem(Payment.Fields.Contract, new Message("contract_of_other_account", contract.Name))]);

        if (contract is not null && Amounts.Take(record.Record, Payment.Fields.Amount, contract.AmountCurrency, new Message("amount_in_other_currency", contract.AmountCurrency)) is { } other)
            return other;

        if (Amounts.RefuseWithoutRate(record.Record, Payment.Fields.Amount, session) is { } unknown)
            return unknown;

        if (record.IsNew && (contract?.Record ?? (await session.LoadAsync(record.Account, ct))?.Record) is { } belongs)
            Belong(record.Record, belongs);

        return await MovedAsync(record, session, ct);
    }

    /// <summary>Who looks after the contract or the account sees what came in for it, whoever enters it.</summary>
    private static void Belong(Record payment, Record to)
    {
        if (payment.WasWritten(payment.Object[SystemFields.Owner]) || to.Owner is null)
            return;

        PassOwnerToParts.Take(payment, to);
    }

    private static async ValueTask<Refusal?> RefundAsync(Payment refund, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(refund.RefundOf, ct) is not { } original)
            return null;

        if (original.Kind != Payment.KindValue.Receipt)
            return new Invalid([new Problem(Payment.Fields.RefundOf, new Message("refund_of_refund"))]);

        (refund.Account, refund.Contract, refund.Matching) = (original.Account, original.Contract, Payment.MatchingValue.Manual);
        if (Amounts.Take(refund.Record, Payment.Fields.Amount, original.AmountCurrency, new Message("amount_in_other_currency", original.AmountCurrency)) is { } other)
            return other;

        var refunds = await Parts.OfAsync(session, Payment.ObjectName, Payment.Fields.RefundOf, original.Id, ct);
        var left = (original.Amount ?? 0) - refunds.Where(r => r != refund.Record).Sum(Payment.Fields.Amount);
        return refund.Amount > left
            ? new Invalid([new Problem(Payment.Fields.Amount, new Message("refund_above_payment", Amounts.Said(left, original.Record, Payment.Fields.Amount, session)))])
            : null;
    }

    private static async ValueTask<Refusal?> MovedAsync(Payment payment, Session session, CancellationToken ct)
    {
        string[] fixedFields = [Payment.Fields.Account, Payment.Fields.Contract, Payment.Fields.AmountCurrency];
        if (payment.IsNew || Array.Find(fixedFields, f => payment.Changed(f) && !MergeLinks.HasFollowed(payment.Record, payment.Record.Object[f], session)) is not { } moved)
            return null;

        var matches = await Parts.OfAsync(session, PaymentMatch.ObjectName, PaymentMatch.Fields.Payment, payment.Id, ct);
        var refunds = await Parts.OfAsync(session, Payment.ObjectName, Payment.Fields.RefundOf, payment.Id, ct);
        return matches.Count + refunds.Count > 0 ? new Invalid([new Problem(moved, new Message("payment_is_matched"))]) : null;
    }
}
