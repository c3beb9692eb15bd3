namespace Tongke.Storage;

/// <summary>One column of the rows given to <see cref="WriteBatch.AddRows"/>.</summary>
public readonly record struct RowColumn(Identifier Name, ColumnType Type);
