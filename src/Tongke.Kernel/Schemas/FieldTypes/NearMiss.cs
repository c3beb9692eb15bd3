using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
public static class NearMiss
{
    private const int Longest = 60;

    /// <summary>The candidate with a spelling nearest to <paramref name="text"/>; null when none is near enough to suggest, or several are equally near.</summary>
    public static T? Find<T>(string text, IEnumerable<T> candidates, Func<T, IEnumerable<string>> spellings) where T : class
    {
        if (text.Length > Longest || !PlainText.IsStorable(text)) return null;

        var folded = PlainText.Fold(text);
        if (folded.Length == 0) return null;

        var near = candidates
            .Select(c => (Candidate: c, Spellings: spellings(c).Select(PlainText.Fold).ToArray()))
            .Select(c => (c.Candidate, c.Spellings, Distance: c.Spellings.Min(s => Distance(folded, s))))
            .Where(c => c.Distance < 1)
            .OrderBy(c => c.Distance)
            .ToArray();
        if (near.Length == 0) return null;

        var nearest = near.TakeWhile(c => c.Distance == near[0].Distance).ToArray();
        if (nearest.Length == 1 || near[0].Distance == 0) return near[0].Candidate;

        // Who types by sound picks the wrong character of the right sound.
        return nearest.Where(c => c.Spellings.Any(s => SoundAlike(folded, s))).ToArray() is [var meant] ? meant.Candidate : null;
    }

    /// <summary>
    /// The option that a word probably means: the nearest spelling, or else the only one that shares a whole word of two or more Chinese characters with
    /// it, which one of the two begins with: 物流运输 is 物流仓储, while 华东地区 is not 华南地区.
    /// </summary>
    public static OptionDefinition? FindOption(string text, IReadOnlyList<OptionDefinition> options)
    {
        if (Find(text, options, o => [o.Value, o.Label.Zh, o.Label.En]) is { } near) return near;
        if (text.Length > Longest || !PlainText.IsStorable(text)) return null;

        var folded = PlainText.Fold(text);
        var sharing = options.Select(o => (Option: o, Shared: SharedWord(folded, PlainText.Fold(o.Label.Zh)))).Where(o => o.Shared > 0).ToArray();
        return sharing.Where(o => o.Shared == sharing.Max(s => s.Shared)).ToArray() is [var only] ? only.Option : null;
    }

    /// <summary>Characters of the longest Chinese word that both texts have and one of them begins with; 0 where there is none, or one of them is the other's denial.</summary>
    private static int SharedWord(string a, string b)
    {
        if (IsDenied(a) != IsDenied(b)) return 0;

        return Math.Max(Begun(a, b), Begun(b, a));

        static int Begun(string by, string other)
        {
            var length = Math.Min(by.TakeWhile(IsChinese).Count(), other.Length);
            while (length >= 2 && !other.Contains(by[..length], StringComparison.Ordinal)) length--;
            return length >= 2 ? length : 0;
        }
    }

    private static bool IsDenied(string text) => text.AsSpan().ContainsAny("非不未无");

    private static bool IsChinese(char c) => c > '\u2E7F' && char.IsLetter(c);

    private static bool SoundAlike(string a, string b)
    {
        if (a.Length != b.Length) return false;

        var (soundsOfA, soundsOfB) = (Pinyin.Of(a), Pinyin.Of(b));
        return Enumerable.Range(0, a.Length).All(i => a[i] == b[i] || (soundsOfA[i] is { } sound && sound == soundsOfB[i]));
    }

    /// <summary>0 for the same, 1 and more for too different: edits counted against what may be mistyped in a word of that length.</summary>
    private static double Distance(string text, string spelling)
    {
        if (spelling.Length is 0 or > Longest || HaveOtherNumbers(text, spelling) || IsAnotherWord(text, spelling)) return 1;
        if (text.Length >= 2 && (spelling.Contains(text, StringComparison.Ordinal) || spelling.Length >= 2 && text.Contains(spelling, StringComparison.Ordinal))) return 0.5;
        var shorter = Math.Min(text.Length, spelling.Length);
        return text == spelling ? 0 : shorter < 2 ? 1 : Edits(text, spelling) / (shorter * 0.5 + 0.01);
    }

    /// <summary>Q1 is no slip of the pen for Q2, nor 50 for 150.</summary>
    private static bool HaveOtherNumbers(string a, string b) =>
        (string.Concat(a.Where(char.IsDigit)), string.Concat(b.Where(char.IsDigit))) is ({ Length: > 0 } x, { Length: > 0 } y) && x != y;

    /// <summary>In a short Chinese word every character counts: 华东 is not 华南, unless it only sounds the same.</summary>
    private static bool IsAnotherWord(string a, string b)
    {
        const int shortWord = 4;
        return a.Length == b.Length && a.Length <= shortWord && a != b && Enumerable.Range(0, a.Length).Any(i => a[i] != b[i] && IsChinese(a[i])) && !SoundAlike(a, b);
    }

    /// <summary>Insertions, deletions and replacements that make one text the other (Levenshtein).</summary>
    public static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
