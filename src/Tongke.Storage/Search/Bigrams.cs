using System.Globalization;
using System.Text;

namespace Tongke.Storage.Search;

/// <summary>
/// Text cut so that any part of it can be found exactly. Runs of letters and digits are folded (NFKC, lower case) and give one gram at each character:
/// of two characters where it is Chinese, Japanese or Korean, of three where it is of an alphabet or a digit, shorter at the run's end.
/// Grams in a row, matched as a phrase, mean that the text contains just these characters.
/// </summary>
internal static class Bigrams
{
    /// <summary>PostgreSQL counts positions up to 16383.</summary>
    private const int MostGrams = 16_000;

    /// <summary>Stands between runs where a phrase must not go on; never a gram itself.</summary>
    private const string Gap = "·";

    /// <summary>Grams in order; null where a run ends.</summary>
    public static IReadOnlyList<string?> Of(IEnumerable<string?> texts)
    {
        var grams = new List<string?>();
        foreach (var text in texts)
        {
            foreach (var run in Runs(text))
            {
                if (grams.Count + run.Length > MostGrams)
                    return grams;

                for (var i = 0; i < run.Length; i++)
                    grams.Add(Gram(run, i));
                grams.Add(null);
            }
        }

        return grams;
    }

    /// <summary>The gram that starts at a character of a run.</summary>
    public static string Gram(Rune[] run, int start) => string.Concat(run.Skip(start).Take(Length(run[start])).Select(rune => rune.ToString()));

    /// <summary>How many characters a gram has that begins with this one, unless its run ends before.</summary>
    public static int Length(Rune first) => IsIdeographic(first) ? 2 : 3;

    /// <summary>For FTS5's ascii tokenizer, to which everything beyond ASCII is part of a word.</summary>
    public static string ToFts(IReadOnlyList<string?> grams) => string.Join(' ', grams.Select(gram => gram ?? Gap));

    /// <summary>A tsvector literal: each gram with its positions.</summary>
    public static string ToVector(IReadOnlyList<string?> grams)
    {
        var text = new StringBuilder();
        for (var i = 0; i < grams.Count; i++)
        {
            if (grams[i] is { } gram)
                text.Append('\'').Append(gram).Append("':").Append(CultureInfo.InvariantCulture, $"{i + 1} ");
        }

        return text.ToString();
    }

    /// <summary>The folded runs of letters and digits of a text.</summary>
    public static IEnumerable<Rune[]> Runs(string? text)
    {
        if (string.IsNullOrEmpty(text))
            yield break;

        var run = new List<Rune>();
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                run.Add(rune);
            }
            else if (run.Count > 0)
            {
                yield return [.. run];
                run.Clear();
            }
        }

        if (run.Count > 0)
            yield return [.. run];
    }

    private static string Fold(string text) => (text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC)).ToLowerInvariant();

    /// <summary>Han with its extensions, kana and Hangul: scripts that write no spaces or pack a syllable into a character.</summary>
    private static bool IsIdeographic(Rune rune) => rune.Value is
        (>= 0x2E80 and <= 0x2FDF) or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x3100 and <= 0x312F) or (>= 0x31A0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
