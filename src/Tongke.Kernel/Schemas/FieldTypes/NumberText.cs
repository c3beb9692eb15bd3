using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongke.Kernel.Schemas;

/// <summary>A number as people type it into a spreadsheet.</summary>
/// <param name="Value">The number; null when the text is none.</param>
/// <param name="Currency">ISO code of the currency it names.</param>
/// <param name="IsPercent">Whether it ends in %: <see cref="Value"/> is the number before the sign.</param>
/// <param name="IsTooLarge">Whether it is a number, but beyond every column.</param>
internal readonly partial record struct NumberText(decimal? Value, string? Currency, bool IsPercent, bool IsTooLarge)
{
    private const decimal Largest = 1e18m;

    private static readonly (string Suffix, decimal Factor)[] Factors =
        [("万亿", 1e12m), ("十亿", 1e9m), ("千万", 1e7m), ("百万", 1e6m), ("十万", 1e5m), ("亿", 1e8m), ("万", 1e4m), ("千", 1e3m)];

    /// <summary>Reads full-width digits, thousands separators, currency signs, 万 and 亿, %, and accounting's (negative) form.</summary>
    public static NumberText Read(string raw)
    {
        if (raw.Length > 100 || !PlainText.IsStorable(raw)) return default;

        var text = Spaces().Replace(PlainText.HalfWidth(raw), "").Replace('−', '-').Replace('–', '-');
        var isNegative = TakeOffParentheses(ref text) ^ TakeOffMinus(ref text);
        (text, var currency) = Currencies.Split(text);
        isNegative ^= TakeOffMinus(ref text);
        var isPercent = text.EndsWith('%');
        if (isPercent) text = text[..^1];
        var factor = TakeOffFactor(ref text);

        if (!Shape().IsMatch(text)) return default;
        if (!decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value > Largest / factor)
            return new(null, currency, isPercent, IsTooLarge: true);

        return new(isNegative ? -value * factor : value * factor, currency, isPercent, IsTooLarge: false);
    }

    private static bool TakeOffParentheses(ref string text)
    {
        if (text is not ['(', .., ')']) return false;
        text = text[1..^1];
        return true;
    }

    private static bool TakeOffMinus(ref string text)
    {
        if (text is ['+', .. var positive]) text = positive;
        if (text is not ['-', .. var rest]) return false;
        text = rest;
        return true;
    }

    private static decimal TakeOffFactor(ref string text)
    {
        foreach (var (suffix, factor) in Factors)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal)) continue;
            text = text[..^suffix.Length];
            return factor;
        }

        return 1;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?(?<=[0-9]\.?)(?:[eE][+-]?[0-9]{1,2})?$")]
    private static partial Regex Shape();
}
