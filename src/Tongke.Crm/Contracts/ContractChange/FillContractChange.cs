using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>A change order is for a signed contract, in its currency, and belongs with its parts to whom the contract belongs to. What it changes is part of that contract.</summary>
public sealed class FillContractChange : IBeforeSave<ContractChange>, IBeforeSave<ContractChangeLine>, IBeforeSave<ContractChangePlan>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(ContractChange record, Session session, CancellationToken ct)
    {
        if (!record.IsNew || await session.LoadAsync(record.Contract, ct) is not { } contract)
            return null;

        PassOwnerToParts.Take(record.Record, contract.Record);
        if (contract.Status is not (Contract.StatusValue.Signed or Contract.StatusValue.Performing or Contract.StatusValue.Completed))
            return new Invalid([new Problem(ContractChange.Fields.Contract, new Message("change_only_signed"))]);

        return Amounts.Take(record.Record, ContractChange.Fields.Amount, contract.AmountCurrency, new Message("amount_in_other_currency", contract.AmountCurrency));
    }

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(ContractChangeLine record, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.Change, ct) is not { } change)
            return null;

        var line = await session.LoadAsync(record.Line, ct);
        if (line is not null && line.Contract != change.Contract)
            return new Invalid([new Problem(ContractChangeLine.Fields.Line, new Message("part_of_other_contract"))]);

        record.Description ??= line?.Description ?? (await session.LoadAsync(record.Product, ct))?.Name;
        return Take(record.Record, ContractChangeLine.Fields.Price, change);
    }

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(ContractChangePlan record, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.Change, ct) is not { } change)
            return null;

        if (DayOfOurAge.Refuse(record, ContractChangePlan.Fields.DueDate) is { } slip)
            return slip;

        var plan = await session.LoadAsync(record.Plan, ct);
        if (plan is not null && plan.Contract != change.Contract)
            return new Invalid([new Problem(ContractChangePlan.Fields.Plan, new Message("part_of_other_contract"))]);

        record.Name ??= plan?.Name ?? new Message("payment_step_added").In(session.Schema.Conventions.Language);
        return Take(record.Record, ContractChangePlan.Fields.Amount, change);
    }

    private static Refusal? Take(Record part, string amount, ContractChange change)
    {
        if (part.IsNew)
            PassOwnerToParts.Take(part, change.Record);

        return Amounts.Take(part, amount, change.AmountCurrency, new Message("amount_in_other_currency", change.AmountCurrency));
    }
}
