using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>
/// A receipt is matched with what the same account owes in the same currency by a signed contract; never more than is left of the one and still due of the
/// other. Two who match at the same time are told apart by the validations of payment and plan.
/// </summary>
public sealed class GuardMatch : IBeforeSave<PaymentMatch>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(PaymentMatch record, Session session, CancellationToken ct)
    {
        // What an earlier attempt of the commit thought of, and this one does not any more.
        if (session.Known(record.Record.Object, record.Id) != record.Record)
            return null;

        if (await session.LoadAsync(record.Payment, ct) is not { } payment || await session.LoadAsync(record.Plan, ct) is not { } plan || await session.LoadAsync(plan.Contract, ct) is not { } contract)
            return null;

        if (Mismatch(payment, plan, contract) is { } mismatch)
            return new Invalid([new Problem(PaymentMatch.Fields.Plan, mismatch)]);

        if (Amounts.Take(record.Record, PaymentMatch.Fields.Amount, plan.AmountCurrency, new Message("amount_in_other_currency", plan.AmountCurrency)) is { } other)
            return other;

        (record.Contract, record.Account, record.Name) = (plan.Contract, plan.Account, $"{payment.Number} · {plan.Name}");
        if (record.IsNew)
            PassOwnerToParts.Take(record.Record, contract.Record);

        var credit = await PaymentFigures.CreditAsync(payment, session, ct, record.Record);
        var outstanding = await PaymentFigures.OutstandingAsync(plan, session, ct, record.Record);
        record.Amount ??= Math.Min(credit, outstanding);

        // What the oldest-first rule thought of rests on figures of a moment ago: where others wrote meanwhile it is not refused, but thought of anew by the commit.
        if (record is { IsNew: true, Source: PaymentMatch.SourceValue.Automatic })
            return null;

        // What is taken back from a match, as for a refund, exceeds nothing; whether it is enough the commit finds out where others take back at the same time.
        if (!record.IsNew && record.Record.Original(record.Record.Object[PaymentMatch.Fields.Amount]) is decimal matched && record.Amount <= matched)
            return null;

        return Excess(record.Amount ?? 0, credit, outstanding, payment, plan, session) is { } excess ? new Invalid([new Problem(PaymentMatch.Fields.Amount, excess)]) : null;
    }

    /// <summary>Why so much can't be matched: more than is left of the payment, or than is due; null when it can.</summary>
    internal static Message? Excess(decimal amount, decimal credit, decimal outstanding, Payment payment, PaymentPlan plan, Session session)
    {
        if (amount > credit)
            return new Message("match_above_credit", Amounts.Said(Math.Max(0, credit), payment.Record, Payment.Fields.Amount, session));

        return amount > outstanding ? new Message("match_above_plan", plan.Name, Amounts.Said(Math.Max(0, outstanding), plan.Record, PaymentPlan.Fields.Amount, session)) : null;
    }

    /// <summary>Why the payment can't be matched with the plan at all; null when it can.</summary>
    internal static Message? Mismatch(Payment payment, PaymentPlan plan, Contract contract)
    {
        if (payment.Kind != Payment.KindValue.Receipt)
            return new Message("match_of_refund");
        if (payment.Account != plan.Account)
            return new Message("match_of_other_account");
        if (payment.AmountCurrency != plan.AmountCurrency)
            return new Message("match_in_other_currency", payment.AmountCurrency, plan.AmountCurrency);

        return contract.Status is Contract.StatusValue.Draft or Contract.StatusValue.InReview or Contract.StatusValue.Approved ? new Message("match_before_signing", contract.Name) : null;
    }
}
