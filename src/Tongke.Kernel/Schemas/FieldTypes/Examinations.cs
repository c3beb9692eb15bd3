using System.Text.RegularExpressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>What definitions of several types have in common to be wrong about.</summary>
internal static class Examinations
{
    // A PostgreSQL index takes some 2,700 bytes; a Chinese character has three.
    private const int LongestKey = 800;

    private static readonly string[] Resets = ["never", "year", "month", "day"];

    public static IEnumerable<Message> Length(FieldDefinition field, int longest, int defaultLength)
    {
        if (field.Unique && (field.Max ?? defaultLength) > LongestKey) yield return new("definition_unique_length", LongestKey);
        if (field.Max is < 1 || field.Max > longest) yield return new("definition_length", longest);
        foreach (var problem in Range(field)) yield return problem;
        if (field.Check is { } check && TextChecks.Find(check) is null) yield return new("definition_unknown_check", check, TextChecks.All.Select(c => c.Name));
        if (field.Pattern is { } pattern && !IsPattern(pattern)) yield return new("definition_bad_pattern", pattern);
    }

    public static IEnumerable<Message> Range(FieldDefinition field)
    {
        if (field.Min > field.Max) yield return new("definition_range");
    }

    public static IEnumerable<Message> Digits(FieldDefinition field, int precision, int scale)
    {
        if (precision is < 1 or > ColumnTypes.DefaultPrecision || scale < 0 || scale > precision) yield return new("definition_digits", ColumnTypes.DefaultPrecision);
        foreach (var problem in Range(field)) yield return problem;
    }

    /// <summary>Of what is computed: digits after the point, where it says how many.</summary>
    public static IEnumerable<Message> Scale(FieldDefinition field) => field.Scale is { } scale ? Digits(field, ColumnTypes.DefaultPrecision, scale) : [];

    public static IEnumerable<Message> Options(FieldDefinition field)
    {
        if (field.Options.Count == 0) yield return new("definition_no_options");
        foreach (var twice in field.Options.GroupBy(o => o.Value, StringComparer.Ordinal).Where(g => g.Count() > 1)) yield return new("definition_option_twice", twice.Key);
        foreach (var option in field.Options.Where(o => !IsName(o.Value))) yield return new("definition_option_name", option.Value);
    }

    public static IEnumerable<Message> Number(NumberDefinition? number)
    {
        if (number is null || !Resets.Contains(number.Reset) || number.Parts.Count(p => p.Counter is >= 1 and <= 18) != 1 || number.Parts.Any(p => !IsOne(p)))
            yield return new("definition_number");
    }

    private static bool IsOne(NumberPart part) =>
        (part.Text is null ? 0 : 1) + (part.Date is null ? 0 : 1) + (part.Counter is null ? 0 : 1) == 1 && (part.Date is null || part.Date.All(c => "yMd-/.".Contains(c, StringComparison.Ordinal)));

    private static bool IsName(string value) => value.Length is > 0 and <= 63 && value.All(c => c is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
