namespace Tongke.Storage;

/// <summary>A test of one column that decides whether a row is in a partial index.</summary>
public readonly record struct RowTest(Identifier Column, RowTestKind Kind)
{
    public static RowTest IsNull(Identifier column) => new(column, RowTestKind.IsNull);

    public static RowTest IsNotNull(Identifier column) => new(column, RowTestKind.IsNotNull);
}

public enum RowTestKind
{
    IsNull,
    IsNotNull,
    IsTrue,
    IsFalse,
}
