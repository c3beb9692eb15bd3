using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Invoices are for signed contracts, and together never more than their amount: what is left is named. Two who ask at the same time are told apart by the contract's validation.</summary>
public sealed class GuardInvoice : IBeforeSave<Invoice>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Invoice record, Session session, CancellationToken ct)
    {
        var isAsked = record.RedOf is null && record.Status == Invoice.StatusValue.Requested && (record.IsNew || record.Changed(Invoice.Fields.Amount));
        if (!isAsked || await session.LoadAsync(record.Contract, ct) is not { } contract)
            return null;

        if (contract.Status is Contract.StatusValue.Draft or Contract.StatusValue.InReview or Contract.StatusValue.Approved)
            return new Invalid([new Problem(Invoice.Fields.Contract, new Message("invoice_before_signing", contract.Name))]);

        var others = await Parts.OfAsync(session, Invoice.ObjectName, Invoice.Fields.Contract, contract.Id, ct);
        var left = (contract.Amount ?? 0) - others.Where(i => i != record.Record).Select(Invoice.Over).Where(Counts).Sum(i => i.Amount ?? 0);
        return record.Amount > left
            ? new Invalid([new Problem(Invoice.Fields.Amount, new Message("invoice_above_contract", Amounts.Said(left, contract.Record, Contract.Fields.Amount, session)))])
            : null;
    }

    /// <summary>Living invoices count, and red-letter ones as soon as they are issued: as the contract's roll-up does.</summary>
    private static bool Counts(Invoice invoice) =>
        invoice.Status is Invoice.StatusValue.Issued or Invoice.StatusValue.Red || (invoice.Status == Invoice.StatusValue.Requested && invoice.Amount > 0);
}
