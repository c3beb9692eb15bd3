using System.Globalization;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>
/// How good the data of a record is, as formulas: how much of what should be filled is, how much of it is right, how fresh it is. Half of the score is
/// completeness, three tenths validity, two tenths freshness.
/// </summary>
public static class Quality
{
    /// <summary>The field that objects with a <see cref="QualityDefinition"/> have.</summary>
    public const string Score = "quality_score";

    /// <summary>The most that one field may count.</summary>
    public const int MostWeight = 1_000;

    /// <summary>The most days for which a record may count as fresh.</summary>
    public const int MostDays = 3_650;

    /// <summary>Whether there is something to count, by weights and days that can be calculated with.</summary>
    public static bool IsSound(QualityDefinition quality) =>
        quality.Fields.Count > 0 && quality.Days is >= 1 and <= MostDays && quality.Fields.All(f => f.Weight is >= 1 and <= MostWeight);

    /// <summary>The definition with its score as a field; one that was stored when nobody asked whether it is sound has none.</summary>
    public static ObjectDefinition WithScore(ObjectDefinition definition) =>
        definition.Quality is { } unsound && !IsSound(unsound) ? definition with { Quality = null }
        : definition.Quality is not { } quality || definition.Fields.Any(f => f.Name == Score) ? definition
        : definition with
        {
            Fields =
            [
                .. definition.Fields,
                new FieldDefinition
                {
                    Name = Score,
                    Type = "formula",
                    Label = new Label("数据质量", "Data quality"),
                    Help = new Label("0–100 分：完整占 50%，有效占 30%，新鲜占 20%", "0 to 100: completeness 50 %, validity 30 %, freshness 20 %"),
                    Formula = $"FLOOR(0.5 * ({Completeness(quality.Fields)}) + 0.3 * ({Validity(quality.Fields)}) + 0.2 * ({Freshness(quality)}) + 0.5)",
                    Result = "integer",
                    Sums = false,
                },
            ],
        };

    /// <summary>0 to 100: how much of the fields is filled, by weight.</summary>
    private static string Completeness(IReadOnlyCollection<QualityField> fields) =>
        Share(fields.Select(f => ($"ISBLANK({f.Field})", "0", Text(f.Weight))), fields.Sum(f => f.Weight));

    /// <summary>0 to 100: how much of the fields whose values can be judged is right or empty, by weight; 100 when none can.</summary>
    private static string Validity(IReadOnlyCollection<QualityField> fields)
    {
        var judged = fields.Where(f => f.Valid is not null).ToArray();
        return judged.Length == 0 ? "100" : Share(judged.Select(f => (Accepts(f), Text(f.Weight), "0")), judged.Sum(f => f.Weight));
    }

    /// <summary>Whether a judged field is right or empty.</summary>
    public static string Accepts(QualityField field) => $"OR(ISBLANK({field.Field}), {field.Valid})";

    /// <summary>0 to 100: full for so many days after the last news, then less day by day. Moments are compared before days are counted, which a database does by itself.</summary>
    public static string Freshness(QualityDefinition quality)
    {
        var news = $"IF(ISBLANK({quality.Freshness}), created_at, {quality.Freshness})";
        var days = Text(quality.Days);
        return $"IF({news} >= NOW() - {days}, 100, IF({news} <= NOW() - 2 * {days}, 0, 100 * (2 * {days} - (NOW() - {news})) / {days}))";
    }

    private static string Share(IEnumerable<(string When, string Then, string Else)> parts, int all) =>
        $"100 * ({Sum([.. parts.Select(p => $"IF({p.When}, {p.Then}, {p.Else})")])}) / {Text(all)}";

    /// <summary>A sum by halves: its tree is as deep as the logarithm of its length, which readers of the definitions' JSON take well.</summary>
    private static string Sum(ReadOnlySpan<string> terms) => terms.Length switch
    {
        1 => terms[0],
        _ => $"({Sum(terms[..(terms.Length / 2)])} + {Sum(terms[(terms.Length / 2)..])})",
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
