using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>An invoice that red-letter invoices have taken back as a whole counts as taken back.</summary>
public sealed class CloseTakenBack : IAfterSave<Invoice>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Invoice record, Session session, CancellationToken ct)
    {
        if (record.Status != Invoice.StatusValue.Issued || !record.Changed(Invoice.Fields.Status) || await session.LoadAsync(record.RedOf, ct) is not { } original)
            return null;

        var issued = (await Parts.OfAsync(session, Invoice.ObjectName, Invoice.Fields.RedOf, original.Id, ct)).Select(Invoice.Over).Where(i => i.Status == Invoice.StatusValue.Issued).Sum(i => i.Amount ?? 0);

        // Of two who issue at once each changes the original, so that the second sees what the first took back.
        original.Record.Derives(original.Record.Object[Invoice.Fields.Status], original.Record.Object[Invoice.Fields.LastRedAt]);
        original.LastRedAt = session.Now;
        if (issued + original.Amount == 0)
            original.Status = Invoice.StatusValue.Red;

        return null;
    }
}
