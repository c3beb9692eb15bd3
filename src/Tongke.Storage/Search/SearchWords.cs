using Tongke.Storage.Search;

namespace Tongke.Storage;

/// <summary>What a person typed, to be looked for in the texts of one record: found just where <see cref="SearchIndex.Matches"/> finds the record whose texts these are.</summary>
public sealed class SearchWords
{
    private readonly string[] runs;

    private SearchWords(string[] runs) => this.runs = runs;

    /// <param name="query">What a person typed. Without a letter or digit it is found nowhere.</param>
    public static SearchWords Of(string query) => new([.. SearchQuery.RunsOf(query)]);

    /// <summary>
    /// Whether a database can tell from a text as it was entered that it does not contain the words: where one of them is of ideographs, which have no
    /// case, and which folding leaves as they are.
    /// </summary>
    public bool AreTellable => runs.Any(Ideographs.AreAll);

    /// <summary>True at least for every record that contains the words; <see cref="AreIn"/> tells which of those do. Only where <see cref="AreTellable"/>.</summary>
    /// <param name="columns">The columns of all texts that can hold ideographs, and whether each holds its text as it was entered, not within JSON or the like.</param>
    public Sql MayBeIn(IEnumerable<(Sql Column, bool IsText)> columns)
    {
        var all = columns.ToArray();
        return All(runs.Where(Ideographs.AreAll).Select(run => Any(all.Select(c => c.IsText ? Any(Ideographs.FormsOf(run).Select(form => Contains(c.Column, form))) : Sql.From($"{c.Column} is not null")))));
    }

    /// <summary>Whether the texts contain every word, as whole or part, whatever its case and width.</summary>
    public bool AreIn(IEnumerable<string?> texts)
    {
        if (runs.Length == 0)
            return false;

        var kept = Bigrams.KeptRuns(texts).ToArray();
        return runs.All(run => kept.Any(text => text.Contains(run, StringComparison.Ordinal)));
    }

    private static Sql Contains(Sql column, string part) => Sql.PerDialect(Sql.From($"instr({column}, {part}) > 0"), Sql.From($"strpos({column}, {part}) > 0"));

    private static Sql All(IEnumerable<Sql> conditions) => Sql.From($"({Sql.Join(" and ", conditions)})");

    private static Sql Any(IEnumerable<Sql> conditions) => conditions.ToArray() is { Length: > 0 } some ? Sql.From($"({Sql.Join(" or ", some)})") : Sql.Literal("1 = 0");
}
