using Tongke.Storage.Search;

namespace Tongke.Storage;

/// <summary>What a person typed, to be looked for in the texts of one record: found just where <see cref="SearchIndex.Matches"/> finds the record whose texts these are.</summary>
public sealed class SearchWords
{
    private readonly string[] runs;

    private SearchWords(string[] runs) => this.runs = runs;

    /// <param name="query">What a person typed. Without a letter or digit it is found nowhere.</param>
    public static SearchWords Of(string query) => new([.. SearchQuery.RunsOf(query)]);

    /// <summary>Whether the texts contain every word, as whole or part, whatever its case and width.</summary>
    public bool AreIn(IEnumerable<string?> texts)
    {
        if (runs.Length == 0)
            return false;

        var kept = Bigrams.KeptRuns(texts).ToArray();
        return runs.All(run => kept.Any(text => text.Contains(run, StringComparison.Ordinal)));
    }
}
