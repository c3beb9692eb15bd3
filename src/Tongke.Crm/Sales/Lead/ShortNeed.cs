using System.Buffers;
using System.Text;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>What a lead wants in a few words: the beginning of what they wrote, up to where a clause or a word ends. The dialog of converting proposes the same.</summary>
public static class ShortNeed
{
    private const int Longest = 40;
    private const int Shortest = 8;

    private const string Signs = "，。；：！？、,;:!?";

    private static readonly SearchValues<char> Ends = SearchValues.Create(Signs);
    private static readonly char[] Before = [.. Signs, ' ', '\u3000'];

    /// <summary>The short form of a text; null of one that is empty or has signs alone. A Chinese character counts as two.</summary>
    public static string? Of(string? text)
    {
        var line = text?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(SaysSomething)?.TrimStart(Before);
        if (line is null)
            return null;

        var fits = 0;
        for (var width = 0; fits < line.Length && (width += line[fits] < 0x2E80 ? 1 : 2) <= Longest; fits++) { }
        if (fits == line.Length)
            return line;

        var clause = line.AsSpan(0, fits + 1).LastIndexOfAny(Ends);
        var word = line.LastIndexOf(' ', fits);
        var end = clause >= Shortest / 2 ? clause : word >= Shortest ? word : fits;
        return line.Cut(end).TrimEnd();
    }

    /// <summary>Whether there is a letter or a digit in it: signs alone are no need.</summary>
    private static bool SaysSomething(string line) => line.EnumerateRunes().Any(Rune.IsLetterOrDigit);
}
