using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel;

/// <summary>Gives the records that exist the values of stored formulas and roll-ups that are new or were changed, and those that were there before kinds of records the first kind.</summary>
internal static class Backfills
{
    /// <summary>
    /// The statements, for the transaction that makes the columns. Without a previous Schema every formula is computed, since the packages may have
    /// been upgraded, but only those roll-ups whose column is new: to aggregate all children of a company takes long. Rows whose formula gives what they have are not written.
    /// </summary>
    public static IEnumerable<Sql> Of(Schema? previous, Schema schema, Func<FieldSchema, bool> isAdded, DateTimeOffset now)
    {
        var context = new EvaluationContext { Now = now, Conventions = schema.Conventions };
        foreach (var field in schema.Objects.Select(o => o.RecordType).OfType<FieldSchema>().Where(f => previous is null ? isAdded(f) : previous.Find(f.Object.Name)?.RecordType is null))
            yield return Sql.From($"update {field.Object.Table} set {field.Column} = {field.Object.RecordTypes[0].Name} where {field.Column} is null");

        foreach (var definition in schema.Objects)
        {
            foreach (var field in definition.StoredFormulas.Where(f => IsNew(previous, f)))
            {
                var scope = new SqlScope(definition, definition.Table, context, reach: null);
                var value = scope.Stored(field);
                yield return Sql.From($"update {definition.Table} set {field.Column} = {value} where {field.Column} is distinct from ({value})");
            }
        }

        var rollUps = schema.Objects.SelectMany(o => o.Fields).Where(f => f.RollUp is not null && (previous is null ? isAdded(f) : IsNewRollUp(previous, f))).ToHashSet();
        foreach (var field in rollUps.OrderBy(LevelOf))
            yield return RollUps.Fill(field, context);

        // Sums were once empty where there is nothing to add up.
        if (previous is null)
            foreach (var field in schema.Objects.SelectMany(o => o.Fields).Where(f => f.OfNothing is not null && !rollUps.Contains(f)))
                yield return Sql.From($"update {field.Object.Table} set {field.Column} = 0 where {field.Column} is null");
    }

    private static bool IsNew(Schema? previous, FieldSchema field) =>
        previous?.Find(field.Object.Name)?.Find(field.Name) is not { Storage: FieldStorage.StoredFormula } before || before.Definition.Formula != field.Definition.Formula;

    private static bool IsNewRollUp(Schema previous, FieldSchema field) =>
        previous.Find(field.Object.Name)?.Find(field.Name) is not { RollUp: not null } before || before.Definition.RollUp != field.Definition.RollUp || before.ValueType != field.ValueType;

    /// <summary>How many roll-ups stand below it: those are computed first.</summary>
    private static int LevelOf(FieldSchema field)
    {
        var level = 0;
        for (var at = field.RollUp?.Of; at?.RollUp is { } below && level < RollUps.MaxLevels; at = below.Of)
            level++;

        return level;
    }
}
