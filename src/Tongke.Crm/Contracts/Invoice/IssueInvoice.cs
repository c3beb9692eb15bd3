using Tongke.Crm.Actions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Notes number and day of an invoice that was issued. Digital invoices have numbers of 20 digits, others of 8.</summary>
public sealed class IssueInvoice : IRecordAction
{
    private const int DigitalDigits = 20;
    private const int PaperDigits = 8;

    /// <inheritdoc />
    public string Object => Invoice.ObjectName;

    /// <inheritdoc />
    public string Name => "issue";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var invoice = Invoice.Over(record);
        if (invoice.Status != Invoice.StatusValue.Requested)
            return new(new RuleRefused(new Message("invoice_not_requested")));

        var number = parameters.ReadText(Invoice.Fields.InvoiceNumber) ?? "";
        var digits = invoice.Kind is Invoice.KindValue.DigitalSpecial or Invoice.KindValue.DigitalGeneral ? DigitalDigits : PaperDigits;
        if (number.Length != digits || !number.All(char.IsAsciiDigit))
            return new(new Invalid([new Problem(Invoice.Fields.InvoiceNumber, new Message("invoice_number_digits", digits))]));

        var day = parameters.Read<DateOnly>(Invoice.Fields.IssuedAt) ?? session.Context.Today;
        if (day > session.Context.Today)
            return new(new Invalid([new Problem(Invoice.Fields.IssuedAt, new Message("issued_in_the_future"))]));

        (invoice.InvoiceNumber, invoice.IssuedAt, invoice.Status) = (number, day, Invoice.StatusValue.Issued);
        record[Invoice.Fields.IssuedBy] = session.Actor.UserId;
        return new(ActionOutcome.Done);
    }
}
