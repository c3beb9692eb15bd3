namespace Tongke.Storage.Search;

/// <summary>What a person typed, as phrases of grams that must all be found.</summary>
internal static class SearchQuery
{
    /// <summary>More than anybody types; the rest is left out.</summary>
    private const int MostPhrases = 16;

    public static IReadOnlyList<SearchPhrase> Parse(string query) => [.. RunsOf(query).Select(SearchPhrase.Of)];

    public static IEnumerable<string> RunsOf(string query) =>
        IsWellFormed(query) ? Bigrams.Runs(query.Length > 500 ? query[..(char.IsHighSurrogate(query[499]) ? 499 : 500)] : query).Take(MostPhrases) : [];

    public static string ToFts(IReadOnlyList<SearchPhrase> phrases) =>
        string.Join(' ', phrases.Select(phrase => $"\"{string.Join(' ', phrase.Grams)}\"{(phrase.IsOpen ? " *" : "")}"));

    public static string ToTsQuery(IReadOnlyList<SearchPhrase> phrases) =>
        string.Join(" & ", phrases.Select(phrase => $"({string.Join(" <-> ", phrase.Grams.Select((gram, i) => $"'{gram}'{(phrase.IsOpen && i == phrase.Grams.Count - 1 ? ":*" : "")}"))})"));

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i += char.IsSurrogate(text[i]) ? 2 : 1)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])))
                return false;
        }

        return true;
    }
}

/// <param name="Grams">In a row.</param>
/// <param name="IsOpen">The last gram is the beginning of one.</param>
internal sealed record SearchPhrase(IReadOnlyList<string> Grams, bool IsOpen)
{
    /// <summary>Takes grams until they reach the run's end; a shorter one at the end is needed only when no whole one does.</summary>
    public static SearchPhrase Of(string run)
    {
        var grams = new List<string>();
        var start = 0;
        var end = 0;
        while (true)
        {
            end = Math.Max(end, Bigrams.EndOfGram(run, start));
            grams.Add(run[start..Bigrams.EndOfGram(run, start)]);
            if (end == run.Length)
                return new SearchPhrase(grams, Bigrams.IsCut(run, start));

            start += Bigrams.LengthAt(run, start);
        }
    }
}
