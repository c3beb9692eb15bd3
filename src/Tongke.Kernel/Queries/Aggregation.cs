using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>Groups and figures over the records that the actor sees, written as JSON rows.</summary>
public sealed class Aggregation
{
    /// <summary>More groups than a screen or a report shows.</summary>
    public const int MostGroups = 10_000;

    private static readonly Identifier Table = Identifier.Of("t");

    private readonly Session session;
    private readonly ODataQuery query;
    private readonly Grouping apply;

    private readonly int most;

    private Aggregation(Session session, ODataQuery query, Grouping apply, int most) => (this.session, this.query, this.apply, this.most) = (session, query, apply, most);

    /// <summary>Prepares the aggregation of a query that has one, or says why it is refused.</summary>
    /// <param name="session">Whose actor asks.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="most">Most groups; the program itself may go on calculating with more than it would show.</param>
    public static (Aggregation? Aggregation, Refusal? Refusal) Compile(Session session, ODataQuery query, int most = MostGroups) =>
        QueryRights.Check(session, query) is { } refusal ? (null, refusal) : (new(session, query, query.Apply!, most), null);

    /// <summary>Writes the groups as the elements of an array, in the order of their keys.</summary>
    public async ValueTask WriteAsync(Utf8JsonWriter writer, CancellationToken ct)
    {
        var reach = new Reach(session);
        var scope = reach.Over(query.Object, Table);
        var index = CoveringIndex();
        var groups = apply.Keys.Select(g => index is null ? Grouped(scope.Compile(g.Value)) : scope.Compile(g.Value)).ToArray();
        var figures = apply.Measures.Select(m => new Figure(m, scope)).ToArray();
        var columns = groups.Concat(figures.SelectMany(f => f.Columns)).DefaultIfEmpty(Sql.Literal("1"));
        var conditions = new[] { query.Filter, apply.Filter }.OfType<Expr>().Select(f => Sql.From($" and ({scope.Condition(f)})")).ToArray();
        var where = conditions.Aggregate(reach.Living(query.Object, Table), (all, one) => all + one);
        var keys = Sql.Join(", ", groups.Select((_, i) => Sql.Integer(i + 1)));
        var grouped = groups.Length == 0 ? Sql.Empty : Sql.From($" group by {keys} order by {OrderBy(groups, figures, keys)} limit {Sql.Integer(Math.Clamp(query.Top ?? most, 0, most))}");

        await using var rows = await session.Workspace.Database.QueryAsync(Sql.From($"select {Sql.Join(", ", columns)} from {query.Object.Table} {Table}{index ?? Sql.Empty}{scope.Joins} where {where}{grouped}"), ct);
        while (await rows.ReadAsync(ct))
            Write(rows, writer, figures);
    }

    /// <summary>
    /// The index of SQLite that holds all there is to read, if any: its planner takes the first that begins with the key and fetches every record besides.
    /// </summary>
    private Sql? CoveringIndex()
    {
        var read = apply.Keys.Select(k => k.Value).Concat(apply.Measures.Select(m => m.Of).OfType<Expr>()).Select(e => e is FieldPath { Path: [{ HasColumn: true } field] } ? field : null).ToArray();
        var seesAll = query.Filter is null && apply.Filter is null && query.Object.Attachment is null && session.Access.On(query.Object).Read == Constant.True;
        return seesAll && apply.Keys.Count > 0 && apply.Measures.Any(m => m.Of is not null) && Array.TrueForAll(read, f => f is not null)
            && RecordTables.Covering(query.Object, [.. read.OfType<FieldSchema>()], apply.Keys.Count) is { } index
            ? Sql.PerDialect(Sql.From($" indexed by {index}"), Sql.Empty)
            : null;
    }

    /// <summary>
    /// SQLite would go through the index of a key to have its groups in order, and fetch every record out of turn for the figures: the plus makes it read the
    /// table as it lies. Where records are only counted, the index has all there is to read.
    /// </summary>
    private Sql Grouped(Sql key) => apply.Measures.All(m => m.Of is null) ? key : Sql.PerDialect(Sql.From($"+{key}"), key);

    private Sql OrderBy(Sql[] groups, Figure[] figures, Sql keys)
    {
        var first = groups.Length;
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, group) in apply.Keys.Index())
            columns[group.Name] = i + 1;
        foreach (var figure in figures)
        {
            columns[figure.Measure.Name] = first + 1;
            first += figure.Columns.Count;
        }

        var parts = apply.OrderBy.Where(o => columns.ContainsKey(o.Name)).Select(o => o.IsDescending
            ? Sql.PerDialect(Sql.From($"{Sql.Integer(columns[o.Name])} desc"), Sql.From($"{Sql.Integer(columns[o.Name])} desc nulls last"))
            : Sql.PerDialect(Sql.Integer(columns[o.Name]), Sql.From($"{Sql.Integer(columns[o.Name])} nulls first")));
        return Sql.Join(", ", parts.Append(keys));
    }

    private void Write(Rows rows, Utf8JsonWriter writer, Figure[] figures)
    {
        writer.WriteStartObject();
        var open = new List<string>();
        foreach (var (i, group) in apply.Keys.Index())
        {
            var path = group.Value is FieldPath ? group.Name.Split('/') : [group.Name];
            OpenPath(writer, open, path[..^1]);
            writer.WritePropertyName(path[^1]);
            Values.Copy(rows, i, group.Value.Type, writer);
        }

        OpenPath(writer, open, []);
        var column = apply.Keys.Count;
        foreach (var figure in figures)
        {
            writer.WritePropertyName(figure.Measure.Name);
            figure.Write(rows, column, writer);
            column += figure.Columns.Count;
        }

        writer.WriteEndObject();
    }

    /// <summary>Keys over lookups lie in objects: closes those that are done and opens those that come.</summary>
    private static void OpenPath(Utf8JsonWriter writer, List<string> open, string[] path)
    {
        var shared = 0;
        while (shared < open.Count && shared < path.Length && open[shared] == path[shared])
            shared++;

        for (; open.Count > shared; open.RemoveAt(open.Count - 1))
            writer.WriteEndObject();

        for (; open.Count < path.Length; open.Add(path[open.Count]))
            writer.WriteStartObject(path[open.Count]);
    }

    /// <summary>One measure: the columns it reads and the value it makes of them.</summary>
    private sealed class Figure
    {
        private readonly ExprType type;

        public Figure(Measure measure, SqlScope scope)
        {
            Measure = measure;
            type = measure.Of?.Type ?? measure.Type;
            var of = measure.Of is null ? Sql.Literal("*") : scope.Compile(measure.Of);
            var sum = type.Kind == ValueKind.Integer ? Sql.PerDialect(Sql.From($"sum({of})"), Sql.From($"sum({of})::bigint")) : Sql.From($"sum({of})");
            Columns = measure.Function switch
            {
                Aggregate.Count when measure.Of is null => [Sql.Literal("count(*)")],
                Aggregate.Count => [Sql.From($"count({of})")],
                Aggregate.CountDistinct => [Sql.From($"count(distinct {of})")],
                Aggregate.Sum => [sum],
                Aggregate.Average => [sum, Sql.From($"count({of})")],
                Aggregate.Min => [Sql.From($"min({of})")],
                Aggregate.Max => [Sql.From($"max({of})")],
            };
        }

        public Measure Measure { get; }

        public IReadOnlyList<Sql> Columns { get; }

        public void Write(Rows rows, int column, Utf8JsonWriter writer)
        {
            switch (Measure.Function)
            {
                case Aggregate.Count or Aggregate.CountDistinct:
                    rows.WriteInt64(column, writer);
                    break;
                case Aggregate.Average when rows.IsNull(column) || rows.GetInt64(column + 1) == 0:
                    writer.WriteNullValue();
                    break;
                case Aggregate.Average:
                    var sum = type.Kind == ValueKind.Decimal ? rows.GetDecimal(column, type.Scale) : rows.GetInt64(column);
                    writer.WriteNumberValue(Math.Round(sum / rows.GetInt64(column + 1), 10, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m);
                    break;
                default:
                    Values.Copy(rows, column, type, writer);
                    break;
            }
        }
    }
}
