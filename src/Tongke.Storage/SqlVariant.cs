namespace Tongke.Storage;

/// <summary>The part of a statement that each database says differently.</summary>
internal sealed record SqlVariant(Sql Sqlite, Sql Postgres);
