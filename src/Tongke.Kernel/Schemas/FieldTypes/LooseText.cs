using System.Text;
using System.Text.RegularExpressions;

namespace Tongke.Kernel.Schemas;

/// <summary>
/// Compares the words of lists the way people copy them: without spaces, punctuation and what stands in brackets. Signs that tell words apart stay: A+ is
/// not A, 1-50 is not 150.
/// </summary>
internal static partial class LooseText
{
    private const string Passed = "()[]{}【】《》〈〉「」『』〔〕\"'“”‘’`、,。.·•;:!?/\\|_—–-…";
    private const string Dashes = "—–-~";

    /// <summary>The one candidate that <paramref name="text"/> means; null when there is none, or several.</summary>
    /// <param name="text">As it was written; must be storable.</param>
    /// <param name="candidates">What may be meant.</param>
    /// <param name="spellings">How each is written.</param>
    public static T? Find<T>(string text, IReadOnlyCollection<T> candidates, Func<T, IEnumerable<string>> spellings) where T : class
    {
        var (folded, without) = (PlainText.Fold(text), Aside().Replace(PlainText.Fold(text), ""));
        var (bare, brief) = (Bare(folded), Bare(without));
        if (bare.Length == 0) return null;

        var same = candidates.Where(c => spellings(c).Any(s => Bare(PlainText.Fold(s)) == bare)).Take(2).ToArray();
        if (same.Length > 0) return same is [var one] ? one : null;

        // What stands in brackets explains; where both explain, they must explain the same.
        var hasAside = without != folded;
        var alike = candidates.Where(c => spellings(c).Any(s =>
        {
            var spelling = PlainText.Fold(s);
            var bareSpelling = Bare(Aside().Replace(spelling, ""));
            return hasAside != Aside().IsMatch(spelling) && bareSpelling.Length > 0 && bareSpelling == brief;
        })).Take(2).ToArray();
        return alike is [var meant] ? meant : null;
    }

    private static string Bare(string folded)
    {
        var bare = new StringBuilder(folded.Length);
        for (var i = 0; i < folded.Length; i++)
        {
            var c = folded[i];
            var isBetweenDigits = bare.Length > 0 && char.IsDigit(bare[^1]) && folded.AsSpan(i + 1).TrimStart() is [var next, ..] && char.IsDigit(next);
            if (char.IsWhiteSpace(c))
                continue;
            if (isBetweenDigits && Dashes.Contains(c, StringComparison.Ordinal))
                bare.Append('-');
            else if (!Passed.Contains(c, StringComparison.Ordinal) || isBetweenDigits || c == '-' && i == folded.Length - 1)
                bare.Append(c);
        }

        return bare.ToString();
    }

    [GeneratedRegex(@"[(\[【〔][^)\]】〕]*[)\]】〕]")]
    private static partial Regex Aside();
}
