using Tongke.Crm.Actions;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Notes number and day of an invoice that was issued: today or earlier, but not more than a year before its contract was signed. Digital invoices have numbers of 20 digits, others of 8.</summary>
public sealed class IssueInvoice : IRecordAction
{
    private const int DigitalDigits = 20;
    private const int PaperDigits = 8;

    /// <summary>The first day of an invoice where nothing is known of its contract's signing.</summary>
    private static readonly DateOnly Floor = new(2000, 1, 1);

    /// <inheritdoc />
    public string Object => Invoice.ObjectName;

    /// <inheritdoc />
    public string Name => "issue";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var invoice = Invoice.Over(record);
        if (invoice.Status != Invoice.StatusValue.Requested)
            return new RuleRefused(new Message("invoice_not_requested"));

        var number = parameters.ReadText(Invoice.Fields.InvoiceNumber) ?? "";
        var digits = invoice.Kind is Invoice.KindValue.DigitalSpecial or Invoice.KindValue.DigitalGeneral ? DigitalDigits : PaperDigits;
        if (number.Length != digits || !number.All(char.IsAsciiDigit))
            return new Invalid([new Problem(Invoice.Fields.InvoiceNumber, new Message("invoice_number_digits", digits))]);

        var day = parameters.Read<DateOnly>(Invoice.Fields.IssuedAt) ?? session.Context.Today;
        if (day > session.Context.Today)
            return new Invalid([new Problem(Invoice.Fields.IssuedAt, new Message("issued_in_the_future"))]);

        if (await TooEarlyAsync(invoice, day, session, ct) is { } tooEarly)
            return new Invalid([new Problem(Invoice.Fields.IssuedAt, tooEarly)]);

        (invoice.InvoiceNumber, invoice.IssuedAt, invoice.Status) = (number, day, Invoice.StatusValue.Issued);
        record[Invoice.Fields.IssuedBy] = session.Actor.UserId;
        return ActionOutcome.Done;
    }

    /// <summary>Invoices are now and then issued before the paper is signed, but not years before: a year like 1900 is a slip of the pen.</summary>
    private static async ValueTask<Message?> TooEarlyAsync(Invoice invoice, DateOnly day, Session session, CancellationToken ct)
    {
        var signed = (await session.LoadAsync(invoice.Contract, ct))?.SignedAt;
        var (earliest, code) = signed > Floor.AddYears(1) ? (signed.Value.AddYears(-1), "issued_too_early") : (Floor, "issued_in_another_age");
        return day < earliest ? new Message(code, Moments.ToText(earliest)) : null;
    }
}
