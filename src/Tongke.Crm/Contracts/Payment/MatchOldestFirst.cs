using Tongke.Crm.Rules;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>
/// A new receipt pays what is due, the oldest first: of its contract, or of its account where it names no contract. What is left over is the account's
/// credit.
/// </summary>
public sealed class MatchOldestFirst : IAfterSave<Payment>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Payment record, Session session, CancellationToken ct)
    {
        if (record is not { IsNew: true, Kind: Payment.KindValue.Receipt, Matching: Payment.MatchingValue.Automatic })
            return null;

        // Others may have matched the same plans meanwhile: what an earlier attempt thought of is thought of anew.
        foreach (var match in session.Held(session.Schema[PaymentMatch.ObjectName]))
            if (match.IsNew && PaymentMatch.Over(match) is { Source: PaymentMatch.SourceValue.Automatic, Payment: { } of } && of.Value == record.Id)
                session.Leave(match);

        await MatchAsync(record, session, ct);
        return null;
    }

    /// <summary>Matches what is left of a receipt; answers how much that was.</summary>
    internal static async ValueTask<decimal> MatchAsync(Payment payment, Session session, CancellationToken ct)
    {
        var credit = await PaymentFigures.CreditAsync(payment, session, ct);
        var left = credit;
        foreach (var plan in await DueAsync(payment, session, ct))
        {
            if (left <= 0)
                break;

            var part = Math.Min(left, await PaymentFigures.OutstandingAsync(plan, session, ct));
            if (part <= 0)
                continue;

            await AddAsync(payment, plan, part, PaymentMatch.SourceValue.Automatic, session, ct);
            left -= part;
        }

        return credit - left;
    }

    /// <summary>Adds to the match of a payment with a plan, of which there is one.</summary>
    internal static async ValueTask AddAsync(Payment payment, PaymentPlan plan, decimal amount, string source, Session session, CancellationToken ct)
    {
        var matches = await Parts.OfAsync(session, PaymentMatch.ObjectName, PaymentMatch.Fields.Payment, payment.Id, ct);
        if (matches.Select(PaymentMatch.Over).FirstOrDefault(m => m.Plan?.Value == plan.Id) is { } known)
        {
            // Two who add to it at once would each write their own sum.
            session.Rely(known.Record, known.Record.Object[PaymentMatch.Fields.Amount], new Stale(known.Record, []));
            known.Amount += amount;
            return;
        }

        var match = PaymentMatch.Over(session.Make(session.Schema[PaymentMatch.ObjectName], DerivedId.Of(session, payment.Id, plan.Id)));
        (match.Payment, match.Plan, match.Source) = (new Id<Payment>(payment.Id), new Id<PaymentPlan>(plan.Id), source);
        (match.Amount, match.AmountCurrency, match.MatchedAt) = (amount, payment.AmountCurrency, session.Context.Today);
    }

    private static async ValueTask<IEnumerable<PaymentPlan>> DueAsync(Payment payment, Session session, CancellationToken ct)
    {
        var definition = session.Schema[PaymentPlan.ObjectName];
        var whose = payment.Contract is { } contract
            ? Condition.Equal(new FieldPath(definition[PaymentPlan.Fields.Contract]), contract.Value)
            : Condition.Equal(new FieldPath(definition[PaymentPlan.Fields.Account]), payment.Account?.Value);
        var due = Condition.AllOf(
            whose,
            Condition.Equal(new FieldPath(definition[Amounts.CurrencyOf(PaymentPlan.Fields.Amount)]), payment.AmountCurrency),
            Formula.Parse("AND(outstanding > 0, contract.status IN (\"signed\", \"performing\", \"completed\", \"terminated\"))", definition).Expr);
        return (await session.LoadWhereAsync<PaymentPlan>(due, ct: ct)).OrderBy(p => p.DueDate).ThenBy(p => p.Sequence).ThenBy(p => p.Id);
    }
}
