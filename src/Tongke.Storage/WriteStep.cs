namespace Tongke.Storage;

internal abstract record WriteStep(object? Tag);

internal sealed record StatementStep(Sql Sql, Expect Expect, object? Tag, bool Returning) : WriteStep(Tag);

internal sealed record RowsStep(Identifier Table, IReadOnlyList<RowColumn> Columns, IReadOnlyList<object?[]> Rows, object? Tag) : WriteStep(Tag)
{
    /// <summary>An insert of one row, its values numbered from 1: SQLite runs it once for each row.</summary>
    public Sql SqliteInsert => Sql.From($"insert into {Table} ({Sql.List(Columns.Select(column => column.Name))}) values ({Sql.Join(", ", Columns.Select((_, i) => Sql.Literal("?") + Sql.Integer(i + 1)))})");
}
