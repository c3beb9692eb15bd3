using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>A record as expressions see it. What they may follow (see <see cref="ExprShape.Paths"/>, <see cref="ExprShape.Children"/>) is loaded before they are evaluated.</summary>
public interface IFieldValues
{
    /// <summary>The value of one of its own fields that has a column.</summary>
    object? Value(FieldSchema field);

    /// <summary>The record that one of its lookups leads to; null when there is none.</summary>
    IFieldValues? Related(FieldSchema lookup);

    /// <summary>The living records whose lookup <paramref name="childLookup"/> leads here.</summary>
    IEnumerable<IFieldValues> Children(FieldSchema childLookup);
}
