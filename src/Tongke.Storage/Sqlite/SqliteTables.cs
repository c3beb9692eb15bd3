using Tongke.Storage.Tables;

namespace Tongke.Storage.Sqlite;

/// <summary>Table definitions in SQLite's words.</summary>
internal static class SqliteTables
{
    public static string Create(TableDefinition table)
    {
        IEnumerable<string> parts =
        [
            "\"_row\" integer primary key",
            .. table.Columns.Select(Column),
            $"constraint {Identifier.Of(PrimaryKeyName(table)).Quoted} unique ({Ddl.Names(table.PrimaryKey)})",
            .. table.ForeignKeys.Select(key => Ddl.ForeignKey(key, Dialect.Sqlite)),
            .. table.Checks.Select(Ddl.Check),
        ];
        return $"create table {table.Name.Quoted} ({string.Join(", ", parts)})";
    }

    public static string Column(ColumnDefinition column) =>
        $"{column.Name.Quoted} {TypeName(column.Type)}{(column.IsNullable ? "" : " not null")}{(column.Default is null ? "" : $" default {Ddl.Literal(column.Default, column.Type, Dialect.Sqlite)}")}";

    public static string PrimaryKeyName(TableDefinition table) => $"{table.Name.Name[..Math.Min(table.Name.Name.Length, Identifier.MaxLength - 5)]}_pkey";

    private static string TypeName(ColumnType type) => type.Kind switch
    {
        ColumnKind.Uuid or ColumnKind.Bytes => "blob",
        ColumnKind.Integer or ColumnKind.Decimal or ColumnKind.Boolean => "integer",
        ColumnKind.Double => "real",
        ColumnKind.Text or ColumnKind.Date or ColumnKind.Time or ColumnKind.Instant or ColumnKind.Json => "text",
    };
}
