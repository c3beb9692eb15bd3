using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Storage;
using Tongke.Storage.Sqlite;

namespace Tongke.Kernel.Records;

/// <summary>
/// Aggregates children into their parents, in the transaction that changes the children: the parents are locked by their own update, so two
/// transactions at one parent follow each other and the second sees the first. A roll-up over a roll-up climbs on to its parent.
/// </summary>
internal static class RollUps
{
    /// <summary>How far one climbs on to the next.</summary>
    public const int MaxLevels = 8;

    private static readonly Identifier Child = Identifier.Of("c");

    /// <summary>Adds the statements.</summary>
    /// <returns>The records whose roll-ups they compute anew.</returns>
    public static IReadOnlyList<(ObjectSchema Object, Sql Which)> Write(WriteBatch batch, Session session, IReadOnlyList<Authorized<RecordChange>> changes)
    {
        var refreshed = new List<(ObjectSchema Object, Sql Which)>();
        var rollUps = session.Schema.RollUpsByChild;
        var affected = new Dictionary<FieldSchema, HashSet<Guid>>();
        foreach (var change in changes)
        {
            foreach (var rollUp in rollUps[change.Value.Record.Object])
            {
                if (!Matters(rollUp.RollUp!, change.Value))
                    continue;

                var parents = affected.TryGetValue(rollUp, out var known) ? known : affected[rollUp] = [];
                var lookup = rollUp.RollUp!.Lookup;
                if (change.Value.Record[lookup] is Guid now)
                    parents.Add(now);
                if (change.Value.Record.Original(lookup) is Guid before)
                    parents.Add(before);
            }
        }

        foreach (var group in affected.Where(a => a.Value.Count > 0).GroupBy(a => a.Key.Object).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
            Refresh(batch, session, group.Key, [.. group.Select(g => g.Key)], [.. group.SelectMany(g => g.Value).Distinct().Order()], refreshed);

        return refreshed;
    }

    /// <summary>Computes roll-ups of all records of an object anew.</summary>
    public static Sql Fill(ObjectSchema parent, IReadOnlyList<FieldSchema> fields, EvaluationContext context) => Sql.From($"update {parent.Table} set {Assignments(context, parent, fields)}");

    private static bool Matters(RollUpSchema rollUp, RecordChange change) =>
        change.Kind != ChangeKind.Updated
        || change.Fields.Any(f => f == rollUp.Lookup || f == rollUp.Of || (rollUp.Filter is not null && ExprShape.Fields(rollUp.Filter).Contains(f)));

    private static void Refresh(WriteBatch batch, Session session, ObjectSchema parent, IReadOnlyList<FieldSchema> fields, IReadOnlyCollection<Guid> ids, List<(ObjectSchema Object, Sql Which)> refreshed)
    {
        // Locked in one order before the aggregate, which so sees what the transaction before it wrote. Not "for update": that would wait for
        // everyone who inserts a child, and two such would wait for each other.
        batch.Add(Sql.PerDialect(
            Sql.From($"select 1 where false"),
            Sql.From($"select 1 from {parent.Table} where {Sql.In(Sql.Literal("id"), ids)} order by id for no key update")));
        Climb(batch, session, parent, fields, Sql.In(Sql.Literal("id"), ids), MaxLevels, refreshed);
    }

    private static void Climb(WriteBatch batch, Session session, ObjectSchema parent, IReadOnlyList<FieldSchema> fields, Sql which, int levels, List<(ObjectSchema Object, Sql Which)> refreshed)
    {
        batch.Add(Sql.From($"update {parent.Table} set {Assignments(session.Context, parent, fields)} where {which}"));
        refreshed.Add((parent, which));
        if (levels == 0)
            return;

        foreach (var group in session.Schema.RollUpsByChild[parent].Where(r => fields.Contains(r.RollUp!.Of)).GroupBy(r => (r.Object, r.RollUp!.Lookup)))
        {
            var above = Sql.From($"id in (select {group.Key.Lookup.Column} from {parent.Table} where {which})");
            Climb(batch, session, group.Key.Object, [.. group], above, levels - 1, refreshed);
        }
    }

    /// <summary>What is rolled up of the same children is read in one pass over them.</summary>
    private static Sql Assignments(EvaluationContext context, ObjectSchema parent, IReadOnlyList<FieldSchema> fields) =>
        Sql.Join(", ", fields.GroupBy(f => f.RollUp!.Lookup).Select(g => Assignment(context, parent, [.. g])));

    /// <summary>One field has its filter in the condition, where an index may serve it; several have theirs beside each aggregate.</summary>
    private static Sql Assignment(EvaluationContext context, ObjectSchema parent, IReadOnlyList<FieldSchema> fields)
    {
        var lookup = fields[0].RollUp!.Lookup;
        var scope = new SqlScope(lookup.Object, Child, context, reach: null);
        Sql Filter(FieldSchema field, Sql before, Sql behind) => field.RollUp!.Filter is { } filter ? Sql.From($"{before}{scope.Condition(filter)}{behind}") : Sql.Empty;

        var isAlone = fields.Count == 1;
        var values = Sql.Join(", ", fields.Select(f => Within(Aggregate(f, isAlone ? Sql.Empty : Filter(f, Sql.Literal(" filter (where "), Sql.Literal(")"))), f)));
        var filtered = isAlone ? Filter(fields[0], Sql.Literal(" and "), Sql.Empty) : Sql.Empty;
        var select = Sql.From($"(select {values} from {lookup.Object.Table} {Child}{scope.Joins} where {Child}.{lookup.Column} = {parent.Table}.id and {Child}.deleted_at is null{filtered})");
        return isAlone ? Sql.From($"{fields[0].Column} = {select}") : Sql.From($"({Sql.List(fields.Select(f => f.Column))}) = {select}");
    }

    /// <summary>PostgreSQL refuses a sum with more digits than its column; SQLite, whose integers hold more, is told to.</summary>
    private static Sql Within(Sql sum, FieldSchema field) =>
        field is { RollUp.Function: "sum", ValueType.Kind: ValueKind.Decimal } ? Sql.PerDialect(Sql.From($"{SqliteFunctions.Within}({sum})"), sum) : sum;

    private static Sql Aggregate(FieldSchema field, Sql filter)
    {
        var rollUp = field.RollUp!;
        var of = rollUp.Of is null ? Sql.Literal("*") : Sql.From($"{Child}.{rollUp.Of.Column}");
        return rollUp.Function switch
        {
            "count" => Sql.From($"count(*){filter}"),
            "sum" => Sql.From($"coalesce({Scaled(Sql.From($"sum({of}){filter}"), field, rollUp.Of!)}, 0)"),
            "min" => Scaled(Sql.From($"min({of}){filter}"), field, rollUp.Of!),
            "max" => Scaled(Sql.From($"max({of}){filter}"), field, rollUp.Of!),
            "avg" => Average(Sql.From($"avg({of}){filter}"), field, rollUp.Of!),
            var other => throw new InvalidOperationException($"{field} rolls up by '{other}'."),
        };
    }

    /// <summary>SQLite's decimals are scaled integers: what was read in the child's scale is kept in that of the roll-up.</summary>
    private static Sql Scaled(Sql value, FieldSchema field, FieldSchema of) => Shift(field, of) switch
    {
        0 => value,
        > 0 and var up => Sql.PerDialect(Sql.From($"{value} * {Sql.Integer(Power(up))}"), value),
        var down => Sql.PerDialect(Sql.From($"cast(round({value} * 1.0 / {Sql.Integer(Power(-down))}) as integer)"), value),
    };

    /// <summary>Rounded to the column's own scale, half away from zero. SQLite's columns are scaled integers, so its mean is one as well.</summary>
    private static Sql Average(Sql mean, FieldSchema field, FieldSchema child)
    {
        var shift = Shift(field, child);
        var scaled = shift >= 0 ? Sql.From($"{mean} * {Sql.Integer(Power(shift))}") : Sql.From($"{mean} / {Sql.Integer(Power(-shift))}");
        return Sql.PerDialect(Sql.From($"cast(round({scaled}) as integer)"), mean);
    }

    /// <summary>How many digits after the point the roll-up keeps beyond those of what it aggregates.</summary>
    private static int Shift(FieldSchema field, FieldSchema of) =>
        field.ValueType.Kind == ValueKind.Decimal && of.ValueType.Kind is (ValueKind.Decimal or ValueKind.Integer) ? field.ValueType.Scale - Digits(of) : 0;

    private static int Digits(FieldSchema field) => field.ValueType.Kind == ValueKind.Decimal ? field.ValueType.Scale : 0;

    private static long Power(int digits) => (long)Math.Pow(10, digits);
}
