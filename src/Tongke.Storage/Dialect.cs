namespace Tongke.Storage;

/// <summary>The two databases. What differs between them inside one statement is written with <see cref="Sql.PerDialect"/>.</summary>
public enum Dialect
{
    Sqlite,
    Postgres,
}
