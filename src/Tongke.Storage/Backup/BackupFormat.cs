namespace Tongke.Storage.Backup;

/// <summary>
/// A backup is a zip file: <c>catalogue.ndjson</c> with a table definition a line; for each table <c>rows/NAME.ndjson</c> with an array of values a line,
/// in the definition's column order and the API's forms (JSON columns as text); for each searchable table <c>search/NAME.ndjson</c> with id and grams.
/// </summary>
internal static class BackupFormat
{
    public const string Catalogue = "catalogue.ndjson";

    public static string RowsOf(Identifier table) => $"rows/{table.Name}.ndjson";

    public static string SearchOf(Identifier table) => $"search/{table.Name}.ndjson";
}
