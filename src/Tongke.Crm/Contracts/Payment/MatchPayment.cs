using Tongke.Crm.Actions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Matches what is left of a receipt with what is due, the oldest first.</summary>
public sealed class MatchPayment : IRecordAction
{
    /// <inheritdoc />
    public string Object => Payment.ObjectName;

    /// <inheritdoc />
    public string Name => "match";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var payment = Payment.Over(record);

        // Of two who match it at once the second finds it changed.
        session.Hold(record);
        return await MatchOldestFirst.MatchAsync(payment, session, ct) is > 0 and var matched
            ? ActionOutcome.With(("matched", matched))
            : new RuleRefused(new Message("nothing_to_match"));
    }
}

/// <summary>Matches a receipt with one plan, as much as is asked for.</summary>
public sealed class MatchPaymentByHand : IRecordAction
{
    /// <inheritdoc />
    public string Object => Payment.ObjectName;

    /// <inheritdoc />
    public string Name => "match_by_hand";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var payment = Payment.Over(record);
        if (await session.FindAsync(session.Schema[PaymentPlan.ObjectName], parameters.Read<Guid>("plan") ?? Guid.Empty, ct: ct) is not { Record: { } found })
            return new Invalid([new Problem("plan", new Message("record_not_found", session.Schema[PaymentPlan.ObjectName].Label))]);

        var plan = PaymentPlan.Over(found);
        if (parameters.ReadText("match_amount_currency") is { } currency && currency != payment.AmountCurrency)
            return new Invalid([new Problem("match_amount", new Message("amount_in_other_currency", payment.AmountCurrency))]);

        if (await session.LoadAsync(plan.Contract, ct) is { } contract && GuardMatch.Mismatch(payment, plan, contract) is { } mismatch)
            return new Invalid([new Problem("plan", mismatch)]);

        var (credit, outstanding) = (await PaymentFigures.CreditAsync(payment, session, ct), await PaymentFigures.OutstandingAsync(plan, session, ct));
        var amount = parameters.Read<decimal>("match_amount") ?? Math.Min(credit, outstanding);
        if (amount <= 0)
            return new RuleRefused(new Message("nothing_to_match"));
        if (GuardMatch.Excess(amount, credit, outstanding, payment, plan, session) is { } excess)
            return new Invalid([new Problem("match_amount", excess)]);

        session.Hold(record);
        await MatchOldestFirst.AddAsync(payment, plan, amount, PaymentMatch.SourceValue.Manual, session, ct);
        return ActionOutcome.With(("matched", amount));
    }
}

/// <summary>Takes a receipt back from everything it was matched with: it is the account's credit again.</summary>
public sealed class UnmatchPayment : IRecordAction
{
    /// <inheritdoc />
    public string Object => Payment.ObjectName;

    /// <inheritdoc />
    public string Name => "unmatch";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var matches = await Parts.OfAsync(session, PaymentMatch.ObjectName, PaymentMatch.Fields.Payment, record.Id, ct);
        foreach (var match in matches)
            session.Delete(match);

        return ActionOutcome.With(("unmatched", matches.Sum(PaymentMatch.Fields.Amount)));
    }
}
