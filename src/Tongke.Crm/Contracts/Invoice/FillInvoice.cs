using System.Globalization;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>
/// An invoice has the tax rate of the contract's lines; where they have several, it must say which. It is made out to the account's default title unless
/// another is chosen, as far as who asks for it sees the titles. As long as it is only requested it says what the title says; special
/// invoices need all of the title, digital special ones the credit code. All that is wrong is said at once.
/// </summary>
public sealed class FillInvoice : IBeforeSave<Invoice>
{
    private const decimal UsualTaxRate = 13;

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Invoice record, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.Contract, ct) is not { } contract)
            return null;

        var problems = new List<Problem>();
        if (record.TaxRate is null)
        {
            var lines = await Parts.OfAsync(session, ContractLine.ObjectName, ContractLine.Fields.Contract, contract.Id, ct);
            decimal[] rates = [.. lines.Select(l => ContractLine.Over(l).TaxRate).OfType<decimal>().Distinct().Order()];
            if (rates.Length > 1)
                problems.Add(new Problem(Invoice.Fields.TaxRate, new Message("invoice_of_several_rates", Text(rates, session.Actor.Language))));
            else
                record.TaxRate = rates is [var only] ? only : UsualTaxRate;
        }

        if (record.Title is null && contract.Account is { } account)
        {
            var titles = new List<InvoiceTitle>();
            foreach (var part in await Parts.OfAsync(session, InvoiceTitle.ObjectName, InvoiceTitle.Fields.Account, account.Value, ct))
                if (await session.SeenAsync<InvoiceTitle>(new Id<InvoiceTitle>(part.Id), ct) is { } seen)
                    titles.Add(seen);

            var chosen = titles.Find(t => t.IsDefault == true) ?? (titles is [var single] ? single : null);
            record.Title = chosen is null ? null : new Id<InvoiceTitle>(chosen.Id);
        }

        if (record.Status == Invoice.StatusValue.Requested && record.RedOf is null)
            problems.AddRange(await TakeTitleAsync(record, contract, session, ct));
        if (await GuardInvoice.ProblemAsync(record, contract, session, ct) is { } above)
            problems.Add(above);
        if (problems.Count > 0 && record.Amount is null or <= 0 && record.RedOf is null)
            problems.Add(new Problem(Invoice.Fields.Amount, new Message("invoice_needs_amount")));

        return problems.Count > 0 ? new Invalid(problems) : null;
    }

    /// <summary>Says what the title says; what is wrong with it.</summary>
    private static async ValueTask<IEnumerable<Problem>> TakeTitleAsync(Invoice record, Contract contract, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.Title, ct) is not { } title)
            return record.Title is null ? [new Problem(Invoice.Fields.Title, new Message("required", record.Record.Object[Invoice.Fields.Title].Label))] : [];

        if (title.Account != contract.Account)
            return [new Problem(Invoice.Fields.Title, new Message("title_of_other_account", title.Name))];

        // Who changes an invoice without seeing its title leaves it as it says.
        if (await session.SeenAsync(record.Title, ct) is null)
            return [];

        record.TitleName = title.Name;
        record.TitleUscc = title.Uscc;
        record.TitleAddress = Together(title.Address, NationalPhone.Of(title.Phone));
        record.TitleBank = Together(title.Bank, title.BankAccount);
        return Missing(record.Kind, title).Select(label => new Problem(Invoice.Fields.Title, new Message("title_incomplete", title.Name, label)));
    }

    private static string Text(IEnumerable<decimal> rates, Language language) =>
        string.Join(language == Language.Chinese ? "、" : ", ", rates.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r:0.##}%")));

    private static IReadOnlyList<object> Missing(string? kind, InvoiceTitle title)
    {
        string[] needed = kind switch
        {
            Invoice.KindValue.Special => [InvoiceTitle.Fields.Uscc, InvoiceTitle.Fields.Address, InvoiceTitle.Fields.Phone, InvoiceTitle.Fields.Bank, InvoiceTitle.Fields.BankAccount],
            Invoice.KindValue.DigitalSpecial => [InvoiceTitle.Fields.Uscc],
            _ => [],
        };
        return [.. needed.Where(name => title.Record[name] is null or "").Select(name => title.Record.Object[name].Label)];
    }

    private static string? Together(string? first, string? second) => string.Join(' ', new[] { first, second }.Where(t => !string.IsNullOrEmpty(t))) is { Length: > 0 } text ? text : null;
}
