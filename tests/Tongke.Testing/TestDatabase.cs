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

    public Task<Database> OpenAsync() => Database.OpenAsync(NewLocation());

    public override string ToString() => Dialect.ToString();
}
