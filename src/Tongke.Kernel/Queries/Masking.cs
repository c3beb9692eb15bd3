namespace Tongke.Kernel.Queries;

/// <summary>What somebody with the right to a masked field sees of it.</summary>
public static class Masking
{
    /// <summary>What stands for any value that is not a text.</summary>
    public const string Hidden = "****";

    /// <summary>A phone number or an address keeps its ends, a short text its first character: <c>138****1234</c>, <c>z****@example.com</c>, <c>张****</c>.</summary>
    public static string Of(string text)
    {
        if (text.Length == 0)
            return text;

        var plain = text.StartsWith("+86", StringComparison.Ordinal) && text.Length == 14 ? text[3..] : text;
        var at = plain.IndexOf('@', StringComparison.Ordinal);
        if (at > 0)
            return $"{First(plain)}{Hidden}{plain[at..]}";

        return plain.Length >= 9 && plain.All(char.IsAscii)
            ? $"{plain[..3]}{Hidden}{plain[^4..]}"
            : $"{First(plain)}{Hidden}";
    }

    private static string First(string text) => text[..(char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1)];
}
