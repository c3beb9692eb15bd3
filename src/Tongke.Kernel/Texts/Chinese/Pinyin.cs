using System.Collections.Frozen;
using System.Text;

namespace Tongke.Kernel.Texts;

/// <summary>
/// How Chinese is read: one reading for each character, words and surnames where it is another (重庆, 单). The readings lie in the assembly,
/// so that stored orders do not change with the operating system's ICU.
/// </summary>
public static class Pinyin
{
    private const int FirstCharacter = 0x3400;
    private const int LastCharacter = 0x9FFF;

    /// <summary>A text of at most so many characters may be a person's name.</summary>
    private const int LongestName = 4;

    private static readonly string[] LegalForms = ["股份有限公司", "有限责任公司", "有限公司"];

    private static readonly string[] Readings;
    private static readonly ushort[] ReadingOf = new ushort[LastCharacter - FirstCharacter + 1];
    private static readonly ReadingList Words = ReadingList.Load("words.txt");
    private static readonly ReadingList Surnames = ReadingList.Load("surnames.txt");

    static Pinyin()
    {
        var readings = new List<string> { "" };
        foreach (var line in ReadingList.Lines("readings.txt"))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            foreach (var character in line.AsSpan(space + 1))
                ReadingOf[character - FirstCharacter] = (ushort)readings.Count;
            readings.Add(line[..space]);
        }

        Readings = [.. readings];
    }

    /// <summary>The reading of each character with its tone as a digit, such as <c>chong2</c>; null for a character that is not Chinese.</summary>
    public static string?[] Of(string text)
    {
        var readings = new string?[text.Length];
        var at = IsName(text) ? Surnames.Read(text, 0, readings) : 0;
        while (at < text.Length)
        {
            var read = Words.Read(text, at, readings);
            if (read == 0)
                readings[at] = Alone(text[at]);
            at += Math.Max(read, 1);
        }

        return readings;
    }

    /// <summary>
    /// The texts by which people find a name without typing Chinese, whole and by initials: <c>huawei</c> and <c>hw</c> for 华为. None where nothing is Chinese;
    /// a company's legal form is left out, since nobody spells it.
    /// </summary>
    public static IEnumerable<string> SearchTexts(string? text)
    {
        if (text is null || !text.Any(IsChinese))
            yield break;

        var form = LegalForms.FirstOrDefault(f => text.Length > f.Length && text.EndsWith(f, StringComparison.Ordinal));
        var name = form is null ? text : text[..^form.Length];
        var (whole, initials) = (new StringBuilder(), new StringBuilder());
        foreach (var (i, reading) in Of(name).Index())
        {
            whole.Append(reading is null ? name.AsSpan(i, 1) : reading.AsSpan()[..^1]);
            initials.Append(reading is null ? name[i] : reading[0]);
        }

        yield return whole.ToString();
        yield return initials.ToString();
    }

    /// <summary>Whether the character has a reading.</summary>
    public static bool IsChinese(char character) => Alone(character) is not null;

    private static string? Alone(char character) =>
        character is >= (char)FirstCharacter and <= (char)LastCharacter && ReadingOf[character - FirstCharacter] is > 0 and var index ? Readings[index] : null;

    /// <summary>Whether the text may be a person's name: a few Chinese characters that are no word of their own.</summary>
    private static bool IsName(string text) => text.Length is > 0 and <= LongestName && text.All(IsChinese) && Words.LengthAt(text, 0) < 2;

    /// <summary>Words and how their characters are read.</summary>
    private sealed class ReadingList
    {
        private readonly FrozenDictionary<string, string[]> words;
        private readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> bySpan;
        private readonly FrozenSet<char> beginnings;
        private readonly int longest;

        private ReadingList(IEnumerable<string[]> lines)
        {
            words = lines.ToFrozenDictionary(l => l[0], l => l[1..], StringComparer.Ordinal);
            bySpan = words.GetAlternateLookup<ReadOnlySpan<char>>();
            beginnings = words.Keys.Select(w => w[0]).ToFrozenSet();
            longest = words.Keys.Max(w => w.Length);
        }

        public static ReadingList Load(string resource) => new(Lines(resource).Select(l => l.Split(' ')));

        public static IEnumerable<string> Lines(string resource)
        {
            using var reader = new StreamReader(typeof(Pinyin).Assembly.GetManifestResourceStream(resource)!);
            while (reader.ReadLine() is { } line)
                if (line.Length > 0 && line[0] != '#')
                    yield return line;
        }

        /// <summary>The length of the longest word that stands at this place; 0 when none does.</summary>
        public int LengthAt(string text, int at)
        {
            if (!beginnings.Contains(text[at]))
                return 0;

            var length = Math.Min(longest, text.Length - at);
            while (length > 0 && !bySpan.ContainsKey(text.AsSpan(at, length)))
                length--;

            return length;
        }

        /// <summary>Puts the readings of the word that stands at this place; answers its length.</summary>
        public int Read(string text, int at, string?[] readings)
        {
            var length = LengthAt(text, at);
            if (length > 0)
                bySpan[text.AsSpan(at, length)].CopyTo(readings, at);

            return length;
        }
    }
}
