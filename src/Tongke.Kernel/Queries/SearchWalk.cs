using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// Finds records by frequent words by looking at one after the other in the order that is asked for. Where the database can tell which may have the words,
/// only those are looked at, and the walk goes on to the end; otherwise it is given up after so many records, and all hits are to be collected.
/// </summary>
/// <param name="definition">The object.</param>
/// <param name="text">What was typed.</param>
/// <param name="page">Hits that fill a page.</param>
/// <param name="frequency">How often the words stand in its records.</param>
internal sealed class SearchWalk(ObjectSchema definition, string text, int page, WordFrequency frequency)
{
    private readonly SearchWords words = SearchWords.Of(text);
    private readonly FieldSchema[] fields = [.. definition.SearchFields];

    /// <summary>Records of the object, about.</summary>
    public double Records => frequency.Records;

    /// <summary>Records after which it is given up: then it has cost as much as collecting costs.</summary>
    public long Longest => words.AreTellable ? long.MaxValue : Math.Max(frequency.MostRecords, Usual);

    /// <summary>How many records to read at a time: each time twice as many, so that hits far behind are reached in few steps.</summary>
    public IEnumerable<long> Steps
    {
        get
        {
            for (long read = 0, step = words.AreTellable ? page + 1 : Usual; read < Longest; read += step, step *= 2)
                yield return Math.Min(step, Longest - read);
        }
    }

    /// <summary>Records that hold a page of hits when these are spread evenly, with some to spare.</summary>
    private long Usual => (long)(frequency.RecordsForOneHit * page * 3 / 2) + 1;

    /// <summary>What leaves out records that cannot have the words, as a further condition over the columns of the searched fields.</summary>
    public Sql Worthwhile(IEnumerable<Sql> columns) => words.AreTellable
        ? Sql.From($" and {words.MayBeIn(columns.Zip(fields, (column, field) => (column, field.ValueType.Kind)).Where(c => MayHoldWords(c.Item2)).Select(c => (c.column, c.Item2 == ValueKind.Text)))}")
        : Sql.Empty;

    /// <summary>Whether the current row, with the values of the searched fields from column <paramref name="first"/> on, has the words.</summary>
    public bool IsHit(Rows rows, int first) =>
        words.AreIn(SearchTexts.Of(definition, f => Values.Read(rows, first + Array.IndexOf(fields, f), f.ValueType)));

    /// <summary>Whether values of the kind, put into words, can have ideographs.</summary>
    private static bool MayHoldWords(ValueKind kind) => kind is not (ValueKind.Boolean or ValueKind.Integer or ValueKind.Decimal or ValueKind.Date or ValueKind.Time or ValueKind.Instant or ValueKind.Id);
}
