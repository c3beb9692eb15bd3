using System.Globalization;
using System.Text;

namespace Tongke.Kernel.Texts;

/// <summary>
/// The order in which Chinese readers look names up, as a text that sorts so by its bytes: digits, then Latin without regard to case and accents, then
/// Chinese by reading, tone and character. Characters with the same reading stay together: all 张 come before the first 章.
/// </summary>
public static class ChineseOrder
{
    /// <summary>Another one whenever keys are made otherwise: then those that are stored are made anew.</summary>
    public const string Version = "1";

    /// <summary>Characters that count; names that differ only behind them are in no order to each other.</summary>
    private const int MostCharacters = 40;

    /// <summary>Stands before Chinese, behind all letters.</summary>
    private const char Chinese = '~';

    /// <summary>The key; null for no text.</summary>
    public static string? KeyOf(string? text)
    {
        if (text is null)
            return null;

        var plain = Plain(text);
        var readings = Pinyin.Of(plain);
        var key = new StringBuilder(plain.Length * 6);
        for (var i = 0; i < plain.Length; i++)
        {
            if (readings[i] is { } reading)
                key.Append(Chinese).Append(reading).Append(plain[i]);
            else
                key.Append(char.ToLowerInvariant(plain[i]));
        }

        return key.ToString();
    }

    /// <summary>Without accents and the difference of half and full width, cut to what counts.</summary>
    private static string Plain(string text)
    {
        var start = text.Cut(MostCharacters * 2);
        if (!Ascii.IsValid(start))
        {
            var plain = new StringBuilder(start.Length);
            foreach (var rune in start.Normalize(NormalizationForm.FormKD).EnumerateRunes())
                if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
                    plain.Append(rune);
            start = plain.ToString();
        }

        start = start.Trim();
        return start.Cut(MostCharacters);
    }
}
