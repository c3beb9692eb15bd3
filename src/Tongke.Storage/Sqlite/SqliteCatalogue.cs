using Tongke.Storage.Tables;

namespace Tongke.Storage.Sqlite;

/// <summary>The catalogue of a SQLite file, checked against the file.</summary>
internal static class SqliteCatalogue
{
    /// <exception cref="StorageException">The file's tables are not those of the catalogue: somebody else changed them.</exception>
    public static IReadOnlyList<TableDefinition> Read(NativeConnection connection)
    {
        if (Count(connection, "select count(*) from sqlite_schema where type = 'table' and name = '_catalogue'") == 0)
            return [];

        var tables = Texts(connection, RenderedSql.Of(Catalogue.Read, Dialect.Sqlite)).ConvertAll(Catalogue.FromJson);
        foreach (var table in tables)
        {
            var columns = Texts(connection, RenderedSql.Of(Sql.From($"select name from pragma_table_xinfo({table.Name.Name}) order by cid"), Dialect.Sqlite));
            if (!columns.SequenceEqual(["_row", .. table.Columns.Select(column => column.Name.Name)]))
                throw new StorageException($"The table {table.Name} was changed outside of Tongke: it has the columns {string.Join(", ", columns)}.");
        }

        return tables;
    }

    public static void Replace(NativeConnection connection, IReadOnlyList<TableDefinition> tables)
    {
        connection.Execute(RenderedSql.Of(Catalogue.Create, Dialect.Sqlite));
        foreach (var sql in Catalogue.Replace(tables))
            connection.Execute(RenderedSql.Of(sql, Dialect.Sqlite));
    }

    public static long Count(NativeConnection connection, string text)
    {
        var statement = connection.Take(text);
        try
        {
            return statement.Step() ? SQLitePCL.raw.sqlite3_column_int64(statement.Handle, 0) : 0;
        }
        finally
        {
            connection.Return(statement);
        }
    }

    private static List<string> Texts(NativeConnection connection, RenderedSql sql)
    {
        var texts = new List<string>();
        var statement = connection.Take(sql.Text);
        try
        {
            statement.Bind(sql.Parameters);
            while (statement.Step())
                texts.Add(SQLitePCL.raw.sqlite3_column_text(statement.Handle, 0).utf8_to_string());

            return texts;
        }
        finally
        {
            connection.Return(statement);
        }
    }
}
