namespace Tongke.Storage;

internal abstract record WriteStep(object? Tag);

internal abstract record StatementStep(Expect Expect, object? Tag, bool Returning) : WriteStep(Tag)
{
    /// <summary>The statement in the words of the database, with its values.</summary>
    public abstract RenderedSql Render(Dialect dialect);
}

internal sealed record SqlStep(Sql Sql, Expect Expect, object? Tag, bool Returning) : StatementStep(Expect, Tag, Returning)
{
    public override RenderedSql Render(Dialect dialect) => RenderedSql.Of(Sql, dialect);
}

internal sealed record PreparedStep(Statement Statement, IReadOnlyList<object?> Values, Expect Expect, object? Tag) : StatementStep(Expect, Tag, Returning: false)
{
    public override RenderedSql Render(Dialect dialect) => Statement.With(Values, dialect);
}

internal sealed record RowsStep(Identifier Table, IReadOnlyList<RowColumn> Columns, IReadOnlyList<object?[]> Rows, IReadOnlyList<ComputedColumn> Computed, object? Tag) : WriteStep(Tag)
{
    /// <summary>An insert of one row, its values numbered from 1: SQLite runs it once for each row.</summary>
    public Sql SqliteInsert => Sql.From($"insert into {Table} ({Names}) values ({Sql.Join(", ", Columns.Select((_, i) => Sql.Literal("?") + Sql.Integer(i + 1)).Concat(Computed.Select(c => c.Expression)))})");

    /// <summary>The columns in the order of their values: those of the rows, then the computed ones.</summary>
    public Sql Names => Sql.List(Columns.Select(column => column.Name).Concat(Computed.Select(column => column.Name)));
}
