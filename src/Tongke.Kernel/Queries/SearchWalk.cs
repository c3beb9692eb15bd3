using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// Finds records by frequent words by looking at one after the other in the order that is asked for. It may find fewer than a page, where the hits lie
/// far behind in the order: then all are to be collected.
/// </summary>
internal sealed class SearchWalk(SqlScope scope, string text, long usual)
{
    private const int Patience = 4;

    private readonly SearchWords words = SearchWords.Of(text);
    private readonly FieldSchema[] fields = [.. scope.Definition.SearchFields];

    /// <summary>Records that hold a page of hits when these are spread evenly, with some to spare.</summary>
    public long Usual => usual * 3 / 2;

    /// <summary>Records after which it is given up.</summary>
    public long Longest => usual * Patience;

    /// <summary>What is looked at in each record.</summary>
    public IEnumerable<Sql> Columns => fields.Select(f => scope.Compile(new FieldPath(f)));

    /// <summary>Whether the current row, with <see cref="Columns"/> from <paramref name="first"/> on, has the words.</summary>
    public bool IsHit(Rows rows, int first) =>
        words.AreIn(SearchTexts.Of(scope.Definition, f => Values.Read(rows, first + Array.IndexOf(fields, f), f.ValueType)));
}
