using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>A contract can be submitted, approved and signed once its payment plan adds up to its amount, since nobody can mend the plan in between; it is complete once nothing of it is outstanding: the difference is named.</summary>
public sealed class GuardContractStatus : IBeforeSave<Contract>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Contract record, Session session, CancellationToken ct)
    {
        // What is taken in as it already is was signed elsewhere; its plan must add up all the same.
        if (record.IsNew || !record.Changed(Contract.Fields.Status))
            return null;

        return record.Status switch
        {
            Contract.StatusValue.InReview or Contract.StatusValue.Approved => await PlannedAsync(record, session, ct),
            Contract.StatusValue.Signed => await SignedAsync(record, session, ct),
            Contract.StatusValue.Completed when record.Kind != Contract.KindValue.Purchase => await CompletedAsync(record, session, ct),
            _ => null,
        };
    }

    private static async ValueTask<Refusal?> SignedAsync(Contract contract, Session session, CancellationToken ct)
    {
        if (contract.SignedAt > session.Context.Today)
            return new Invalid([new Problem(Contract.Fields.SignedAt, new Message("signed_in_the_future"))]);

        return await PlannedAsync(contract, session, ct);
    }

    private static async ValueTask<Refusal?> PlannedAsync(Contract contract, Session session, CancellationToken ct)
    {
        if (contract.Kind == Contract.KindValue.Purchase)
            return null; // nothing is received for it

        var planned = (await Parts.OfAsync(session, PaymentPlan.ObjectName, PaymentPlan.Fields.Contract, contract.Id, ct)).Sum(PaymentPlan.Fields.Amount);
        var amount = contract.Amount ?? 0;
        if (planned == amount)
            return null;

        var (code, difference) = planned < amount ? ("plans_below_contract", amount - planned) : ("plans_above_contract", planned - amount);
        return new RuleRefused(new Message(code, Said(planned, contract, session), Said(amount, contract, session), Said(difference, contract, session)));
    }

    private static async ValueTask<Refusal?> CompletedAsync(Contract contract, Session session, CancellationToken ct)
    {
        var received = (await Parts.OfAsync(session, PaymentMatch.ObjectName, PaymentMatch.Fields.Contract, contract.Id, ct)).Sum(PaymentMatch.Fields.Amount);
        var writtenOff = (await Parts.OfAsync(session, PaymentPlan.ObjectName, PaymentPlan.Fields.Contract, contract.Id, ct)).Sum(PaymentPlan.Fields.WrittenOff);
        var outstanding = (contract.Amount ?? 0) - received - writtenOff;
        return outstanding == 0 ? null : new RuleRefused(new Message("contract_outstanding", Said(outstanding, contract, session)));
    }

    private static string Said(decimal amount, Contract contract, Session session) => Amounts.Said(amount, contract.Record, Contract.Fields.Amount, session);
}
