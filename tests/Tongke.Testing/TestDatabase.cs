using Tongke.Storage;

namespace Tongke.Testing;

/// <summary>Which database a test runs on. Each <see cref="NewLocation"/> is a new, empty database.</summary>
public sealed record TestDatabase(Dialect Dialect)
{
    /// <summary>An empty database of its own.</summary>
    public DatabaseLocation NewLocation() => Dialect switch
    {
        Dialect.Sqlite => new DatabaseLocation.SqliteFile(Path.Combine(TestFolder.Path, $"{Guid.CreateVersion7():N}.db")),
        Dialect.Postgres => new DatabaseLocation.PostgresSchema(PgCluster.Shared.CreateDatabase(), Identifier.Of("workspace")),
    };

    /// <summary>A database of its own that holds what the one at <paramref name="original"/> does, which nobody has open.</summary>
    /// <exception cref="InvalidOperationException">The original was not closed.</exception>
    public DatabaseLocation Copy(DatabaseLocation original) => original switch
    {
        DatabaseLocation.SqliteFile file => CopyFile(file),
        DatabaseLocation.PostgresSchema schema => schema with { ConnectionString = PgCluster.Shared.CopyDatabase(schema.ConnectionString) },
        _ => throw new ArgumentOutOfRangeException(nameof(original)),
    };

    public Task<Database> OpenAsync() => Database.OpenAsync(NewLocation());

    private static DatabaseLocation.SqliteFile CopyFile(DatabaseLocation.SqliteFile original)
    {
        if (File.Exists(original.Path + "-wal"))
            throw new InvalidOperationException($"{original.Path} is still open: what is in its log would be missing from the copy.");

        var copy = Path.Combine(TestFolder.Path, $"{Guid.CreateVersion7():N}.db");
        File.Copy(original.Path, copy);
        return new(copy);
    }

    public override string ToString() => Dialect.ToString();
}
