using System.Globalization;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>A step of a payment plan without a place comes last; one without a name is called by its place. Its day is one of our age.</summary>
public sealed class FillPaymentPlan : IBeforeSave<PaymentPlan>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(PaymentPlan record, Session session, CancellationToken ct)
    {
        if (DayOfOurAge.Refuse(record, PaymentPlan.Fields.DueDate) is { } slip)
            return slip;

        record.WrittenOff ??= 0;
        record.WrittenOffCurrency = record.AmountCurrency;
        if (record.Sequence is null && record.Contract is { } contract)
        {
            var others = await Parts.OfAsync(session, PaymentPlan.ObjectName, PaymentPlan.Fields.Contract, contract.Value, ct);
            record.Record.Derives(record.Record.Object[PaymentPlan.Fields.Sequence]);
            record.Sequence = others.Max(p => p[PaymentPlan.Fields.Sequence] as long?) + 1 ?? 1;
            if (await session.LoadAsync(record.Contract, ct) is { } whole)
                RuleOutAnother(record, contract, whole.Record, session);
        }

        if (record.Name is null)
        {
            record.Record.Derives(record.Record.Object[PaymentPlan.Fields.Name]);
            record.Name = new Message("payment_step", record.Sequence?.ToString(CultureInfo.InvariantCulture)).In(session.Schema.Conventions.Language);
        }

        return null;
    }

    /// <summary>Somebody else may add a step to the contract at the same moment: who is second looks again for the last place.</summary>
    private static void RuleOutAnother(PaymentPlan step, Id<Contract> contract, Record whole, Session session)
    {
        var definition = step.Record.Object;
        var same = Condition.AllOf(
            Condition.Equal(new FieldPath(definition[PaymentPlan.Fields.Contract]), contract.Value),
            Condition.Equal(new FieldPath(definition[PaymentPlan.Fields.Sequence]), step.Sequence),
            Condition.Not(Condition.IsAmong(new FieldPath(definition[SystemFields.Id]), [step.Id])));
        session.RelyOnNone(definition, same, whole);
    }
}
