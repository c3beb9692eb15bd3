namespace Tongke.Storage.Tables;

internal static class Renaming
{
    /// <summary>The table after a column was renamed: databases carry the new name into indexes and constraints by themselves.</summary>
    public static TableDefinition Column(TableDefinition table, Identifier from, Identifier to)
    {
        Identifier New(Identifier name) => name == from ? to : name;

        return table with
        {
            Columns = [.. table.Columns.Select(column => column with { Name = New(column.Name) })],
            ForeignKeys = [.. table.ForeignKeys.Select(key => key with { Column = New(key.Column) })],
            Checks = [.. table.Checks.Select(check => check with { Column = New(check.Column) })],
            Indexes =
            [
                .. table.Indexes.Select(index => index with
                {
                    Columns = [.. index.Columns.Select(column => column with { Name = New(column.Name) })],
                    Where = [.. index.Where.Select(test => test with { Column = New(test.Column) })],
                }),
            ],
        };
    }
}
