namespace Tongke.Storage;

/// <summary>Where a workspace's data lives.</summary>
public abstract record DatabaseLocation
{
    private DatabaseLocation()
    {
    }

    /// <param name="Path">The file; it and its folder are created when absent.</param>
    public sealed record SqliteFile(string Path) : DatabaseLocation;

    /// <param name="ConnectionString">As Npgsql takes it.</param>
    /// <param name="Schema">The workspace's schema; created when absent.</param>
    public sealed record PostgresSchema(string ConnectionString, Identifier Schema) : DatabaseLocation;

    /// <summary>PostgreSQL when the text is a connection string (<c>Host=…</c>), otherwise the path of a SQLite file.</summary>
    /// <param name="location">A path or a connection string.</param>
    /// <param name="schema">The PostgreSQL schema; <c>public</c> when not given.</param>
    public static DatabaseLocation Parse(string location, string? schema = null) =>
        location.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? new PostgresSchema(location, Identifier.Of(schema ?? "public"))
            : new SqliteFile(location);
}
