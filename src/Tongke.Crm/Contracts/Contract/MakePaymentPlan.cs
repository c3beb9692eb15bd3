using Tongke.Crm.Actions;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Makes the payment plan of a draft by a way to pay: shares of the amount, each rounded to the cent; the last step takes what rounding leaves.</summary>
public sealed class MakePaymentPlan : IRecordAction
{
    /// <summary>No contract is signed before, and nobody plans payments for so long ahead.</summary>
    private static readonly DateOnly Floor = new(1990, 1, 1);
    private const int YearsAhead = 50;

    /// <inheritdoc />
    public string Object => Contract.ObjectName;

    /// <inheritdoc />
    public string Name => "make_plan";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var contract = Contract.Over(record);
        if (contract.Status != Contract.StatusValue.Draft)
            return new RuleRefused(new Message("plan_only_of_draft"));

        if (contract.Amount is not { } amount || amount <= 0)
            return new Invalid([new Problem(Contract.Fields.Amount, new Message("plan_needs_amount"))]);

        var steps = (await Parts.OfAsync(session, PaymentTermStep.ObjectName, PaymentTermStep.Fields.Term, parameters.Read<Guid>("term") ?? Guid.Empty, ct))
            .Select(PaymentTermStep.Over).OrderBy(s => s.Position).ThenBy(s => s.Id).ToArray();
        if (steps.Length == 0)
            return new Invalid([new Problem("term", new Message("payment_term_without_steps"))]);

        var from = parameters.Read<DateOnly>("from") ?? contract.SignedAt ?? contract.StartDate ?? session.Context.Today;
        var ceiling = session.Context.Today.AddYears(YearsAhead);
        if (from < Floor || from > ceiling)
            return new Invalid([new Problem("from", new Message("plan_in_another_age", Moments.ToText(Floor), Moments.ToText(ceiling)))]);

        if (steps.Any(s => DueAfter(from, s) is null))
            return new Invalid([new Problem("from", new Message("plan_beyond_calendar"))]);

        var parts = Split(amount, [.. steps.Select(s => s.Share ?? 0)]);
        if (parts.Any(part => part <= 0))
            return new Invalid([new Problem("term", new Message("plan_amount_too_small"))]);

        foreach (var former in await Parts.OfAsync(session, PaymentPlan.ObjectName, PaymentPlan.Fields.Contract, record.Id, ct))
            session.Delete(former);

        // The amount must still be this one when the plan is written.
        session.Hold(record);
        foreach (var (index, (step, part)) in steps.Zip(parts).Index())
        {
            var plan = session.Make<PaymentPlan>();
            (plan.Contract, plan.Sequence, plan.Name) = (new Id<Contract>(record.Id), index + 1, step.Name);
            (plan.DueDate, plan.Amount, plan.AmountCurrency) = (DueAfter(from, step), part, contract.AmountCurrency);
        }

        return ActionOutcome.With(("plans", (long)steps.Length));
    }

    /// <summary>Each step counts its months from the first day, so that a plan from the 31st comes back to it after a shorter month.</summary>
    private static DateOnly? DueAfter(DateOnly from, PaymentTermStep step) =>
        Moments.AddMonths(from, step.Months ?? 0) is { } day ? Moments.AddDays(day, step.Days ?? 0) : null;

    /// <summary>The amount by shares in percent: each part rounded to the cent, half away from zero, the last one what is left.</summary>
    public static IReadOnlyList<decimal> Split(decimal amount, IReadOnlyList<decimal> shares)
    {
        var parts = shares.Select(share => Math.Round(amount * share / 100, 2, MidpointRounding.AwayFromZero)).ToArray();
        parts[^1] = amount - parts[..^1].Sum();
        return parts;
    }
}
