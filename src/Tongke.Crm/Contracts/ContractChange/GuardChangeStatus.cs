using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>A change order can be submitted once the payment plan that it asks for adds up to the amount, since nobody can mend it in review. Approving it looks again.</summary>
public sealed class GuardChangeStatus : IBeforeSave<ContractChange>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(ContractChange record, Session session, CancellationToken ct)
    {
        var isSubmitted = !record.IsNew && record.Status == ContractChange.StatusValue.InReview && record.Changed(ContractChange.Fields.Status);
        if (!isSubmitted || await session.LoadAsync(record.Contract, ct) is not { } contract)
            return null;

        var planned = await PlannedAsync(record, contract, session, ct);
        return ApproveChange.Difference(contract, planned, await AmountAsync(record, contract, session, ct), session);
    }

    private static async ValueTask<decimal> AmountAsync(ContractChange change, Contract contract, Session session, CancellationToken ct)
    {
        var amounts = (await Parts.OfAsync(session, ContractLine.ObjectName, ContractLine.Fields.Contract, contract.Id, ct)).ToDictionary(l => l.Id, l => ApproveChange.Amount(ContractLine.Over(l)));
        foreach (var asked in (await Parts.OfAsync(session, ContractChangeLine.ObjectName, ContractChangeLine.Fields.Change, change.Id, ct)).Select(ContractChangeLine.Over))
        {
            var line = await session.LoadAsync(asked.Line, ct);
            var price = asked.Price ?? line?.Price ?? (await session.LoadAsync(asked.Product, ct))?.Price;
            if (asked.Quantity == 0)
                amounts.Remove(line?.Id ?? asked.Id);
            else
                amounts[line?.Id ?? asked.Id] = ApproveChange.Amount(asked.Quantity, price, asked.Discount ?? line?.Discount);
        }

        return amounts.Count > 0 ? amounts.Values.Sum() : change.Amount ?? contract.Amount ?? 0;
    }

    private static async ValueTask<decimal> PlannedAsync(ContractChange change, Contract contract, Session session, CancellationToken ct)
    {
        var amounts = (await Parts.OfAsync(session, PaymentPlan.ObjectName, PaymentPlan.Fields.Contract, contract.Id, ct)).ToDictionary(p => p.Id, p => PaymentPlan.Over(p).Amount ?? 0);
        foreach (var asked in (await Parts.OfAsync(session, ContractChangePlan.ObjectName, ContractChangePlan.Fields.Change, change.Id, ct)).Select(ContractChangePlan.Over))
            amounts[asked.Plan?.Value ?? asked.Id] = asked.Amount ?? 0;

        return amounts.Values.Sum();
    }
}
