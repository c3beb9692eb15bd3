using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>Reads the lists of related records for all rows of a page at once: children by their lookup, the targets of a multi-lookup by its link table.</summary>
internal static class RelatedLists
{
    /// <summary>Most related records of one row when the expand names no number.</summary>
    private const int MostOfOneRow = 100;

    public static async ValueTask FillAsync(Session session, Reader reader, RowBuffer parents, IReadOnlyList<Expansion> expands, CancellationToken ct)
    {
        foreach (var expand in expands)
        {
            var children = new RowBuffer();
            if (parents.Ids is { Count: > 0 } ids && session.Access.On(expand.Query.Object).May(Access.RecordAction.Read))
                await ReadAsync(session, reader, expand, ids, children, ct);

            parents.AddLists(expand.Name, children);
        }
    }

    private static async ValueTask ReadAsync(Session session, Reader reader, Expansion expand, IReadOnlyList<Guid> parents, RowBuffer children, CancellationToken ct)
    {
        var alias = Identifier.Of("c");
        var query = expand.Query;
        var reach = new Reach(session);
        var scope = reach.Over(query.Object, alias);
        var projection = new Projection(scope);
        var write = projection.Object(session, query, []);
        var (from, parent) = Source(expand, scope);
        var parentColumn = projection.Add(parent);
        var order = new PageOrder(scope, query.OrderBy, reader.Dialect);
        var filter = query.Filter is null ? Sql.Empty : Sql.From($" and ({scope.Condition(query.Filter)})");
        var search = string.IsNullOrWhiteSpace(query.Search) ? Sql.Empty : Sql.Literal(" and ") + TextSearch.Condition(session, scope, query.Search, await LateTexts.MatchesAsync(reader, query.Object, query.Search, ct));
        var columns = projection.Columns.Select((column, i) => Sql.From($"{column} as {Identifier.Of($"c{i}")}"));
        var names = Sql.List(projection.Columns.Select((_, i) => Identifier.Of($"c{i}")));
        var top = Math.Clamp(query.Top ?? MostOfOneRow, 0, Query.LargestPage);
        var sql = Sql.From($"select {names} from (select {Sql.Join(", ", columns)}, row_number() over (partition by {parent} order by {order.OrderBy()}) as n from {from}{scope.Joins} where {Sql.In(parent, parents)} and {reach.Living(query.Object, alias)}{filter}{search}) as p where n > {Sql.Integer(query.Skip ?? 0)} and n <= {Sql.Integer((query.Skip ?? 0L) + top)} order by {Identifier.Of($"c{parentColumn}")}, n");

        await using var rows = await reader.QueryAsync(sql, ct);
        while (await rows.ReadAsync(ct))
            children.Add(rows.GetGuid(parentColumn), row => write(rows, session.Context, row));
    }

    private static (Sql From, Sql Parent) Source(Expansion expand, SqlScope scope)
    {
        var alias = scope.Alias;
        var target = expand.Query.Object;
        return expand.Lookup.ValueType.Kind == ValueKind.Ids
            ? (Sql.From($"{RecordTables.LinkTable(expand.Lookup)} l join {target.Table} {alias} on {alias}.id = l.target"), Sql.Literal("l.record"))
            : (Sql.From($"{target.Table} {alias}"), scope.ColumnOf(expand.Lookup, alias));
    }
}
