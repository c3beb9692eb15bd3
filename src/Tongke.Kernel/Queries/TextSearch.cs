using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// Finds records by words within their searched fields. The index holds all searched fields of an object together, so where the actor may not read
/// one of them, a hit is looked at again through those that may be read: a hidden value never makes a record found.
/// </summary>
public static class TextSearch
{
    /// <summary>More words than anybody types; the rest is left out.</summary>
    private const int MostWords = 16;

    /// <summary>Records of an object of which all hits are collected and sorted in some milliseconds, however many they are.</summary>
    private const int QuicklyCollected = 5_000;

    /// <summary>The condition for the records of the scope's object.</summary>
    /// <param name="session">Whose rights count.</param>
    /// <param name="scope">The statement's scope.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="late">What the index does not have yet.</param>
    internal static Sql Condition(Session session, SqlScope scope, string text, LateMatches late) =>
        Condition(session, scope, text, SearchIndex.Matches(scope.Definition.Table, scope.Alias, text, late.Records, late.Found));

    /// <summary>The same for those of the records that the index finds by <paramref name="matches"/>.</summary>
    internal static Sql Condition(Session session, SqlScope scope, string text, Sql matches)
    {
        var definition = scope.Definition;
        var access = session.Access.On(definition);
        var readable = definition.SearchFields.Where(access.MayRead).ToArray();
        if (readable.Length == 0)
            return Sql.Literal("1 = 0");

        if (readable.Length < definition.SearchFields.Count)
            return Sql.From($"({matches} and {scope.Condition(Within(readable, text))})");

        // In a pool that hides one of them, what may be read is looked at again; elsewhere the index has the last word.
        var rights = new PoolRights(session.Actor, session.Organization, session.Access);
        return definition.Pool is { } pool && readable.Any(f => rights.Hiding(f).Count > 0)
            ? Sql.From($"({matches} and ({scope.Alias}.{pool.Column} is null or {scope.Condition(Within(readable, text))}))")
            : matches;
    }

    /// <summary>The walk along an order that finds a page of frequent words; null where the hits are better collected, or where they must be looked at again because the actor may not read all that is searched.</summary>
    internal static async ValueTask<SearchWalk?> WalkAsync(Session session, ObjectSchema definition, string text, int page, CancellationToken ct)
    {
        if (definition.SearchFields.Count == 0 || !definition.SearchFields.All(session.Access.On(definition).MayRead))
            return null;

        var frequency = await session.Schema.Frequencies.OfAsync(session, definition, text, page, ct);
        return frequency.PaysToWalk(page) ? new(definition, text, page, frequency) : null;
    }

    /// <summary>Records of every object that the actor sees and that have the words, best first: those whose name is, begins with or contains the text, by characters or by pinyin; among equals those of main objects, then what stands on its own, then parts.</summary>
    /// <param name="session">Whose rights count.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="top">Most hits.</param>
    /// <param name="ct">Ends it.</param>
    public static async ValueTask<IReadOnlyList<SearchHit>> EverywhereAsync(Session session, string text, int top, CancellationToken ct)
    {
        var hits = new List<(SearchHit Hit, int Rank, DateTimeOffset At)>();
        var late = await LateTexts.ReadAsync(session.Workspace.Database, only: null, ct);
        foreach (var definition in session.Schema.Objects.Where(o => o is { SearchFields.Count: > 0, Definition.System: false } && session.Access.On(o).May(Access.RecordAction.Read)))
            hits.AddRange(await WithinAsync(session, late, definition, text, top, ct));

        // Objects come one after the other already, and sorting keeps that order.
        return [.. hits.OrderBy(h => h.Rank).ThenBy(h => Standing(h.Hit.Object.Definition)).ThenByDescending(h => h.Rank == Nearness.ByOtherFields ? h.At : default).Take(top).Select(h => h.Hit)];
    }

    private static int Standing(ObjectDefinition definition) => definition.Main ? 0 : definition.PartOf is null && definition.AttachedTo is null ? 1 : 2;

    private static async ValueTask<IReadOnlyList<(SearchHit Hit, int Rank, DateTimeOffset At)>> WithinAsync(Session session, LateTexts late, ObjectSchema definition, string text, int top, CancellationToken ct)
    {
        var access = session.Access.On(definition);
        var alias = Identifier.Of("t");
        var reach = new Reach(session);
        var scope = reach.Over(definition, alias);
        var name = definition.NameField;
        var shown = definition.SearchFields.Where(f => f != name && access.MayRead(f) && f.ValueType.Kind == ValueKind.Text).Take(2).ToArray();
        var title = access.MayRead(name) && name.ValueType.Kind == ValueKind.Text ? scope.Compile(new FieldPath(name)) : Sql.Literal("null");
        Sql[] columns = [Sql.Literal("t.id"), Sql.Literal("t.updated_at"), title, .. shown.Select(f => scope.Compile(new FieldPath(f)))];
        var (from, order) = (Sql.From($"from {definition.Table} {alias}{scope.Joins} where {reach.Living(definition, alias)}"), Sql.Literal("t.updated_at desc"));
        var (hits, known) = (new List<(SearchHit, int, DateTimeOffset)>(), new HashSet<Guid>());
        var nearness = new Nearness(definition, text);
        if (await WalkAsync(session, definition, text, top, ct) is { } walk && walk.Records > QuicklyCollected)
        {
            // By last change the one that is called so can lie behind a million others that only have the word.
            if (definition.SearchFields.Contains(name) && name.OrderColumn is { } key && RecordTables.HasIndexOf(definition, key))
            {
                var exact = await session.Workspace.Database.ListAsync(
                    Sql.From($"select {Sql.Join(", ", columns)} {from} and {alias}.{key} = {ChineseOrder.KeyOf(text)} order by {alias}.{key}, t.id limit {Sql.Integer(top)}"), Hit, ct);
                hits.AddRange(exact.Where(h => h.Item2 == 0));
                known.UnionWith(hits.Select(h => h.Item1.Id));
            }

            Sql[] texts = [.. definition.SearchFields.Select(f => scope.Compile(new FieldPath(f)))];
            var looked = Sql.Join(", ", columns.Concat(texts));
            await using var rows = await session.Workspace.Database.QueryAsync(Sql.From($"select {looked} {from}{walk.Worthwhile(texts)} order by {order} limit {Sql.Integer(walk.Longest)}"), ct);
            while (hits.Count < top && await rows.ReadAsync(ct))
                if (walk.IsHit(rows, columns.Length) && known.Add(rows.GetGuid(0)))
                    hits.Add(Hit(rows));
        }

        if (hits.Count == top)
            return hits;

        var condition = Condition(session, scope, text, await late.OfAsync(session.Workspace.Database, definition, text, ct));
        return await session.Workspace.Database.ListAsync(Sql.From($"select {Sql.Join(", ", columns)} {from} and {condition} order by {nearness.In(title, alias)}, {order} limit {Sql.Integer(top)}"), Hit, ct);

        (SearchHit, int, DateTimeOffset) Hit(Rows rows)
        {
            var called = rows.IsNull(2) ? null : rows.GetText(2);
            var beside = string.Join(" · ", shown.Select((f, i) => (Field: f, Column: i + 3)).Where(s => !rows.IsNull(s.Column)).Select(s => s.Field.Type.ToText(rows.GetText(s.Column), s.Field, session.Schema.Conventions)));
            return (new SearchHit(definition, rows.GetGuid(0), called, beside.Length > 0 ? beside : null), nearness.Of(called), rows.GetInstant(1));
        }
    }

    private static Expr Within(IReadOnlyList<FieldSchema> fields, string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords);
        return Expressions.Condition.AllOf(words.Select(word => Expressions.Condition.AnyOf(fields
            .Where(f => f.ValueType.Kind == ValueKind.Text)
            .Select(f => Calls.Make(Functions.Contains, new FieldPath(f), Calls.Value(word))))));
    }
}

/// <summary>A record that was found.</summary>
/// <param name="Object">Its object.</param>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name, where the actor may read it.</param>
/// <param name="Subtitle">What else tells it apart.</param>
public sealed record SearchHit(ObjectSchema Object, Guid Id, string? Title, string? Subtitle);
