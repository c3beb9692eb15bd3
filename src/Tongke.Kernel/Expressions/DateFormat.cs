using System.Globalization;
using System.Text;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// A date format of TEXT, as spreadsheets have it: <c>yyyy-mm-dd hh:mm</c>, <c>yyyy年m月d日</c>. An <c>m</c> beside hours or seconds is minutes,
/// every other one is months; capital <c>M</c> is always months.
/// </summary>
public sealed class DateFormat
{
    private readonly List<(string Token, bool IsText)> parts = [];

    private DateFormat()
    {
    }

    /// <summary>Reads a format; null when it shows nothing of a date.</summary>
    public static DateFormat? Parse(string text)
    {
        var format = new DateFormat();
        for (var i = 0; i < text.Length;)
        {
            var letter = text[i];
            var end = i + 1;
            while (end < text.Length && text[end] == letter) end++;
            if ("yYmMdDhHsS".Contains(letter, StringComparison.Ordinal))
                format.parts.Add((letter == 'M' ? Token('M', end - i) : Token(char.ToLowerInvariant(letter), end - i), false));
            else
                format.parts.Add((text[i..end], true));
            i = end;
        }

        format.TellMinutesFromMonths();
        return format.parts.Exists(p => !p.IsText) ? format : null;
    }

    /// <summary>A moment in this format.</summary>
    public string Write(DateTime moment)
    {
        var result = new StringBuilder();
        foreach (var (token, isText) in parts)
            result.Append(isText ? token : moment.ToString(token.Length == 1 ? "%" + token : token, CultureInfo.InvariantCulture));

        return result.ToString();
    }

    /// <summary>The pattern of PostgreSQL's to_char.</summary>
    public string ToPostgres()
    {
        var result = new StringBuilder();
        foreach (var (token, isText) in parts)
            result.Append(isText ? '"' + token.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"' : token switch
            {
                "yyyy" => "YYYY", "yy" => "YY", "MM" => "MM", "M" => "FMMM", "dd" => "DD", "d" => "FMDD",
                "HH" => "HH24", "H" => "FMHH24", "mm" => "MI", "m" => "FMMI", "ss" => "SS", _ => "FMSS",
            });

        return result.ToString();
    }

    private static string Token(char letter, int count) => letter switch
    {
        'y' => count > 2 ? "yyyy" : "yy",
        'h' => count > 1 ? "HH" : "H",
        _ => new string(letter, Math.Min(count, 2)),
    };

    private void TellMinutesFromMonths()
    {
        var tokens = Enumerable.Range(0, parts.Count).Where(i => !parts[i].IsText).ToList();
        for (var n = 0; n < tokens.Count; n++)
        {
            var i = tokens[n];
            if (parts[i].Token[0] != 'm') continue;

            var isMinutes = (n > 0 && parts[tokens[n - 1]].Token[0] == 'H') || (n + 1 < tokens.Count && parts[tokens[n + 1]].Token[0] == 's');
            if (!isMinutes) parts[i] = (parts[i].Token.ToUpperInvariant(), false);
        }
    }
}
