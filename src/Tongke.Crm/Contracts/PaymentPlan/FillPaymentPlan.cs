using System.Globalization;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>A step of a payment plan without a place comes last; one without a name is called by its place.</summary>
public sealed class FillPaymentPlan : IBeforeSave<PaymentPlan>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(PaymentPlan record, Session session, CancellationToken ct)
    {
        record.WrittenOff ??= 0;
        record.WrittenOffCurrency = record.AmountCurrency;
        if (record.Sequence is null && record.Contract is { } contract)
        {
            var others = await Parts.OfAsync(session, PaymentPlan.ObjectName, PaymentPlan.Fields.Contract, contract.Value, ct);
            record.Sequence = others.Max(p => p[PaymentPlan.Fields.Sequence] as long?) + 1 ?? 1;
        }

        record.Name ??= new Message("payment_step", record.Sequence?.ToString(CultureInfo.InvariantCulture)).In(session.Schema.Conventions.Language);
        return null;
    }
}
