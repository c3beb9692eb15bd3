using System.Text.Json.Serialization;

namespace Tongke.Storage;

/// <summary>
/// A table as it shall be. SQLite gives each a hidden <c>_row</c> number beside the primary key, which search refers to.
/// Names of indexes and constraints are unique in the whole database.
/// </summary>
public sealed record TableDefinition
{
    public required Identifier Name { get; init; }

    /// <summary>At least the primary key's. Their order is only the order of creation.</summary>
    public required IReadOnlyList<ColumnDefinition> Columns { get; init; }

    /// <summary>Cannot be changed once the table exists.</summary>
    public IReadOnlyList<Identifier> PrimaryKey { get; init; } = [Identifier.Of("id")];

    public IReadOnlyList<ForeignKeyDefinition> ForeignKeys { get; init; } = [];

    public IReadOnlyList<CheckDefinition> Checks { get; init; } = [];

    /// <summary>Unique constraints are unique indexes.</summary>
    public IReadOnlyList<IndexDefinition> Indexes { get; init; } = [];

    /// <summary>
    /// Gives the table a text search, filled and asked through <see cref="SearchIndex"/>. Needs <c>id</c> as the primary key, and when each row was made in
    /// <see cref="SearchIndex.Made"/>, an instant that never changes.
    /// </summary>
    public bool IsSearchable { get; init; }

    /// <summary>Whether its text search is one that an earlier version made, which does not hold when rows were made. Told by the database, not kept.</summary>
    [JsonIgnore]
    internal bool HasUnorderedSearch { get; init; }

    internal ColumnDefinition? Find(Identifier column) => Columns.FirstOrDefault(c => c.Name == column);
}
