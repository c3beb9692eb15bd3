using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongke.Kernel.Schemas;

/// <summary>Days as people type them.</summary>
internal static partial class DateText
{
    private static readonly string[] WithMonthNames =
        ["d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "MMM d yyyy", "MMMM d yyyy", "d-MMM-yyyy", "d-MMMM-yyyy"];

    /// <summary>
    /// Reads a day, year first in every usual notation, or day and month first where they can't be taken for each other.
    /// The text must be half-width.
    /// </summary>
    public static Coerced Read(string text)
    {
        if (text.Length > 40) return Coerced.Refuse("expected_date");

        var match = YearFirst().Match(text);
        if (match.Success) return Day(match, 1, 2, 3);

        match = Digits().Match(text);
        if (match.Success) return Day(match, 1, 2, 3);

        match = YearLast().Match(text);
        if (match.Success) return ReadYearLast(match, text);

        return DateOnly.TryParseExact(text, WithMonthNames, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day)
            ? new(day)
            : Coerced.Refuse("expected_date");
    }

    /// <summary>A month as people type it, as its first day; any other text as it is.</summary>
    public static string WithFirstDay(string text) => MonthOnly().Match(text) is { Success: true } match ? $"{match.Groups[1].Value}-{match.Groups[2].Value}-1" : text;

    private static Coerced ReadYearLast(Match match, string text)
    {
        var (first, second) = (Number(match, 1), Number(match, 2));
        if (first <= 12 && second <= 12 && first != second) return Coerced.Refuse("ambiguous_date", PlainText.Quote(text));
        return first > 12 ? Day(match, 3, 2, 1) : Day(match, 3, 1, 2);
    }

    private static Coerced Day(Match match, int yearGroup, int monthGroup, int dayGroup)
    {
        var (year, month, day) = (Number(match, yearGroup), Number(match, monthGroup), Number(match, dayGroup));
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new(new DateOnly(year, month, day))
            : Coerced.Refuse("no_such_date", match.Value);
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{4})\s?[-/.年]\s?([0-9]{1,2})\s?[-/.月]\s?([0-9]{1,2})\s?[日号]?$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^([0-9]{4})\s?[-/.年]\s?([0-9]{1,2})\s?月?$")]
    private static partial Regex MonthOnly();

    [GeneratedRegex(@"^([0-9]{4})([0-9]{2})([0-9]{2})$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})$")]
    private static partial Regex YearLast();
}
