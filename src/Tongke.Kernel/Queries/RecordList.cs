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
    private readonly Session session;
    private readonly Query query;
    private readonly RecordPlan compiled;
    private readonly IReadOnlyList<object?>? after;

    private RecordList(Session session, Query query, IReadOnlyList<object?>? after, RecordPlan compiled) => (this.session, this.query, this.after, this.compiled) = (session, query, after, compiled);

    /// <summary>Most records of the page: what was asked for in all, if a page holds that.</summary>
    public int PageSize => Math.Min(query.What.Top ?? int.MaxValue, Math.Clamp(query.PageSize ?? (query.What.Top is null ? Query.UsualPage : Query.LargestPage), 1, Query.LargestPage));

    /// <summary>Prepares a query, or says why it is refused. Nothing is read yet.</summary>
    public static (RecordList? List, Refusal? Refusal) Compile(Session session, Query query)
    {
        var (plan, refusal) = session.Schema.Plans.Get(session, query.What, query.InBin);
        if (plan is null)
            return (null, refusal);

        IReadOnlyList<object?>? after = null;
        if (query.Continuation is { } continuation)
        {
            after = Continuation.Read(continuation, plan.Order.Signature, plan.Order.Types);
            if (after is null)
                return (null, new Invalid([new("$skiptoken", new("continuation_invalid"))]) { Why = new("continuation_invalid") });
        }

        return (new(session, query, after, plan), null);
    }

    /// <summary>How many records there are in all.</summary>
    public async ValueTask<long> CountAsync(CancellationToken ct)
    {
        var reach = new Reach(session);
        var counting = reach.Over(query.What.Object, RecordPlan.Table);
        var seen = query.InBin ? reach.InBin(query.What.Object, RecordPlan.Table) : reach.Living(query.What.Object, RecordPlan.Table);
        var condition = RecordPlan.Where(session, counting, query.What, seen, await LateAsync(session.Workspace.Database, ct));
        return await session.Workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from {query.What.Object.Table} {RecordPlan.Table}{counting.Joins} where {condition}"), ct);
    }

    /// <summary>Writes the records of the page as the elements of an array.</summary>
    /// <returns>The continuation; null at the end.</returns>
    public async ValueTask<string?> WriteAsync(Utf8JsonWriter writer, Func<ValueTask>? written, CancellationToken ct)
    {
        if (compiled.Many.Count == 0)
            return await ReadAsync(session.Workspace.Database, rows => compiled.Write(rows, session.Context, writer), written, ct);

        await using var snapshot = await session.Workspace.Database.OpenReadAsync(ct);
        var buffer = new RowBuffer();
        var continuation = await ReadAsync(snapshot, rows => buffer.Add(rows.GetGuid(compiled.Extra), row => compiled.Write(rows, session.Context, row)), null, ct);
        await RelatedLists.FillAsync(session, snapshot, buffer, compiled.Many, ct);
        buffer.WriteTo(writer);
        return continuation;
    }

    /// <summary>Writes the record with this id.</summary>
    /// <returns>Its version; null when there is none within reach, and nothing is written.</returns>
    public async ValueTask<long?> WriteOneAsync(Guid id, Utf8JsonWriter writer, CancellationToken ct)
    {
        var plan = await PlanAsync(session.Workspace.Database, ct);
        if (plan.Many.Count == 0)
        {
            await using var rows = await plan.OneAsync(session.Workspace.Database, id, session.Now, ct);
            if (!await rows.ReadAsync(ct))
                return null;

            plan.Write(rows, session.Context, writer);
            return rows.GetInt64(plan.Extra);
        }

        await using var snapshot = await session.Workspace.Database.OpenReadAsync(ct);
        var buffer = new RowBuffer();
        long found;
        await using (var rows = await plan.OneAsync(snapshot, id, session.Now, ct))
        {
            if (!await rows.ReadAsync(ct))
                return null;

            found = rows.GetInt64(plan.Extra);
            buffer.Add(id, row => plan.Write(rows, session.Context, row));
        }

        await RelatedLists.FillAsync(session, snapshot, buffer, plan.Many, ct);
        buffer.WriteTo(writer);
        return found;
    }

    /// <summary>
    /// Writes a record that the session has just committed and was told to show, as <see cref="WriteOneAsync"/> would, without reading it again: the session
    /// holds what was stored. False, and nothing is written, where only the database can tell: for what is expanded or computed of others, and where the actor's
    /// scope asks for more.
    /// </summary>
    public bool TryWriteCommitted(Record record, Utf8JsonWriter writer)
    {
        if (!record.IsAsStored || compiled.OwnColumns is not { } columns || !Sees(record) || columns.Any(f => record[f] is JsonElement)) // PostgreSQL stores JSON in an order of its own
            return false;

        compiled.Write(new RecordRow(record, columns), session.Context, writer);
        return true;
    }

    private bool Sees(Record record)
    {
        var scope = session.Access.On(record.Object).Read;
        return record.Object.Attachment is null
            && (record.Object.Pool is not { } pool || record[pool] is null) // a pool may hide fields
            && (scope == Constant.True || (RowValues.ColumnsOf(scope) is not null && Evaluator.IsTrue(scope, new RecordValues(session, record), session.Context)));
    }

    private async ValueTask<string?> ReadAsync(Reader reader, Action<Rows> row, Func<ValueTask>? written, CancellationToken ct)
    {
        if (PageSize == 0)
            return null;

        var plan = await PlanAsync(reader, ct);
        var page = new PageInProgress(PageSize, query.Continuation is null ? query.What.Skip ?? 0 : 0, plan.Order.Types, plan.FirstKey, after);
        if (await FindWalkAsync(ct) is { } walk && await WalkAsync(walk, page) is { } isMore)
            return isMore ? page.Continuation(plan.Order) : null;

        if (plan.Nearest(page.Last) is { } nearest)
        {
            await using var rows = await reader.QueryAsync(nearest.For(page.Wanted), Stored(page.Last), ct);
            if (await page.TakeAsync(rows, row, written, isHit: null, goesOn: true, ct))
                return page.Continuation(plan.Order);
        }

        var begin = page.Last;
        foreach (var segment in plan.Segments(begin))
        {
            await using var rows = await reader.QueryAsync(segment.For(page.Wanted), Stored(begin), ct);
            if (await page.TakeAsync(rows, row, written, isHit: null, goesOn: false, ct))
                return page.Continuation(plan.Order);
        }

        return null;

        // Whether there is more behind the page; null when it was given up and the rest is to be collected.
        async ValueTask<bool?> WalkAsync(SearchWalk walk, PageInProgress page)
        {
            foreach (var step in walk.Steps)
            {
                if (plan.Walked(walk, page.Last, step) is not { } statement)
                    return null;

                await using var rows = await reader.QueryAsync(statement, Stored(page.Last), ct);
                if (await page.TakeAsync(rows, row, written, r => plan.IsHit(walk, r), goesOn: true, ct))
                    return true;

                if (page.LookedAt < step)
                    return false;
            }

            return null;
        }
    }

    /// <summary>The plan for what the index has of the words by now.</summary>
    private async ValueTask<RecordPlan> PlanAsync(Reader reader, CancellationToken ct) =>
        await LateAsync(reader, ct) is { Records.Count: > 0 } late ? new RecordPlan(session, query.What, query.InBin, new ContextUse(), late) : compiled;

    private ValueTask<LateMatches> LateAsync(Reader reader, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(query.What.Search) ? new(LateMatches.None) : LateTexts.MatchesAsync(reader, query.What.Object, query.What.Search, ct);

    /// <summary>The walk along the order for frequent words, where an index has the order; null otherwise.</summary>
    private async ValueTask<SearchWalk?> FindWalkAsync(CancellationToken ct) => query.What is { Search: { Length: > 0 } words, Filter: null } && HasIndexedOrder(query.What)
        ? await TextSearch.WalkAsync(session, query.What.Object, words, PageSize, ct)
        : null;

    private IReadOnlyList<object?> Stored(IReadOnlyList<object?>? keys) => [.. (keys ?? []).Select(Values.ToStored), session.Now];

    /// <summary>Whether an index has the records in the order asked for: none, the last change, or one field by which a view or index is declared.</summary>
    private static bool HasIndexedOrder(ODataQuery what)
    {
        if (what.OrderBy is not [{ Value: FieldPath { Path: [var field] } }])
            return what.OrderBy is [];

        var declared = what.Object.Definition.Views.Select(v => v.OrderBy).Concat(what.Object.Definition.Indexes);
        return field.Name is SystemFields.UpdatedAt or SystemFields.Id || declared.Any(order => order is [var only] && only.TrimStart('-') == field.Name);
    }
}
