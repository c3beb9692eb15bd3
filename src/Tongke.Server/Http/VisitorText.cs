using System.Globalization;
using System.Text;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Http;

/// <summary>What somebody without a sign-in typed into a public page, as a text that can be kept.</summary>
internal static class VisitorText
{
    /// <summary>Characters that count as letters or signs and show nothing: the fillers of Hangul and the empty pattern of Braille.</summary>
    private static readonly Rune[] Blanks = [new(0x115F), new(0x1160), new(0x2800), new(0x3164), new(0xFFA0)];

    /// <summary>Without control characters, halves of characters and what turns the direction of reading, cut; null when nothing is left that can be seen.</summary>
    /// <param name="text">As it was sent.</param>
    /// <param name="longest">Characters that are kept.</param>
    /// <param name="hasLines">Whether it may have several lines.</param>
    public static string? Clean(string? text, int longest, bool hasLines = false)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var kept = new string([.. Trim(text).Take(longest * 2).Where(c => (!char.IsControl(c) || (hasLines && c == '\n')) && !TurnsDirection(c))]);
        var clean = Trim(Trim(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(kept))).Cut(longest));
        return clean.EnumerateRunes().Any(r => !IsUnseen(r) && Rune.GetUnicodeCategory(r) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)) ? clean : null;
    }

    /// <summary>Without what can't be seen at either end.</summary>
    public static string Trim(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        var first = Array.FindIndex(runes, r => !IsUnseen(r));
        if (first < 0)
            return "";

        var last = Array.FindLastIndex(runes, r => !IsUnseen(r));
        return string.Concat(runes[first..(last + 1)]);
    }

    /// <summary>Whether somebody can be called so: a letter or a digit is in it.</summary>
    public static bool IsName(string text) => text.EnumerateRunes().Any(r => Rune.IsLetterOrDigit(r) && !IsUnseen(r));

    private static bool IsUnseen(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format || Blanks.Contains(rune);

    private static bool TurnsDirection(char c) => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
