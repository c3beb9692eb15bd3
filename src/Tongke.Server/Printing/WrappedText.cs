using System.Globalization;
using System.Text;

namespace Tongke.Server.Printing;

/// <summary>
/// Breaks texts into lines: between Chinese characters, and between the words of other languages; no line begins with a mark that closes, and a word
/// longer than a line is cut.
/// </summary>
internal static class WrappedText
{
    private const string NotFirst = "，。；：！？、）》」』】〉”’％%,.;:!?)]}";

    /// <summary>The lines of a text in a width.</summary>
    /// <param name="text">The text; its own line ends stay.</param>
    /// <param name="width">The width there is.</param>
    /// <param name="widthOf">The width of one character.</param>
    public static IReadOnlyList<string> Lines(string text, double width, Func<Rune, double> widthOf)
    {
        var lines = new List<string>();
        foreach (var paragraph in Visible(text).ReplaceLineEndings("\n").Split('\n'))
            Wrap(paragraph, width, widthOf, lines);

        return lines;
    }

    /// <summary>The width of a text on one line.</summary>
    public static double Width(string text, Func<Rune, double> widthOf) => text.EnumerateRunes().Sum(widthOf);

    /// <summary>Without what only says how to write, such as the mark that turns the direction round: it would be printed as a box.</summary>
    private static string Visible(string text) => new([.. text.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)]);

    private static void Wrap(string paragraph, double width, Func<Rune, double> widthOf, List<string> lines)
    {
        var (line, used) = (new StringBuilder(), 0d);
        foreach (var piece in Pieces(paragraph))
        {
            var needed = Width(piece, widthOf);
            if (used + needed > width && line.Length > 0 && !NotFirst.Contains(piece[0]))
            {
                lines.Add(line.ToString().TrimEnd());
                (used, _) = (0, line.Clear());
                if (string.IsNullOrWhiteSpace(piece))
                    continue;
            }

            if (needed <= width)
            {
                line.Append(piece);
                used += needed;
                continue;
            }

            foreach (var rune in piece.EnumerateRunes())
            {
                var next = widthOf(rune);
                if (used + next > width && line.Length > 0)
                {
                    lines.Add(line.ToString());
                    (used, _) = (0, line.Clear());
                }

                line.Append(rune.ToString());
                used += next;
            }
        }

        lines.Add(line.ToString().TrimEnd());
    }

    /// <summary>Words, blanks and single Chinese characters, in order; what can't be printed is left out.</summary>
    private static IEnumerable<string> Pieces(string paragraph)
    {
        var word = new StringBuilder();
        foreach (var rune in paragraph.EnumerateRunes())
        {
            if (Rune.IsControl(rune) && rune.Value != '\t')
                continue;

            var standsAlone = Rune.IsWhiteSpace(rune) || IsIdeographic(rune);
            if (standsAlone && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            if (standsAlone)
                yield return rune.Value == '\t' ? " " : rune.ToString();
            else
                word.Append(rune.ToString());
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    private static bool IsIdeographic(Rune rune) => rune.Value is (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFFEF) or (>= 0x20000 and <= 0x3FFFF);
}
