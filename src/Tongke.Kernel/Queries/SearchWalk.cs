using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// Finds records by frequent words by looking at one after the other in the order that is asked for. It may find fewer than a page, where the hits lie
/// far behind in the order: then all are to be collected.
/// </summary>
/// <param name="scope">The statement's scope.</param>
/// <param name="text">What was typed.</param>
/// <param name="usual">Records that hold a page of hits when these are spread evenly, with some to spare.</param>
/// <param name="longest">Records after which it is given up.</param>
internal sealed class SearchWalk(SqlScope scope, string text, long usual, long longest)
{
    private readonly SearchWords words = SearchWords.Of(text);
    private readonly FieldSchema[] fields = [.. scope.Definition.SearchFields];

    /// <summary>Records after which it is given up: then it has cost as much as collecting costs.</summary>
    public long Longest => Math.Max(longest, usual);

    /// <summary>How many records to read at a time: each time twice as many, so that hits far behind are reached in few steps.</summary>
    public IEnumerable<long> Steps
    {
        get
        {
            for (long read = 0, step = usual; read < Longest; read += step, step *= 2)
                yield return Math.Min(step, Longest - read);
        }
    }

    /// <summary>What is looked at in each record.</summary>
    public IEnumerable<Sql> Columns => fields.Select(f => scope.Compile(new FieldPath(f)));

    /// <summary>Whether the current row, with <see cref="Columns"/> from <paramref name="first"/> on, has the words.</summary>
    public bool IsHit(Rows rows, int first) =>
        words.AreIn(SearchTexts.Of(scope.Definition, f => Values.Read(rows, first + Array.IndexOf(fields, f), f.ValueType)));
}
