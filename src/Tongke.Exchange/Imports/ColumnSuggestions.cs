using System.Text;
using System.Text.RegularExpressions;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>A column of the file and the field that it probably fills.</summary>
/// <param name="Header">What it is called.</param>
/// <param name="Samples">Its first texts.</param>
/// <param name="Field">API name of the field; null when none comes near.</param>
/// <param name="Confidence">0 to 1; below 0.7 a person should look.</param>
public sealed record SuggestedColumn(string Header, IReadOnlyList<string> Samples, string? Field, double Confidence);

/// <summary>Guesses which column goes into which field: by the field's name, its labels and other names in both languages, by the headers of other vendors, and by whether the texts can be read as its type.</summary>
public static partial class ColumnSuggestions
{
    private const double Least = 0.5;

    /// <summary>What columns are called that name the place of an address, the more exact before the others.</summary>
    private static readonly Dictionary<string, double> PlaceWords = new(StringComparer.Ordinal)
    {
        ["省市区"] = 0.84, ["所在省市区"] = 0.84, ["省市"] = 0.83, ["所在省市"] = 0.83, ["省份城市"] = 0.83,
        ["城市"] = 0.82, ["所在城市"] = 0.82, ["公司所在城市"] = 0.82, ["城市名称"] = 0.82, ["地市"] = 0.82, ["所在市"] = 0.82, ["city"] = 0.82, ["citytown"] = 0.82, ["town"] = 0.82,
        ["所在地"] = 0.81, ["公司所在地"] = 0.81, ["企业所在地"] = 0.81, ["所在地区"] = 0.81,
        ["省份"] = 0.8, ["所在省份"] = 0.8, ["所在省"] = 0.8, ["省"] = 0.8, ["province"] = 0.8, ["stateprovince"] = 0.8,
    };

    /// <summary>One suggestion for each column; no field is suggested twice.</summary>
    public static IReadOnlyList<SuggestedColumn> Make(
        ObjectSchema definition, ObjectAccess access, Conventions conventions, IReadOnlyList<string> headers, IReadOnlyList<SheetRow> sample, IReadOnlyDictionary<string, string>? remembered)
    {
        var fields = definition.Fields.Where(f => ImportPlan.Takes(f) && f.Composite is null && (access.MayEdit(f) || f.Storage == FieldStorage.None) && f.Name != SystemFields.Id).ToArray();
        var texts = headers.Select((_, i) => sample.Select(r => r.Cells[i]).Where(c => !string.IsNullOrWhiteSpace(c)).Distinct().Take(20).ToArray()).ToArray();
        var chosen = new (FieldSchema Field, double Score)?[headers.Count];
        var taken = new HashSet<FieldSchema>();

        (int Index, FieldSchema Field, double Score)[] scores =
        [
            .. from i in Enumerable.Range(0, headers.Count)
               where !ErrorFile.IsReasonHeader(headers[i])
               from f in fields
               let score = Score(headers[i], texts[i], f, definition, conventions, remembered)
               where score >= Least
               orderby score descending, f.IsSystem
               select (i, f, score),
        ];
        foreach (var whole in fields.Where(f => f.Type.TextParts.Count > 0))
            foreach (var (index, part, score) in InParts(whole, scores, chosen, headers, texts, conventions, remembered))
            {
                taken.Add(whole);
                chosen[index] = (part, score);
            }

        foreach (var (index, field, score) in scores)
            if (chosen[index] is null && taken.Add(field))
                chosen[index] = (field, score);

        return [.. headers.Select((h, i) => new SuggestedColumn(h, [.. texts[i].Take(5)], chosen[i]?.Field.Name, Math.Round(chosen[i]?.Score ?? 0, 2)))];
    }

    /// <summary>The columns that have the field in parts; none where one column has the whole of it.</summary>
    private static IReadOnlyList<(int Index, FieldSchema Part, double Score)> InParts(
        FieldSchema whole, (int Index, FieldSchema Field, double Score)[] scores, (FieldSchema Field, double Score)?[] chosen, IReadOnlyList<string> headers, string[][] texts,
        Conventions conventions, IReadOnlyDictionary<string, string>? remembered)
    {
        if (remembered?.Values.Contains(whole.Name) == true)
            return [];

        var candidates = from i in Enumerable.Range(0, headers.Count)
                         where chosen[i] is null && !ErrorFile.IsReasonHeader(headers[i])
                         let other = scores.Where(s => s.Index == i && s.Field != whole).Select(s => s.Score).DefaultIfEmpty().Max()
                         from part in FieldParts.In(whole)
                         let isRemembered = remembered?.GetValueOrDefault(headers[i]) == part.Field.Name
                         let score = isRemembered ? 1 : PartColumns.Named(headers[i], part.Field, part.Name) * (0.5 + 0.5 * PartColumns.Readable(texts[i], whole, part.Name))
                         where score >= Least && (isRemembered || score > other)
                         orderby score descending
                         select (Index: i, part.Field, part.Name, Score: score, isRemembered);
        var found = new List<(int Index, FieldSchema Field, string Name, double Score, bool IsRemembered)>();
        foreach (var candidate in candidates)
            if (found.TrueForAll(f => f.Index != candidate.Index && f.Field != candidate.Field))
                found.Add(candidate);

        var isApart = found.Exists(f => f.IsRemembered) || found.Count > 1 && !found.Exists(f => PartColumns.AreWhole(texts[f.Index], whole, f.Name, conventions));
        return isApart ? [.. found.Select(f => (f.Index, f.Field, f.Score))] : [];
    }

    private static double Score(string header, string[] texts, FieldSchema field, ObjectSchema definition, Conventions conventions, IReadOnlyDictionary<string, string>? remembered)
    {
        if (remembered?.GetValueOrDefault(header) == field.Name)
            return 1;

        var named = ByName(header, field, definition);
        return named == 0 ? 0 : named * (0.5 + 0.5 * Readable(texts, field, conventions));
    }

    /// <summary>By the header as it is; or by what is left of it without an explanation in brackets, which may say that the numbers are in another unit.</summary>
    private static double ByName(string header, FieldSchema field, ObjectSchema definition)
    {
        var whole = ByBareName(Bare(header), field, definition);
        var aside = Aside().Match(header);
        if (!aside.Success || Bare(WithoutAside(header)) is not { Length: > 0 } brief)
            return whole;

        return Math.Max(whole, ByBareName(brief, field, definition) * (OtherUnit().IsMatch(aside.Value) ? 0.7 : 0.95));
    }

    private static double ByBareName(string header, FieldSchema field, ObjectSchema definition)
    {
        var (zh, en, name) = (Bare(field.Label.Zh), Bare(field.Label.En), Bare(field.Name));
        if (header == name || header == zh || header == en)
            return 1;

        // account in a file of accounts is its name; 客户名称 is the name of a 客户.
        var ofObject = Bare(definition.Label.Zh);
        if (field == definition.NameField && (header == ofObject || header == Bare(definition.Label.En) || header == Bare(definition.Name) || header == ofObject + "名称"))
            return 0.95;

        if (VendorPresets.Fits(definition.Name, header, field.Name))
            return 0.93;

        if (HasAlias(field, header))
            return 0.9;

        // Of an address some files know the place alone; a column with the whole of it comes first.
        if (field.Type.Name == "address" && PlaceWords.GetValueOrDefault(header.StartsWith(ofObject, StringComparison.Ordinal) ? header[ofObject.Length..] : header) is > 0 and var place)
            return place;

        // 客户电话 in a file of accounts is their 电话.
        if (header.StartsWith(ofObject, StringComparison.Ordinal) && header[ofObject.Length..] is { Length: > 1 } rest && (rest == zh || HasAlias(field, rest)))
            return 0.85;

        var isPart = header.Length >= 2 && zh.Contains(header, StringComparison.Ordinal) || header.Length >= 4 && en.Contains(header, StringComparison.Ordinal);
        var isWhole = zh.Length >= 2 && header.Contains(zh, StringComparison.Ordinal) || en.Length >= 4 && header.Contains(en, StringComparison.Ordinal) || name.Length >= 4 && header.Contains(name, StringComparison.Ordinal);
        if (isPart || isWhole)
            return 0.7;

        return NearMiss.Edits(header, en) <= 2 && header.Length >= 5 ? 0.65 : 0;
    }

    private static bool HasAlias(FieldSchema field, string header) => field.Definition.Aliases.Any(a => Bare(a) == header);

    /// <summary>Share of the texts that the field could take, save for words that say there is nothing. Names of options and records may still be mapped, so they count half.</summary>
    private static double Readable(string[] texts, FieldSchema field, Conventions conventions)
    {
        var read = texts.Count(IsReadable);
        var told = texts.Count(t => IsReadable(t) || !NoValue.IsMeantBy(t, field));
        if (told == 0)
            return 0.8;

        return field.ValueType.Kind is ValueKind.Text && field.Definition.Options.Count > 0 ? 0.5 + 0.5 * read / told : (double)read / told;

        bool IsReadable(string text) => field.Type.FromText(text, field, conventions).Problem is null;
    }

    /// <summary>A header without what is explained in brackets.</summary>
    internal static string WithoutAside(string header) => Aside().Replace(header, "");

    /// <summary>Letters and digits of a text alone, small.</summary>
    internal static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
            if (char.IsLetterOrDigit(c))
                bare.Append(c);

        return bare.ToString();
    }

    [GeneratedRegex(@"[(（\[【][^)）\]】]*[)）\]】]")]
    private static partial Regex Aside();

    [GeneratedRegex("[百千万亿]|[kKmM]\\b|million|thousand", RegexOptions.IgnoreCase)]
    private static partial Regex OtherUnit();
}
