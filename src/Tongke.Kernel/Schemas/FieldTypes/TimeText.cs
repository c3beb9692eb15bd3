using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongke.Kernel.Schemas;

/// <summary>Times of day as people type them.</summary>
internal static partial class TimeText
{
    /// <summary>Reads <c>14:05</c>, <c>2:05 PM</c>, <c>下午2点5分</c>, <c>14时5分30秒</c>; null when it is no time of day. The text must be half-width.</summary>
    public static TimeOnly? Find(string text)
    {
        var match = text.Length <= 40 ? Shape().Match(text) : Match.Empty;
        if (!match.Success) return null;

        var (hour, minute, second) = (Number(match, "hour"), match.Groups["half"].Success ? 30 : Number(match, "minute"), Number(match, "second"));
        var half = (match.Groups["before"].Success ? match.Groups["before"] : match.Groups["after"]).Value.ToUpperInvariant();
        if (half is "PM" or "下午" or "晚上" or "中午" && hour is >= 1 and < 12) hour += 12;
        if (half is "AM" or "凌晨" && hour == 12) hour = 0;
        if (hour > 23 || minute > 59 || second > 59) return null;

        var milliseconds = match.Groups["fraction"] is { Success: true } fraction ? int.Parse(fraction.Value.PadRight(3, '0')[..3], CultureInfo.InvariantCulture) : 0;
        return new TimeOnly(hour, minute, second, milliseconds);
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<before>上午|早上|凌晨|中午|下午|晚上|AM|PM)?\s?(?<hour>[0-9]{1,2})(?:\s?[:点时]\s?(?:(?<half>半)|(?<minute>[0-9]{1,2})\s?(?:[:分]\s?(?:(?<second>[0-9]{1,2})(?:\.(?<fraction>[0-9]{1,9}))?秒?)?)?)?|(?=\s?[AP]M))\s?(?<after>AM|PM)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
