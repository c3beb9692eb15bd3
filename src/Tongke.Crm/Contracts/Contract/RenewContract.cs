using Tongke.Crm.Actions;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Makes the draft that follows a contract: with the same lines, for as long again from the day after it ends.</summary>
public sealed class RenewContract : IRecordAction
{
    /// <inheritdoc />
    public string Object => Contract.ObjectName;

    /// <inheritdoc />
    public string Name => "renew";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var contract = Contract.Over(record);
        if (await Parts.FirstAsync(session, Contract.ObjectName, Contract.Fields.RenewalOf, record.Id, ct) is { } there)
            return new RuleRefused(new Message("contract_renewed_already", there[Contract.Fields.Number]));

        // Of two who renew at once the second finds the contract changed.
        session.Hold(record);
        var next = Contract.Over(session.Add(record.Object));
        (next.RenewalOf, next.Kind, next.Name) = (new Id<Contract>(record.Id), Contract.KindValue.Renewal, contract.Name);
        (next.Account, next.Contact, next.Opportunity) = (contract.Account, contract.Contact, contract.Opportunity);
        (next.Amount, next.AmountCurrency, next.RenewalDays, next.Terms) = (contract.Amount, contract.AmountCurrency, contract.RenewalDays, contract.Terms);
        next.StartDate = parameters.Read<DateOnly>("new_start") ?? After(contract.EndDate, 1) ?? session.Context.Today;
        next.EndDate = parameters.Read<DateOnly>("new_end") ?? SameLength(contract, next.StartDate.Value);
        CopyOwner(record, next.Record);
        await ContractLines.CopyAsync(record, ContractLine.ObjectName, ContractLine.Fields.Contract, next, session, ct);
        return ActionOutcome.With(("contract", next.Id));
    }

    private static void CopyOwner(Record from, Record to)
    {
        if (from.Owner is not null)
            Sales.PassOwnerToParts.Take(to, from);
    }

    /// <summary>Whole months where the contract had such, as a year has; otherwise as many days.</summary>
    private static DateOnly? SameLength(Contract contract, DateOnly from)
    {
        if (contract.StartDate is not { } start || contract.EndDate is not { } end)
            return null;

        if (After(end, 1) is { } next)
        {
            var months = ((next.Year - start.Year) * 12) + next.Month - start.Month;
            if (Moments.AddMonths(start, months) == next)
                return Moments.AddMonths(from, months)?.AddDays(-1);
        }

        return After(from, end.DayNumber - start.DayNumber);
    }

    /// <summary>So many days later; none where the calendar ends.</summary>
    private static DateOnly? After(DateOnly? day, int days) => day is { } known ? Moments.AddDays(known, days) : null;
}
