using Tongke.Crm.Actions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Gives up what of a plan will not be paid, with the reason.</summary>
public sealed class WriteOff : IRecordAction
{
    /// <inheritdoc />
    public string Object => PaymentPlan.ObjectName;

    /// <inheritdoc />
    public string Name => "write_off";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var plan = PaymentPlan.Over(record);
        if (parameters.ReadText("write_off_amount_currency") is { } currency && currency != plan.AmountCurrency)
            return new Invalid([new Problem("write_off_amount", new Message("amount_in_other_currency", plan.AmountCurrency))]);

        var outstanding = await PaymentFigures.OutstandingAsync(plan, session, ct);
        var amount = parameters.Read<decimal>("write_off_amount") ?? outstanding;
        if (amount > outstanding || amount <= 0)
            return new Invalid([new Problem("write_off_amount", new Message("write_off_above_outstanding", Amounts.Said(outstanding, record, PaymentPlan.Fields.Amount, session)))]);

        // Two who write off at once would each write their own sum.
        session.Rely(record, record.Object[PaymentPlan.Fields.WrittenOff], new Stale(record, []));
        plan.WrittenOff = (plan.WrittenOff ?? 0) + amount;
        plan.WriteOffReason = parameters.ReadText("reason");
        plan.WrittenOffAt = session.Now;
        record[PaymentPlan.Fields.WrittenOffBy] = session.Actor.UserId;
        return ActionOutcome.With(("written_off", amount));
    }
}

/// <summary>Asks again for what was given up.</summary>
public sealed class UndoWriteOff : IRecordAction
{
    /// <inheritdoc />
    public string Object => PaymentPlan.ObjectName;

    /// <inheritdoc />
    public string Name => "undo_write_off";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var plan = PaymentPlan.Over(record);
        (plan.WrittenOff, plan.WriteOffReason, plan.WrittenOffAt) = (0, null, null);
        record[PaymentPlan.Fields.WrittenOffBy] = null;
        return new(ActionOutcome.Done);
    }
}
