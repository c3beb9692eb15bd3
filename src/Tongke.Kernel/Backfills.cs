using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.SystemObjects;
using Tongke.Storage;

namespace Tongke.Kernel;

/// <summary>Gives the records that exist the values of stored formulas and roll-ups that are new or were changed, and those that were there before kinds of records the first kind.</summary>
internal static class Backfills
{
    /// <summary>
    /// The statements, for the transaction that makes the columns. Computed is what is new, means something else than it did, or reads what does,
    /// whether an administrator or a new version of a package changed it. In a database that remembers nothing every formula is, and every roll-up that reads one:
    /// to aggregate all children of a company takes long. Rows whose formula gives what they have are not written.
    /// </summary>
    public static IEnumerable<Sql> Of(Schema? previous, ComputedFields computed, Schema schema, Func<FieldSchema, bool> isAdded, DateTimeOffset now)
    {
        var context = new EvaluationContext { Now = now, Conventions = schema.Conventions };
        foreach (var field in schema.Objects.Select(o => o.RecordType).OfType<FieldSchema>().Where(f => previous is null ? isAdded(f) : previous.Find(f.Object.Name)?.RecordType is null))
            yield return Sql.From($"update {field.Object.Table} set {field.Column} = {field.Object.RecordTypes[0].Name} where {field.Column} is null");

        var anew = schema.Objects.SelectMany(o => o.Fields).Where(f => (f.Formula is not null || f.RollUp is not null) && IsComputedAnew(f)).ToHashSet();
        foreach (var statement in Fill(schema, anew, context))
            yield return statement;

        // Sums were once empty where there is nothing to add up.
        if (previous is null)
            foreach (var sums in schema.Objects.SelectMany(o => o.Fields).Where(f => f.OfNothing is not null && !anew.Contains(f)).GroupBy(f => f.Object))
                yield return Sql.From($"update {sums.Key.Table} set {Sql.Join(", ", sums.Select(f => Sql.From($"{f.Column} = coalesce({f.Column}, 0)")))} where {Sql.Join(" or ", sums.Select(f => Sql.From($"{f.Column} is null")))}");

        foreach (var remembered in computed.Remember(schema, anew, now))
            yield return remembered;

        bool IsComputedAnew(FieldSchema field) => isAdded(field) || (computed.IsEmpty ? field.Formula is not null || ReadThrough(field).Any(f => f.Formula is not null) : ReadThrough(field).Append(field).Any(IsChanged));
        bool IsChanged(FieldSchema field) => (field.Formula is not null || field.RollUp is not null) && (isAdded(field) || computed.IsChanged(field));
    }

    /// <summary>The statements that compute these fields once more.</summary>
    public static IEnumerable<Sql> Again(Schema schema, IReadOnlySet<FieldSchema> fields, DateTimeOffset now) =>
        Fill(schema, fields, new EvaluationContext { Now = now, Conventions = schema.Conventions });

    private static IEnumerable<Sql> Fill(Schema schema, IReadOnlySet<FieldSchema> fields, EvaluationContext context)
    {
        foreach (var definition in schema.Objects)
            foreach (var formulas in AtOnce([.. definition.StoredFormulas.Where(fields.Contains)]))
            {
                var scope = new SqlScope(definition, definition.Table, context, reach: null);
                var values = formulas.Select(f => (f.Column, Value: scope.Stored(f))).ToArray();
                yield return Sql.From($"update {definition.Table} set {Sql.Join(", ", values.Select(v => Sql.From($"{v.Column} = {v.Value}")))} where {Sql.Join(" or ", values.Select(v => Sql.From($"{v.Column} is distinct from ({v.Value})")))}");
            }

        foreach (var level in fields.Where(f => f.RollUp is not null).GroupBy(f => (Level: LevelOf(f), f.Object)).OrderBy(g => g.Key.Level))
            yield return RollUps.Fill(level.Key.Object, [.. level], context);
    }

    /// <summary>Formulas in their order, together as long as none reads another: a row is written once for all of them, not once for each.</summary>
    private static IEnumerable<IReadOnlyList<FieldSchema>> AtOnce(IReadOnlyList<FieldSchema> formulas)
    {
        var together = new List<FieldSchema>();
        foreach (var formula in formulas)
        {
            var read = ReadThrough(formula);
            if (together.Exists(read.Contains))
            {
                yield return together;
                together = [];
            }

            together.Add(formula);
        }

        if (together.Count > 0)
            yield return together;
    }

    /// <summary>All that the formula or roll-up reads, also through others; each is looked at once, however many ways lead to it. Sums over a tree read themselves.</summary>
    private static HashSet<FieldSchema> ReadThrough(FieldSchema computed)
    {
        var (found, open) = (new HashSet<FieldSchema>(), new Stack<FieldSchema>([computed]));
        while (open.TryPop(out var field))
            foreach (var read in ReadBy(field).Where(found.Add))
                open.Push(read);

        return found;
    }

    private static IEnumerable<FieldSchema> ReadBy(FieldSchema field)
    {
        IEnumerable<FieldSchema> read = field.Formula is { } formula ? ExprShape.Fields(formula) : [];
        if (field.RollUp?.Of is { } of)
            read = read.Append(of);
        return field.RollUp?.Filter is { } filter ? read.Concat(ExprShape.Fields(filter)) : read;
    }

    /// <summary>How many roll-ups stand below it: those are computed first.</summary>
    private static int LevelOf(FieldSchema field)
    {
        var level = 0;
        for (var at = field.RollUp?.Of; at?.RollUp is { } below && level < RollUps.MaxLevels; at = below.Of)
            level++;

        return level;
    }
}
