using System.Buffers;
using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// A page of records that goes from the database straight into JSON. One statement reads records and the single records they point to; each
/// list of related records costs one more statement. The actor's scope, living and field rights stand in all of them.
/// </summary>
public sealed class RecordList
{
    private static readonly Identifier Table = Identifier.Of("t");

    private readonly Session session;
    private readonly Query query;
    private readonly SqlScope scope;
    private readonly Projection projection;
    private readonly Output write;
    private readonly PageOrder order;
    private readonly Sql where;
    private readonly IReadOnlyList<object?>? after;

    private RecordList(Session session, Query query, IReadOnlyList<object?>? after, SqlScope scope, PageOrder order)
    {
        (this.session, this.query, this.after, this.scope, this.order) = (session, query, after, scope, order);
        projection = new Projection(scope);
        write = projection.Object(session, query.What, [], query.InBin);
        where = Where(session, query, scope);
    }

    /// <summary>Most records of the page.</summary>
    public int PageSize => Math.Clamp(query.What.Top ?? Query.UsualPage, 0, Query.LargestPage);

    /// <summary>Prepares a query, or says why it is refused. Nothing is read yet.</summary>
    public static (RecordList? List, Refusal? Refusal) Compile(Session session, Query query)
    {
        if (QueryRights.Check(session, query.What) is { } refusal)
            return (null, refusal);

        var scope = new Reach(session).Over(query.What.Object, Table);
        var order = new PageOrder(scope, query.What.OrderBy, session.Workspace.Database.Dialect);
        IReadOnlyList<object?>? after = null;
        if (query.Continuation is { } continuation)
        {
            after = Continuation.Read(continuation, order.Signature, order.Types);
            if (after is null)
                return (null, new Invalid([new("$skiptoken", new("continuation_invalid"))]));
        }

        return (new(session, query, after, scope, order), null);
    }

    /// <summary>How many records there are in all.</summary>
    public async ValueTask<long> CountAsync(CancellationToken ct)
    {
        var counting = new Reach(session).Over(query.What.Object, Table);
        var condition = Where(session, query, counting);
        return await session.Workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from {query.What.Object.Table} {Table}{counting.Joins} where {condition}"), ct);
    }

    /// <summary>Writes the records of the page as the elements of an array.</summary>
    /// <returns>The continuation; null at the end.</returns>
    public async ValueTask<string?> WriteAsync(Utf8JsonWriter writer, Func<ValueTask>? written, CancellationToken ct)
    {
        var many = query.What.Expand.Where(e => e.IsChildren).ToArray();
        return many.Length == 0
            ? await ReadAsync(session.Workspace.Database, rows => write(rows, writer), written, ct)
            : await WriteWithManyAsync(writer, many, ct);
    }

    /// <summary>Writes the record with this id.</summary>
    /// <returns>Its version; null when there is none within reach, and nothing is written.</returns>
    public async ValueTask<long?> WriteOneAsync(Guid id, Utf8JsonWriter writer, CancellationToken ct)
    {
        var version = projection.Add(Sql.From($"{Table}.version"));
        var many = query.What.Expand.Where(e => e.IsChildren).ToArray();
        var sql = Sql.From($"select {Sql.Join(", ", projection.Columns)} from {query.What.Object.Table} {Table}{scope.Joins} where {Table}.id = {id} and {where}");
        if (many.Length == 0)
        {
            await using var rows = await session.Workspace.Database.QueryAsync(sql, ct);
            if (!await rows.ReadAsync(ct))
                return null;

            write(rows, writer);
            return rows.GetInt64(version);
        }

        await using var snapshot = await session.Workspace.Database.OpenReadAsync(ct);
        var buffer = new RowBuffer();
        long found;
        await using (var rows = await snapshot.QueryAsync(sql, ct))
        {
            if (!await rows.ReadAsync(ct))
                return null;

            found = rows.GetInt64(version);
            buffer.Add(id, row => write(rows, row));
        }

        await RelatedLists.FillAsync(session, snapshot, buffer, many, ct);
        buffer.WriteTo(writer);
        return found;
    }

    private async ValueTask<string?> WriteWithManyAsync(Utf8JsonWriter writer, IReadOnlyList<Expansion> many, CancellationToken ct)
    {
        await using var snapshot = await session.Workspace.Database.OpenReadAsync(ct);
        var id = projection.Add(Sql.From($"{Table}.id"));
        var buffer = new RowBuffer();
        var continuation = await ReadAsync(snapshot, rows => buffer.Add(rows.GetGuid(id), row => write(rows, row)), null, ct);
        await RelatedLists.FillAsync(session, snapshot, buffer, many, ct);
        buffer.WriteTo(writer);
        return continuation;
    }

    private async ValueTask<string?> ReadAsync(Reader reader, Action<Rows> row, Func<ValueTask>? written, CancellationToken ct)
    {
        if (PageSize == 0)
            return null;

        var firstKey = projection.Columns.Count;
        foreach (var value in order.Values)
            projection.Add(value);

        var columns = Sql.Join(", ", projection.Columns);
        var page = new PageInProgress(PageSize, query.Continuation is null ? query.What.Skip ?? 0 : 0, order.Types, firstKey, after);
        if (await FindWalkAsync(ct) is { } walk && await WalkAsync(walk, page) is { } isMore)
            return isMore ? page.Continuation(order) : null;

        foreach (var (condition, orderBy) in order.Segments(page.Last))
        {
            await using var rows = await reader.QueryAsync(Select(columns, Sql.From($"{where}{condition}"), orderBy, page.Wanted), ct);
            if (await page.TakeAsync(rows, row, written, isHit: null, ct))
                return page.Continuation(order);
        }

        return null;

        // Whether there is more behind the page; null when it was given up and the rest is to be collected.
        async ValueTask<bool?> WalkAsync(SearchWalk walk, PageInProgress page)
        {
            var looked = Sql.Join(", ", projection.Columns.Concat(walk.Columns));
            foreach (var step in walk.Steps)
            {
                if (order.Segments(page.Last).ToArray() is not [var next])
                    return null;

                await using var rows = await reader.QueryAsync(Select(looked, Sql.From($"{Seen(session, query)}{next.Where}"), next.OrderBy, step), ct);
                if (await page.TakeAsync(rows, row, written, r => walk.IsHit(r, projection.Columns.Count), ct))
                    return true;

                if (page.LookedAt < step)
                    return false;
            }

            return null;
        }
    }

    private Sql Select(Sql columns, Sql condition, Sql orderBy, long limit) =>
        Sql.From($"select {columns} from {query.What.Object.Table} {Table}{scope.Joins} where {condition} order by {orderBy} limit {Sql.Integer(limit)}");

    /// <summary>The walk along the order for frequent words, where an index has the order; null otherwise.</summary>
    private async ValueTask<SearchWalk?> FindWalkAsync(CancellationToken ct) => query.What is { Search: { Length: > 0 } words, Filter: null } && HasIndexedOrder(query.What)
        ? await TextSearch.WalkAsync(session, scope, words, PageSize, ct)
        : null;

    /// <summary>Whether an index has the records in the order asked for: none, the last change, or one field by which a view or index is declared.</summary>
    private static bool HasIndexedOrder(ODataQuery what)
    {
        if (what.OrderBy is not [{ Value: FieldPath { Path: [var field] } }])
            return what.OrderBy is [];

        var declared = what.Object.Definition.Views.Select(v => v.OrderBy).Concat(what.Object.Definition.Indexes);
        return field.Name is SystemFields.UpdatedAt or SystemFields.Id || declared.Any(order => order is [var only] && only.TrimStart('-') == field.Name);
    }

    private static Sql Where(Session session, Query query, SqlScope scope)
    {
        var filter = query.What.Filter is null ? Sql.Empty : Sql.From($" and ({scope.Condition(query.What.Filter)})");
        var search = string.IsNullOrWhiteSpace(query.What.Search) ? Sql.Empty : Sql.From($" and {TextSearch.Condition(session, scope, query.What.Search)}");
        return Sql.From($"{Seen(session, query)}{filter}{search}");
    }

    private static Sql Seen(Session session, Query query)
    {
        var reach = new Reach(session);
        return query.InBin ? reach.InBin(query.What.Object, Table) : reach.Living(query.What.Object, Table);
    }
}
