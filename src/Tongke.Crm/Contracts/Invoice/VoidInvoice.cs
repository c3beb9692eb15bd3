using Tongke.Crm.Actions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Makes a paper invoice void in the month in which it was issued. Later, and digital ones always, are taken back by a red-letter invoice.</summary>
public sealed class VoidInvoice : IRecordAction
{
    /// <inheritdoc />
    public string Object => Invoice.ObjectName;

    /// <inheritdoc />
    public string Name => "void";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var invoice = Invoice.Over(record);
        var today = session.Context.Today;
        if (invoice.Kind is Invoice.KindValue.DigitalSpecial or Invoice.KindValue.DigitalGeneral || invoice.IssuedAt is not { } day || (day.Year, day.Month) != (today.Year, today.Month))
            return new RuleRefused(new Message("void_only_this_month"));

        if (invoice.RedOf is not null || (await Parts.OfAsync(session, Invoice.ObjectName, Invoice.Fields.RedOf, record.Id, ct)).Select(Invoice.Over).Any(i => i.Status is Invoice.StatusValue.Requested or Invoice.StatusValue.Issued))
            return new RuleRefused(new Message("void_after_red"));

        // A red-letter invoice that somebody asks for meanwhile would take back what is void.
        session.Hold(record);
        (invoice.Status, invoice.Reason) = (Invoice.StatusValue.Voided, parameters.ReadText(Invoice.Fields.Reason));
        return ActionOutcome.Done;
    }
}
