using Tongke.Crm.Actions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Asks for a red-letter invoice (红字发票) that takes an issued one back, whole or in part: never more than is left of it.</summary>
public sealed class RedLetter : IRecordAction
{
    /// <inheritdoc />
    public string Object => Invoice.ObjectName;

    /// <inheritdoc />
    public string Name => "red_letter";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var original = Invoice.Over(record);
        if (original.Status != Invoice.StatusValue.Issued || original.RedOf is not null)
            return new RuleRefused(new Message("red_only_of_issued"));

        if (parameters.ReadText("take_back_currency") is { } currency && currency != original.AmountCurrency)
            return new Invalid([new Problem("take_back", new Message("amount_in_other_currency", original.AmountCurrency))]);

        var taken = (await Parts.OfAsync(session, Invoice.ObjectName, Invoice.Fields.RedOf, record.Id, ct)).Select(Invoice.Over)
            .Where(i => i.Status is Invoice.StatusValue.Requested or Invoice.StatusValue.Issued).Sum(i => i.Amount ?? 0);
        var left = (original.Amount ?? 0) + taken;
        var amount = parameters.Read<decimal>("take_back") ?? left;
        if (amount > left || amount <= 0)
            return new Invalid([new Problem("take_back", new Message("red_above_invoice", Amounts.Said(left, record, Invoice.Fields.Amount, session)))]);

        var red = session.Make<Invoice>();
        (red.RedOf, red.Contract, red.Title, red.Kind) = (new Id<Invoice>(record.Id), original.Contract, original.Title, original.Kind);
        (red.Amount, red.AmountCurrency, red.TaxRate, red.Content) = (-amount, original.AmountCurrency, original.TaxRate, original.Content);
        (red.TitleName, red.TitleUscc, red.TitleAddress, red.TitleBank) = (original.TitleName, original.TitleUscc, original.TitleAddress, original.TitleBank);
        red.Reason = parameters.ReadText(Invoice.Fields.Reason);
        return ActionOutcome.With(("invoice", red.Id));
    }
}
