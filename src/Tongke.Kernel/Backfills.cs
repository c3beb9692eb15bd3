using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel;

/// <summary>Gives the records that exist the values of stored formulas that are new or were changed.</summary>
internal static class Backfills
{
    /// <summary>The statements, for the transaction that makes the columns. Without a previous Schema every formula is computed: the packages may have been upgraded.</summary>
    public static IEnumerable<Sql> Of(Schema? previous, Schema schema, DateTimeOffset now)
    {
        var context = new EvaluationContext { Now = now, Conventions = schema.Conventions };
        foreach (var definition in schema.Objects)
        {
            foreach (var field in definition.StoredFormulas.Where(f => IsNew(previous, f)))
            {
                var scope = new SqlScope(definition, definition.Table, context, reach: null);
                yield return Sql.From($"update {definition.Table} set {field.Column} = {scope.Stored(field)}");
            }
        }
    }

    private static bool IsNew(Schema? previous, FieldSchema field) =>
        previous?.Find(field.Object.Name)?.Find(field.Name) is not { Storage: FieldStorage.StoredFormula } before || before.Definition.Formula != field.Definition.Formula;
}
