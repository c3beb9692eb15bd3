namespace Tongke.Storage;

public sealed record IndexDefinition(Identifier Name, IReadOnlyList<IndexColumn> Columns)
{
    /// <summary>No two rows that pass <see cref="Where"/> have the same values; NULLs are never the same.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Only rows that pass every test are in the index.</summary>
    public IReadOnlyList<RowTest> Where { get; init; } = [];
}

public readonly record struct IndexColumn(Identifier Name, bool Descending = false)
{
    public static implicit operator IndexColumn(Identifier name) => new(name);

    public static IndexColumn FromIdentifier(Identifier name) => new(name);
}
