using Tongke.Crm.Customers;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>What is part of a contract belongs to whom the contract belongs to, names its account and is in its currency; when the contract changes hands, its parts go along.</summary>
internal sealed class BelongToContract : IAfterSave<Contract>
{
    private static readonly (string Object, string Amount)[] Parts =
    [
        (ContractLine.ObjectName, ContractLine.Fields.Price),
        (PaymentPlan.ObjectName, PaymentPlan.Fields.Amount),
        (Invoice.ObjectName, Invoice.Fields.Amount),
    ];

    private static readonly string[] GoAlong = [ContractLine.ObjectName, PaymentPlan.ObjectName, PaymentMatch.ObjectName, Payment.ObjectName, Invoice.ObjectName, ContractChange.ObjectName];

    /// <summary>For each kind of part.</summary>
    public static IEnumerable<Rule> Rules => Parts.Select(p =>
        new Rule(p.Object, RuleMoment.BeforeSave, nameof(BelongToContract), (record, session, ct) => TakeAsync(record, p.Amount, session, ct)));

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Contract record, Session session, CancellationToken ct)
    {
        var changesHands = record.Changed(SystemFields.Owner) || record.Changed(SystemFields.Department);
        if (record.IsNew || !(changesHands || record.Changed(Contract.Fields.Account)))
            return null;

        foreach (var name in GoAlong)
        {
            var part = session.Schema[name];
            foreach (var child in await session.LoadWhereAsync(part, Condition.Equal(new FieldPath(part[Contract.ObjectName]), record.Id), ct: ct))
            {
                if (changesHands)
                    PassOwnerToParts.Take(child, record.Record);
                TakeAccount(child, record);
            }
        }

        return null;
    }

    private static void Take(Record part, Contract contract)
    {
        PassOwnerToParts.Take(part, contract.Record);
        TakeAccount(part, contract);
    }

    private static void TakeAccount(Record part, Contract contract)
    {
        if (part.Object.Find(Account.ObjectName) is { } account)
            part[account] = contract.Account?.Value;
    }

    private static async ValueTask<Refusal?> TakeAsync(Record part, string amount, Session session, CancellationToken ct)
    {
        if (part[Contract.ObjectName] is not Guid id || await session.LoadAsync<Contract>(new Id<Contract>(id), ct) is not { } contract)
            return null;

        if (part.IsNew || part.HasChanged(part.Object[Contract.ObjectName]))
            Take(part, contract);

        return Amounts.Take(part, amount, contract.AmountCurrency, new Message("amount_in_other_currency", contract.AmountCurrency));
    }
}
