using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>A row as the formulas of its own record see it.</summary>
/// <param name="rows">Stands at the row.</param>
/// <param name="columns">Where the fields that they read are in it.</param>
internal sealed class RowValues(Rows rows, IReadOnlyDictionary<FieldSchema, int> columns) : IFieldValues
{
    /// <summary>
    /// The columns that a virtual formula reads, where it reads nothing but columns of its own record: such a formula is calculated beside the database,
    /// which on SQLite takes a tenth of the time. Null for others.
    /// </summary>
    public static IReadOnlyList<FieldSchema>? ColumnsOf(FieldSchema formula) => formula.Storage == FieldStorage.Virtual ? ColumnsOf(new FieldPath(formula)) : null;

    /// <summary>The columns that an expression reads, where it reads nothing but columns of its own record; null for others.</summary>
    public static IReadOnlyList<FieldSchema>? ColumnsOf(Expr expression)
    {
        if (ExprShape.Children(expression).Count > 0)
            return null;

        FieldPath[] read = [.. ExprShape.Paths(expression).Where(p => p.Field.Storage != FieldStorage.Virtual || p.Path.Count > 1)];
        return Array.TrueForAll(read, p => p is { Path.Count: 1, Field.HasColumn: true }) ? [.. read.Select(p => p.Field).Distinct()] : null;
    }

    /// <inheritdoc />
    public object? Value(FieldSchema field) => Values.Read(rows, columns[field], field.ValueType);

    /// <inheritdoc />
    public IFieldValues? Related(FieldSchema lookup) => throw new InvalidOperationException($"{lookup} leads out of the row.");

    /// <inheritdoc />
    public IEnumerable<IFieldValues> Children(FieldSchema childLookup) => throw new InvalidOperationException($"{childLookup} leads out of the row.");
}
