using System.Text.RegularExpressions;
using SQLitePCL;
using Tongke.Storage.Tables;

namespace Tongke.Storage.Sqlite;

/// <summary>
/// Puts names to what SQLite leaves unnamed in its refusals, from the catalogue; for a foreign key it runs the statement again with the check put off
/// and looks which reference is broken. Runs inside the refused batch's savepoint, which is rolled back afterwards.
/// </summary>
internal sealed partial class SqliteConstraints(Func<IReadOnlyList<TableDefinition>> read)
{
    /// <summary>Read when something is refused: most of the time nothing is.</summary>
    private IReadOnlyList<TableDefinition> Tables => field ??= read();

    public RefusalReason Name(RefusalReason reason, NativeConnection connection, string statement, ReadOnlySpan<SqlParameter> parameters) => reason switch
    {
        UniqueViolated unique => Name(unique),
        CheckViolated check => check with { Table = Tables.FirstOrDefault(table => table.Checks.Any(c => c.Name.Name == check.Constraint))?.Name.Name },
        ForeignKeyViolated key => FindBroken(connection, statement, parameters) ?? key,
        _ => reason,
    };

    private UniqueViolated Name(UniqueViolated unique)
    {
        if (unique.Constraint is not null)
        {
            var named = Tables.SelectMany(table => table.Indexes.Select(index => (Table: table, Index: index))).FirstOrDefault(pair => pair.Index.Name.Name == unique.Constraint);
            return named.Table is null ? unique : new UniqueViolated(named.Table.Name.Name, unique.Constraint, [.. named.Index.Columns.Select(column => column.Name.Name)]);
        }

        if (Tables.FirstOrDefault(t => t.Name.Name == unique.Table) is not { } table)
            return unique;

        var index = table.Indexes.FirstOrDefault(index => index.IsUnique && index.Columns.Select(column => column.Name.Name).SequenceEqual(unique.Columns));
        return unique with { Constraint = index?.Name.Name ?? SqliteTables.PrimaryKeyName(table) };
    }

    private ForeignKeyViolated? FindBroken(NativeConnection connection, string statement, ReadOnlySpan<SqlParameter> parameters)
    {
        var match = Target().Match(statement);
        if (!match.Success || Returning().IsMatch(statement) || Tables.FirstOrDefault(t => t.Name.Name == match.Groups["table"].Value) is not { } table)
            return null;

        connection.Execute("pragma defer_foreign_keys = on");
        try
        {
            var isDelete = match.Groups["verb"].Value == "delete from";
            var keys = isDelete ? table.PrimaryKey : [.. table.ForeignKeys.Select(key => key.Column)];
            return keys.Count == 0 ? null : isDelete
                ? FindReferrer(connection, table, Run(connection, statement, parameters, keys))
                : FindDangling(connection, table, Run(connection, statement, parameters, keys));
        }
        finally
        {
            connection.Execute("rollback to batch");
            connection.Execute("pragma defer_foreign_keys = off");
        }
    }

    private ForeignKeyViolated? FindReferrer(NativeConnection connection, TableDefinition deleted, List<object?[]> rows)
    {
        foreach (var row in rows.Where(row => row[0] is Guid))
        {
            foreach (var table in Tables)
            {
                foreach (var key in table.ForeignKeys.Where(key => key.Target == deleted.Name))
                {
                    if (Exists(connection, Sql.From($"select 1 from {table.Name} where {key.Column} = {(Guid)row[0]!} limit 1")))
                        return new ForeignKeyViolated(table.Name.Name, key.Name.Name, StillReferenced: true);
                }
            }
        }

        return null;
    }

    private static ForeignKeyViolated? FindDangling(NativeConnection connection, TableDefinition table, List<object?[]> rows)
    {
        foreach (var row in rows)
        {
            for (var i = 0; i < table.ForeignKeys.Count; i++)
            {
                var key = table.ForeignKeys[i];
                if (row[i] is Guid id && !Exists(connection, Sql.From($"select 1 from {key.Target} where id = {id}")))
                    return new ForeignKeyViolated(table.Name.Name, key.Name.Name, StillReferenced: false);
            }
        }

        return null;
    }

    private static List<object?[]> Run(NativeConnection connection, string statement, ReadOnlySpan<SqlParameter> parameters, IReadOnlyList<Identifier> columns)
    {
        var rows = new List<object?[]>();
        var again = connection.Take($"{statement} returning {Ddl.Names(columns)}");
        try
        {
            again.Bind(parameters);
            while (again.Step())
            {
                rows.Add([.. Enumerable.Range(0, columns.Count).Select(i =>
                    raw.sqlite3_column_bytes(again.Handle, i) == 16 ? (object)new Guid(raw.sqlite3_column_blob(again.Handle, i), bigEndian: true) : null)]);
            }

            return rows;
        }
        finally
        {
            connection.Return(again);
        }
    }

    private static bool Exists(NativeConnection connection, Sql sql)
    {
        var rendered = RenderedSql.Of(sql, Dialect.Sqlite);
        var statement = connection.Take(rendered.Text);
        try
        {
            statement.Bind(rendered.Parameters);
            return statement.Step();
        }
        finally
        {
            connection.Return(statement);
        }
    }

    [GeneratedRegex("""^\s*(?<verb>insert into|insert or replace into|update|delete from)\s+"(?<table>\w+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Target();

    [GeneratedRegex(@"\breturning\b")]
    private static partial Regex Returning();
}
