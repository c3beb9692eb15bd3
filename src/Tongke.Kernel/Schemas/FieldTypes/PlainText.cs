using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tongke.Kernel.Schemas;

/// <summary>What every text from outside goes through: only characters that every store and file format can hold, one Unicode form, cleansed, within its limits.</summary>
internal static partial class PlainText
{
    private static readonly SearchValues<char> Unstorable = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c).Except("\t\n\r"), '\u007F', '\uFFFE', '\uFFFF']);

    /// <summary>The combining joiner, the fillers of Hangul, the unspoken vowels of Khmer, the selectors of Mongolian, Braille without a dot.</summary>
    private static readonly HashSet<int> Empty = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0];

    /// <summary>Takes in a text for <paramref name="field"/>; one that is blank empties the field.</summary>
    public static Coerced Accept(string raw, FieldSchema field, int defaultMax, bool multiline)
    {
        if (!IsStorable(raw)) return Coerced.Refuse("broken_text");

        var text = raw.Normalize(NormalizationForm.FormC);
        text = multiline ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : LineBreaks().Replace(text, " ");
        text = Cleanser.Cleanse(text, field.Definition.Cleanse);
        if (field.Definition.Check is { } name && TextChecks.Find(name) is { } form) text = form.Usual(text);
        if (IsBlank(text)) return new(null);

        var max = (int)Math.Min(field.Definition.Max ?? defaultMax, int.MaxValue);
        if (text.Length > max) return Coerced.Refuse("too_long", max, text.Length);
        if (text.Length < field.Definition.Min) return Coerced.Refuse("too_short", (int)field.Definition.Min, text.Length);
        if (field.Definition.Check is { } check && TextChecks.Find(check) is { } rule && !rule.Holds(text)) return Coerced.Refuse(rule.Code, Quote(text));
        if (field.Pattern is { } pattern && !pattern.IsMatch(text)) return Coerced.Refuse("pattern_mismatch", Quote(text), field.Definition.Help ?? field.Label);

        return new(text);
    }

    /// <summary>Whether every store and file format can hold the text: no NUL or other control characters, no half surrogate pairs.</summary>
    public static bool IsStorable(string text) => !text.AsSpan().ContainsAny(Unstorable) && IsWellFormed(text);

    /// <summary>Whether a reader sees nothing of it: spaces, signs that have no width, letters and patterns that are drawn empty.</summary>
    public static bool IsBlank(string text) =>
        text.EnumerateRunes().All(r => Rune.IsWhiteSpace(r) || Rune.GetUnicodeCategory(r) == UnicodeCategory.Format || Empty.Contains(r.Value) || r.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF));

    /// <summary>The text as people compare it: half-width, small letters, no spaces around. The text must be storable.</summary>
    public static string Fold(string text) => HalfWidth(text).ToLowerInvariant();

    /// <summary>Full-width letters, digits and signs made half-width, spaces around gone. The text must be storable.</summary>
    public static string HalfWidth(string text) => text.Normalize(NormalizationForm.FormKC).Trim();

    /// <summary>A text from outside, cut to what a message can show.</summary>
    public static string Quote(string text)
    {
        const int longest = 40;
        var shown = new string([.. text.Take(longest).Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return text.Length > longest ? shown + "…" : shown;
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }

        return true;
    }

    [GeneratedRegex(@"(?:\r\n|[\r\n\u0085\u2028\u2029])+")]
    private static partial Regex LineBreaks();
}
