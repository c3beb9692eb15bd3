namespace Tongke.Storage.Tables;

/// <summary>Finds what is wrong with a set of table definitions before the database does, and says it better.</summary>
internal static class DefinitionCheck
{
    /// <exception cref="MigrationException">Something is defined twice or refers to nothing.</exception>
    public static void ThrowIfInvalid(Migration migration)
    {
        ThrowIfTwice(migration.Tables.Select(table => table.Name), "table");
        ThrowIfTwice(migration.Tables.SelectMany(table => table.Indexes.Select(index => index.Name)), "index");
        var names = migration.Tables.Select(table => table.Name).ToHashSet();
        foreach (var table in migration.Tables)
        {
            ThrowIfTwice(table.Columns.Select(column => column.Name), $"column of {table.Name}");
            ThrowIfTwice(table.ForeignKeys.Select(key => key.Name).Concat(table.Checks.Select(check => check.Name)), $"constraint of {table.Name}");
            var used = table.PrimaryKey.Concat(table.ForeignKeys.Select(key => key.Column)).Concat(table.Checks.Select(check => check.Column))
                .Concat(table.Indexes.SelectMany(index => index.Columns.Select(column => column.Name).Concat(index.Where.Select(test => test.Column))));
            foreach (var column in used.Where(column => table.Find(column) is null))
                throw new MigrationException($"{table.Name} has no column {column}, but a key, check or index uses it.");
            foreach (var key in table.ForeignKeys.Where(key => !names.Contains(key.Target)))
                throw new MigrationException($"The foreign key {key.Name} refers to {key.Target}, which is not defined.");
            foreach (var column in table.PrimaryKey.Where(column => table.Find(column)!.IsNullable))
                throw new MigrationException($"{table.Name}.{column} is in the primary key and cannot be nullable.");
            if (table.IsSearchable && table.Find(SearchIndex.Made) is not { IsNullable: false, Type.Kind: ColumnKind.Instant })
                throw new MigrationException($"{table.Name} is searchable and needs the instant {SearchIndex.Made} in every row.");
            foreach (var column in table.Columns)
                ThrowIfDefaultIsWrong(table.Name, column);
        }
    }

    private static void ThrowIfDefaultIsWrong(Identifier table, ColumnDefinition column)
    {
        try
        {
            _ = SqlParameter.Normalize(column.Default, column.Type);
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw new MigrationException($"The default of {table}.{column.Name} is wrong: {error.Message}", error);
        }
    }

    private static void ThrowIfTwice(IEnumerable<Identifier> names, string what)
    {
        var twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new MigrationException($"The {what} {twice.Key} is defined twice.");
    }
}
