namespace Tongke.Storage;

/// <summary>A column of the rows given to <see cref="WriteBatch.AddRows(Identifier, IReadOnlyList{RowColumn}, IReadOnlyList{object?[]}, IReadOnlyList{ComputedColumn}, object?)"/> whose value the database computes, such as the number of the transaction. The expression has no parameters.</summary>
public readonly record struct ComputedColumn(Identifier Name, Sql Expression);
