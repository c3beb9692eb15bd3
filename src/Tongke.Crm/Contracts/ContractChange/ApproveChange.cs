using Tongke.Crm.Actions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Changes a signed contract as its change order says, whole or not at all, and keeps what stood before. The plan must add up to the new amount.</summary>
public sealed class ApproveChange : IRecordAction
{
    /// <inheritdoc />
    public string Object => ContractChange.ObjectName;

    /// <inheritdoc />
    public string Name => "approve";

    /// <inheritdoc />
    public ValueTask<bool> MayRunAsync(Record record, Session session, CancellationToken ct) => new(OwnReview.Of(record, ContractChange.Over(record).SubmittedBy, session) is null);

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var change = ContractChange.Over(record);
        if (change.Status != ContractChange.StatusValue.InReview || await session.LoadAsync(change.Contract, ct) is not { } contract)
            return new RuleRefused(new Message("change_not_in_review"));

        if (OwnReview.Of(record, change.SubmittedBy, session) is { } own)
            return own;

        change.Before = await ContractText.OfAsync(contract, session, ct);
        (change.OldAmount, change.OldAmountCurrency) = (contract.Amount, contract.AmountCurrency);
        await ApplyLinesAsync(change, contract, session, ct);
        await ApplyPlansAsync(change, contract, session, ct);
        contract.StartDate = change.StartDate ?? contract.StartDate;
        contract.EndDate = change.EndDate ?? contract.EndDate;

        var lines = await Parts.OfAsync(session, ContractLine.ObjectName, ContractLine.Fields.Contract, contract.Id, ct);
        var amount = lines.Count > 0 ? lines.Select(ContractLine.Over).Sum(Amount) : change.Amount ?? contract.Amount ?? 0;
        contract.Amount = amount;
        if (contract.Status == Contract.StatusValue.Completed && contract.Kind != Contract.KindValue.Purchase && amount > change.OldAmount)
            StartPerforming.GoOn(contract); // there is money to come again
        if (await DifferenceAsync(contract, amount, session, ct) is { } refusal)
            return refusal;

        (change.NewAmount, change.NewAmountCurrency) = (amount, contract.AmountCurrency);
        (change.Status, change.ApprovedAt, change.ReviewNote) = (ContractChange.StatusValue.Approved, session.Now, parameters.ReadText(ContractChange.Fields.ReviewNote));
        record[ContractChange.Fields.ApprovedBy] = session.Actor.UserId;
        change.After = await ContractText.OfAsync(contract, session, ct);
        return ActionOutcome.With(("contract", contract.Id));
    }

    /// <summary>What the line's formula will make of it.</summary>
    internal static decimal Amount(ContractLine line) => Amount(line.Quantity, line.Price, line.Discount);

    /// <summary>What the formula of a line like this makes of it.</summary>
    internal static decimal Amount(decimal? quantity, decimal? price, decimal? discount) =>
        Math.Round((quantity ?? 0) * (price ?? 0) * (100 - (discount ?? 0)) / 100, 2, MidpointRounding.AwayFromZero);

    /// <summary>Why a change does not go: what is planned then is not the amount. Of a purchase nothing is planned.</summary>
    internal static RuleRefused? Difference(Contract contract, decimal planned, decimal amount, Session session)
    {
        return planned == amount || contract.Kind == Contract.KindValue.Purchase
            ? null
            : new RuleRefused(new Message("change_plans_do_not_sum", Said(planned), Said(amount), Said(Math.Abs(amount - planned))));

        string Said(decimal number) => Amounts.Said(number, contract.Record, Contract.Fields.Amount, session);
    }

    private static async ValueTask ApplyLinesAsync(ContractChange change, Contract contract, Session session, CancellationToken ct)
    {
        foreach (var asked in (await Parts.OfAsync(session, ContractChangeLine.ObjectName, ContractChangeLine.Fields.Change, change.Id, ct)).Select(ContractChangeLine.Over))
        {
            var line = await session.LoadAsync(asked.Line, ct);
            if (asked.Quantity == 0)
            {
                if (line is not null)
                    session.Delete(line.Record);
                continue;
            }

            line ??= session.Make<ContractLine>();
            line.Contract = new Id<Contract>(contract.Id);
            var product = await session.LoadAsync(asked.Product, ct);
            (line.Product, line.Description, line.Quantity) = (asked.Product ?? line.Product, asked.Description ?? line.Description, asked.Quantity);
            (line.Price, line.Discount) = (asked.Price ?? line.Price ?? product?.Price, asked.Discount ?? line.Discount ?? 0);
            (line.TaxRate, line.Unit) = (asked.TaxRate ?? line.TaxRate, asked.Unit ?? line.Unit ?? product?.Unit);
            line.PriceCurrency ??= contract.AmountCurrency;
        }
    }

    private static async ValueTask ApplyPlansAsync(ContractChange change, Contract contract, Session session, CancellationToken ct)
    {
        foreach (var asked in (await Parts.OfAsync(session, ContractChangePlan.ObjectName, ContractChangePlan.Fields.Change, change.Id, ct)).Select(ContractChangePlan.Over))
        {
            var plan = await session.LoadAsync(asked.Plan, ct);
            if (asked.Amount == 0)
            {
                if (plan is not null)
                    session.Delete(plan.Record);
                continue;
            }

            plan ??= session.Make<PaymentPlan>();
            plan.Contract = new Id<Contract>(contract.Id);
            (plan.Name, plan.DueDate, plan.Amount) = (asked.Name ?? plan.Name, asked.DueDate ?? plan.DueDate, asked.Amount);
            plan.AmountCurrency ??= contract.AmountCurrency;
        }
    }

    private static async ValueTask<Refusal?> DifferenceAsync(Contract contract, decimal amount, Session session, CancellationToken ct)
    {
        var planned = (await Parts.OfAsync(session, PaymentPlan.ObjectName, PaymentPlan.Fields.Contract, contract.Id, ct)).Sum(PaymentPlan.Fields.Amount);
        return Difference(contract, planned, amount, session);
    }
}
