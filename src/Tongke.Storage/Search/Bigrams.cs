using System.Buffers;
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
    public static List<string?> Of(IEnumerable<string?> texts)
    {
        var grams = new List<string?>(64);
        foreach (var run in KeptRuns(texts))
        {
            for (var i = 0; i < run.Length; i += LengthAt(run, i))
                grams.Add(run[i..EndOfGram(run, i)]);
            grams.Add(null);
        }

        return grams;
    }

    /// <summary>The runs that are indexed: of very long texts not all are.</summary>
    public static IEnumerable<string> KeptRuns(IEnumerable<string?> texts)
    {
        var grams = 0;
        foreach (var run in texts.SelectMany(Runs))
        {
            if (grams + run.Length > MostGrams)
                yield break;

            grams += run.Length + 1;
            yield return run;
        }
    }

    /// <summary>The end of the gram that starts at a character of a run, at the latest the run's own.</summary>
    public static int EndOfGram(string run, int start)
    {
        var end = start;
        for (var left = CharactersFrom(run, start); left > 0 && end < run.Length; left--)
            end += LengthAt(run, end);

        return end;
    }

    /// <summary>True when the run ends before the gram that starts here has all its characters.</summary>
    public static bool IsCut(string run, int start)
    {
        var end = start;
        for (var left = CharactersFrom(run, start); left > 0; left--)
        {
            if (end >= run.Length)
                return true;
            end += LengthAt(run, end);
        }

        return false;
    }

    /// <summary>The UTF-16 units of the character at this place.</summary>
    public static int LengthAt(string run, int index) => char.IsHighSurrogate(run[index]) ? 2 : 1;

    /// <summary>For FTS5's ascii tokenizer, to which everything beyond ASCII is part of a word.</summary>
    public static string ToFts(IReadOnlyList<string?> grams) => string.Join(' ', grams.Select(gram => gram ?? Gap));

    /// <summary>The reverse of <see cref="ToFts"/>.</summary>
    public static List<string?> FromFts(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(gram => gram == Gap ? null : gram)];

    /// <summary>A tsvector literal: each gram with its positions.</summary>
    public static string ToVector(IReadOnlyList<string?> grams)
    {
        var text = new StringBuilder(grams.Count * 10);
        for (var i = 0; i < grams.Count; i++)
        {
            if (grams[i] is { } gram)
                text.Append('\'').Append(gram).Append("':").Append(CultureInfo.InvariantCulture, $"{i + 1} ");
        }

        return text.ToString();
    }

    /// <summary>The folded runs of letters and digits of a text.</summary>
    public static IEnumerable<string> Runs(string? text)
    {
        if (string.IsNullOrEmpty(text))
            yield break;

        var folded = Fold(text);
        var start = 0;
        var end = 0;
        while (end < folded.Length)
        {
            if (Rune.DecodeFromUtf16(folded.AsSpan(end), out var rune, out var length) == OperationStatus.Done && IsPartOfWord(rune))
            {
                end += length;
                continue;
            }

            if (end > start)
                yield return folded[start..end];
            end += length;
            start = end;
        }

        if (end > start)
            yield return folded[start..end];
    }

    private static bool IsPartOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Fold(string text) => (text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC)).ToLowerInvariant();

    private static int CharactersFrom(string run, int start) => IsIdeographic(run, start) ? 2 : 3;

    /// <summary>Han with its extensions, kana and Hangul: scripts that write no spaces or pack a syllable into a character.</summary>
    private static bool IsIdeographic(string run, int index) => char.ConvertToUtf32(run, index) is
        (>= 0x2E80 and <= 0x2FDF) or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x3100 and <= 0x312F) or (>= 0x31A0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
