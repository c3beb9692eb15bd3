using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Documents;

/// <summary>The letterhead of the company's documents, from its template and its settings.</summary>
public static class Letterheads
{
    /// <summary>The letterhead in a language, and the template it comes from.</summary>
    public static async ValueTask<(Letterhead Letterhead, DocumentTemplate? Template)> ReadAsync(Session session, Language language, CancellationToken ct)
    {
        var template = await Templates.FindAsync(session, language == Language.English ? DocumentTemplate.LanguageValue.En : DocumentTemplate.LanguageValue.Zh, ct);
        var company = await session.LoadWhereAsync(session.Schema["company_setting"], Constant.True, 1, ct) is [var setting] ? setting : null;
        string? Say(string code, string? value) => string.IsNullOrWhiteSpace(value) ? null : new Message(code, value).In(language);
        string?[] first = [template?.Address];
        string?[] second = [Say("print_phone", template?.Phone), Say("print_email", template?.Email), template?.Website];
        string?[] third = [Say("print_tax_number", template?.TaxNumber)];
        var lines = new[] { first, second, third }.Select(parts => string.Join("  ", parts.Where(p => !string.IsNullOrWhiteSpace(p)))).Where(l => l.Length > 0).ToArray();
        return (new(template?.CompanyName ?? company?["name"] as string ?? "", template?.Logo ?? company?["logo"] as Guid?, lines, template?.Footer), template);
    }

    /// <summary>Where to pay, for documents that ask for money; null where nothing is known.</summary>
    public static PrintedText? Bank(DocumentTemplate? template, Language language)
    {
        string?[] lines =
        [
            template?.BankName is { Length: > 0 } bank ? new Message("print_bank_name", bank).In(language) : null,
            template?.BankAccount is { Length: > 0 } account ? new Message("print_bank_account", account).In(language) : null,
        ];
        var text = string.Join('\n', lines.OfType<string>());
        return text.Length > 0 ? new(new Message("print_bank").In(language), text) : null;
    }
}
