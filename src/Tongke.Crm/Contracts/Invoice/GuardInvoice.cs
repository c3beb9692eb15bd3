using System.Globalization;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>
/// Invoices are for signed contracts, and together never more than their amount; where the contract's lines have several tax rates, those of a rate never more than
/// its lines. What is left is named. Two who ask at the same time are told apart by the contract's validation.
/// </summary>
internal static class GuardInvoice
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public static async ValueTask<Problem?> ProblemAsync(Invoice record, Contract contract, Session session, CancellationToken ct)
    {
        var isAsked = record.RedOf is null && record.Status == Invoice.StatusValue.Requested && (record.IsNew || record.Changed(Invoice.Fields.Amount));
        if (!isAsked)
            return null;

        if (contract.Status is Contract.StatusValue.Draft or Contract.StatusValue.InReview or Contract.StatusValue.Approved)
            return new Problem(Invoice.Fields.Contract, new Message("invoice_before_signing", contract.Name));

        Invoice[] others = [.. (await Parts.OfAsync(session, Invoice.ObjectName, Invoice.Fields.Contract, contract.Id, ct)).Where(i => i != record.Record).Select(Invoice.Over).Where(Counts)];
        var left = (contract.Amount ?? 0) - others.Sum(i => i.Amount ?? 0);
        if (record.Amount > left)
            return Above(new Message("invoice_above_contract", Said(left)));

        ContractLine[] lines = [.. (await Parts.OfAsync(session, ContractLine.ObjectName, ContractLine.Fields.Contract, contract.Id, ct)).Select(ContractLine.Over)];
        ContractLine[] ofRate = [.. lines.Where(l => l.TaxRate == record.TaxRate)];
        if (ofRate.Length == 0 || ofRate.Length == lines.Length)
            return null;

        left = ofRate.Sum(ApproveChange.Amount) - others.Where(i => i.TaxRate == record.TaxRate).Sum(i => i.Amount ?? 0);
        return record.Amount > left ? Above(new Message("invoice_above_rate", record.TaxRate?.ToString("0.##", CultureInfo.InvariantCulture), Said(left))) : null;

        string Said(decimal amount) => Amounts.Said(amount, contract.Record, Contract.Fields.Amount, session);
        static Problem Above(Message message) => new(Invoice.Fields.Amount, message);
    }

    /// <summary>Living invoices count, and red-letter ones as soon as they are issued: as the contract's roll-up does.</summary>
    private static bool Counts(Invoice invoice) =>
        invoice.Status is Invoice.StatusValue.Issued or Invoice.StatusValue.Red || (invoice.Status == Invoice.StatusValue.Requested && invoice.Amount > 0);
}
