using System.Text;

namespace Tongke.Storage.Search;

/// <summary>Chinese characters as texts are folded: those of the unified blocks stay what they are, and a few hundred others become one of them.</summary>
internal static class Ideographs
{
    /// <summary>Where characters lie that folding turns into ideographs: radicals, signs, those in circles and brackets, squared words, and doubles kept for other standards.</summary>
    private static readonly (int First, int Last)[] Blocks =
    [
        (0x2E80, 0x2FDF), (0x3000, 0x303F), (0x3190, 0x319F), (0x3200, 0x33FF), (0xF900, 0xFAFF), (0x1F200, 0x1F2FF), (0x2F800, 0x2FA1F),
    ];

    private static readonly Lazy<ILookup<char, string>> Others = new(FindOthers);

    /// <summary>Whether the folded run has only characters that folding leaves as they are, and that take one UTF-16 unit.</summary>
    public static bool AreAll(string run) => run.All(IsUnified);

    /// <summary>Parts of which a text has one, as it was entered, wherever its folded form has the run: the run itself, and characters that fold into something with one of the run's.</summary>
    public static IEnumerable<string> FormsOf(string run) => run.Distinct().SelectMany(c => Others.Value[c]).Distinct().Prepend(run);

    private static bool IsUnified(char c) => c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF');

    private static ILookup<char, string> FindOthers() => Blocks
        .SelectMany(b => Enumerable.Range(b.First, b.Last - b.First + 1))
        .Select(char.ConvertFromUtf32)
        .SelectMany(text => text.Normalize(NormalizationForm.FormKC).Where(IsUnified).Where(c => !text.Contains(c, StringComparison.Ordinal)).Select(c => (c, text)))
        .ToLookup(p => p.c, p => p.text);
}
