using System.Globalization;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>What a contract says at a moment, as text that stays readable: amount, dates, lines and plan.</summary>
internal static class ContractText
{
    /// <summary>The text, in the company's language.</summary>
    public static async ValueTask<string> OfAsync(Contract contract, Session session, CancellationToken ct)
    {
        var language = session.Schema.Conventions.Language;
        string LabelOf(string field) => contract.Record.Object[field].Label.In(language);
        var lines = (await Parts.OfAsync(session, ContractLine.ObjectName, ContractLine.Fields.Contract, contract.Id, ct)).Select(ContractLine.Over).OrderBy(l => l.Position).ThenBy(l => l.Id).ToArray();
        var plans = (await Parts.OfAsync(session, PaymentPlan.ObjectName, PaymentPlan.Fields.Contract, contract.Id, ct)).Select(PaymentPlan.Over).OrderBy(p => p.DueDate).ThenBy(p => p.Id).ToArray();
        var text = new List<string> { $"{LabelOf(Contract.Fields.Amount)}: {Amounts.Text(contract.Amount ?? 0, contract.AmountCurrency)}" };
        if (contract.StartDate is { } start)
            text.Add($"{LabelOf(Contract.Fields.StartDate)}: {Moments.ToText(start)}");
        if (contract.EndDate is { } end)
            text.Add($"{LabelOf(Contract.Fields.EndDate)}: {Moments.ToText(end)}");
        if (lines.Length > 0)
            text.AddRange([$"{LabelOf(Contract.Fields.Lines)}:", .. lines.Select(l => $"- {l.Description}: {Number(l.Quantity)} {l.Unit} × {Number(l.Price)} = {Amounts.Text(ApproveChange.Amount(l), null)}")]);

        text.AddRange([$"{LabelOf(Contract.Fields.Plans)}:", .. plans.Select(p => $"- {p.Name}: {(p.DueDate is { } due ? Moments.ToText(due) : "")} {Amounts.Text(p.Amount ?? 0, null)}")]);
        return string.Join('\n', text);
    }

    private static string Number(decimal? number) => (number ?? 0).ToString("#,##0.###", CultureInfo.InvariantCulture);
}
