using System.Globalization;
using System.Text.RegularExpressions;
using Tongke.Storage;

namespace Tongke.Kernel.Expressions;

/// <summary>A number format of TEXT: <c>0</c>, <c>0.00</c>, <c>#,##0.00</c>, with <c>%</c> behind for hundredths.</summary>
/// <param name="IsGrouped">Whether thousands are set apart by commas.</param>
/// <param name="Digits">Digits after the point.</param>
/// <param name="IsPercent">Whether the number is shown times 100 with a percent sign.</param>
public sealed partial record NumberFormat(bool IsGrouped, int Digits, bool IsPercent)
{
    /// <summary>Reads a format; null when it is none.</summary>
    public static NumberFormat? Parse(string text) => Pattern().Match(text) is { Success: true } match
        ? new(match.Groups[1].Success, match.Groups[2].Length, match.Groups[3].Success)
        : null;

    /// <summary>The number in this format.</summary>
    public string Write(decimal number)
    {
        var rounded = Math.Round(IsPercent ? number * 100 : number, Digits, MidpointRounding.AwayFromZero);
        if (rounded == 0) rounded = 0;
        return rounded.ToString((IsGrouped ? "N" : "F") + Digits, CultureInfo.InvariantCulture) + (IsPercent ? "%" : "");
    }

    /// <summary>The same on PostgreSQL.</summary>
    public Sql ToPostgres(Sql number)
    {
        var whole = IsGrouped ? "FM999,999,999,999,999,999,990" : "FM99999999999999999999990";
        var pattern = Digits > 0 ? $"{whole}.{new string('0', Digits)}" : whole;
        var value = IsPercent ? Sql.From($"{number} * 100") : number;
        var text = Sql.From($"to_char(round({value}, {Sql.Integer(Digits)}), {pattern})");
        return IsPercent ? Sql.From($"{text} || '%'") : text;
    }

    [GeneratedRegex("^(#,##)?0(?:\\.(0{1,10}))?(%)?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
