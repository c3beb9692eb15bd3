using System.Text;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>Gives a new stage the code by which formulas and interfaces call it, made of its English name, or else of its Chinese one in pinyin; it stays when the stage is renamed.</summary>
public sealed class FillStageCode : IBeforeSave<Stage>
{
    private const string Nameless = "stage";
    private const int Longest = 40;
    private const int MostAlike = 50;

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Stage record, Session session, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(record.Code))
            return null;

        var made = Of(string.IsNullOrWhiteSpace(record.NameEn) ? record.Name : record.NameEn);
        string[] candidates = [.. Enumerable.Range(1, MostAlike).Select(n => n == 1 ? made : $"{made}_{n}")];
        var stages = record.Record.Object;
        var taken = (await session.LoadByAsync(stages, stages[Stage.Fields.Code], candidates, ct)).Select(r => r[Stage.Fields.Code] as string).ToHashSet(StringComparer.Ordinal);
        record.Code = candidates.FirstOrDefault(c => !taken.Contains(c)) ?? $"{Nameless}_{record.Record.Id:N}";
        return null;
    }

    /// <summary>The code made of a name: small letters and digits, an underscore between words.</summary>
    public static string Of(string? name)
    {
        var text = (name ?? "").Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant();
        var readings = Pinyin.Of(text);
        var code = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (readings[at] is { } reading)
                code.Append(code.Length > 0 && code[^1] != '_' ? "_" : "").Append(reading.TrimEnd('0', '1', '2', '3', '4', '5'));
            else if (char.IsAsciiLetterOrDigit(text[at]))
                code.Append(at > 0 && readings[at - 1] is not null ? "_" : "").Append(text[at]);
            else if (code.Length > 0 && code[^1] != '_')
                code.Append('_');
        }

        var letters = string.Concat(code.ToString().Where(c => char.IsAsciiLetterOrDigit(c) || c == '_')).TrimStart('_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (letters.Length > Longest)
            letters = letters[..Longest];
        return letters.TrimEnd('_') is { Length: > 0 } made ? made : Nameless;
    }
}
