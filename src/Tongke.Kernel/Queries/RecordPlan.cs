using System.Collections.Concurrent;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// A query compiled for those who have the same rights: its columns, its condition, its order, and how rows become JSON. What tells one request from the
/// next, the id of a record, where a page begins or the moment, stands in slots. Immutable but for the statements it remembers; used by many requests at once.
/// </summary>
internal sealed class RecordPlan
{
    public static readonly Identifier Table = Identifier.Of("t");

    /// <summary>How many times as many hits of rare words are looked up as are wanted: some may be out of reach or left out by the filter.</summary>
    private const int Spare = 2;

    private readonly ConcurrentDictionary<string, PageSegment[]> segments = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Sql> columns;
    private readonly IReadOnlyList<Sql> texts;
    private readonly Sql source;
    private readonly Sql where;
    private readonly Dialect dialect;
    private readonly Statement one;
    private readonly PageSegment? newest;
    private readonly PageSegment? newestBehind;

    public RecordPlan(Session session, ODataQuery what, bool inBin, ContextUse use, LateMatches late)
    {
        (What, dialect) = (what, session.Workspace.Database.Dialect);
        var reach = new Reach(session, use);
        var scope = reach.Over(what.Object, Table);
        Order = new PageOrder(scope, what.OrderBy, dialect);
        var projection = new Projection(scope);
        Write = projection.Object(session, what, [], inBin);
        Seen = inBin ? reach.InBin(what.Object, Table) : reach.Living(what.Object, Table);
        where = Where(session, scope, what, Seen, late);
        texts = string.IsNullOrWhiteSpace(what.Search) ? [] : [.. what.Object.SearchFields.Select(f => scope.Compile(new FieldPath(f)))];
        Many = [.. what.Expand.Where(e => e.IsChildren)];
        OwnColumns = Many.Count == 0 && what.Filter is null && string.IsNullOrWhiteSpace(what.Search) && !inBin ? projection.OwnColumns : null;
        Extra = projection.Columns.Count;
        FirstKey = Extra + (Many.Count > 0 ? 1 : 0);
        IEnumerable<Sql> id = Many.Count > 0 ? [Sql.From($"{Table}.id")] : [];
        columns = [.. projection.Columns, .. id, .. Order.Values];
        source = Sql.From($"{what.Object.Table} {Table}{scope.Joins}");
        if (texts.Count > 0 && dialect == Dialect.Postgres && Order.NewestFirst is { } newestFirst && late.Found.Count == 0)
        {
            var seen = Where(session, scope, what with { Search = null }, Seen, late);
            (newest, newestBehind) = (Nearest(null), Nearest(Order.Place));

            PageSegment Nearest((Sql, Sql)? after) => new(limit =>
            {
                var matches = SearchIndex.FirstMatches(what.Object.Table, Table, what.Search!, late.Records, newestFirst, after, limit * Spare);
                return Select(columns, Sql.From($"{seen} and {TextSearch.Condition(session, scope, what.Search!, matches)}"), Order.OrderBy(), limit);
            });
        }

        one = Statement.Of(
            Sql.From($"select {Sql.Join(", ", projection.Columns.Append(Sql.From($"{Table}.version")))} from {source} where {Table}.id = {Sql.Slot(0, ColumnType.Uuid)} and {where}"),
            dialect);
    }

    /// <summary>What was compiled.</summary>
    public ODataQuery What { get; }

    /// <summary>The order of its records.</summary>
    public PageOrder Order { get; }

    /// <summary>Writes a row as an object.</summary>
    public Output Write { get; }

    /// <summary>The fields in the places of the columns of a row, where a record of the write path holds all that the query reads; null otherwise.</summary>
    public IReadOnlyList<FieldSchema>? OwnColumns { get; }

    /// <summary>Lists of related records, which cost a statement each.</summary>
    public IReadOnlyList<Expansion> Many { get; }

    /// <summary>The column behind those that are written: the version of a single record, or the id of a page's records where there are <see cref="Many"/>.</summary>
    public int Extra { get; }

    /// <summary>The first column of the order's keys in a page.</summary>
    public int FirstKey { get; }

    /// <summary>Which records the actor sees, without filter and words.</summary>
    public Sql Seen { get; }

    /// <summary>The condition for the records of a query: those that are seen and fulfil its filter and words.</summary>
    public static Sql Where(Session session, SqlScope scope, ODataQuery what, Sql seen, LateMatches late)
    {
        var filter = what.Filter is null ? Sql.Empty : Sql.From($" and ({scope.Condition(what.Filter)})");
        var search = string.IsNullOrWhiteSpace(what.Search) ? Sql.Empty : Sql.From($" and {TextSearch.Condition(session, scope, what.Search, late)}");
        return Sql.From($"{seen}{filter}{search}");
    }

    /// <summary>Reads the record with an id.</summary>
    public ValueTask<Rows> OneAsync(Reader reader, Guid id, DateTimeOffset now, CancellationToken ct) => reader.QueryAsync(one, [id, now], ct);

    /// <summary>What to read in a row for the records behind <paramref name="after"/>, or for the first.</summary>
    public IReadOnlyList<PageSegment> Segments(IReadOnlyList<object?>? after) => segments.GetOrAdd(
        after is null ? "" : string.Create(after.Count, after, static (text, values) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = values[i] is null ? '0' : '1';
        }),
        _ => [.. Order.Segments(after).Select(s => new PageSegment(limit => Select(columns, Sql.From($"{where}{s.Where}"), s.OrderBy, limit)))]);

    /// <summary>
    /// What to read first for records with words in the order in which they were made: perhaps not all that are wanted, but none that comes behind another
    /// that is left out. Null where the database can't tell.
    /// </summary>
    public PageSegment? Nearest(IReadOnlyList<object?>? after) => after is null ? newest : newestBehind;

    /// <summary>Reads the records that <paramref name="walk"/> looks at behind <paramref name="after"/>, with their texts behind the columns of a page; null where their order is not that of one statement.</summary>
    public Statement? Walked(SearchWalk walk, IReadOnlyList<object?>? after, long limit) => Order.Segments(after).ToArray() is [var next]
        ? Select(columns.Concat(texts), Sql.From($"{Seen}{next.Where}{walk.Worthwhile(texts)}"), next.OrderBy, limit)
        : null;

    /// <summary>Whether the row has the words of <paramref name="walk"/>.</summary>
    public bool IsHit(SearchWalk walk, Rows rows) => walk.IsHit(rows, columns.Count);

    private Statement Select(IEnumerable<Sql> values, Sql condition, Sql orderBy, long limit) =>
        Statement.Of(Sql.From($"select {Sql.Join(", ", values)} from {source} where {condition} order by {orderBy} limit {Sql.Integer(limit)}"), dialect);
}

/// <summary>One of the statements that give a page, for any number of records.</summary>
internal sealed class PageSegment(Func<long, Statement> make)
{
    private volatile Limited? last;

    /// <summary>The statement for at most so many records; it is remembered until another number is asked for.</summary>
    public Statement For(long limit)
    {
        if (last is { } known && known.Limit == limit)
            return known.Statement;

        var made = new Limited(limit, make(limit));
        last = made;
        return made.Statement;
    }

    private sealed record Limited(long Limit, Statement Statement);
}
