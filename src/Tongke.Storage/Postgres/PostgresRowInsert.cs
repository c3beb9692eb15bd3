namespace Tongke.Storage.Postgres;

/// <summary>Many rows as one statement: <c>insert … select … from unnest(array, array, …)</c>, one array for each column.</summary>
internal static class PostgresRowInsert
{
    public static Sql Of(RowsStep step)
    {
        var arrays = Sql.Join(", ", step.Columns.Select((column, i) => new Sql([SqlParameter.Array(ArrayOf(step, i, column.Type), column.Type.Kind)], 1)));
        var values = Sql.Join(", ", step.Computed.Select(column => column.Expression).Prepend(Sql.Literal("*")));
        return Sql.From($"insert into {step.Table} ({step.Names}) select {values} from unnest({arrays})");
    }

    private static Array ArrayOf(RowsStep step, int column, ColumnType type) => type.Kind switch
    {
        ColumnKind.Uuid => Values<Guid>(step, column, type),
        ColumnKind.Text or ColumnKind.Json => References<string>(step, column, type),
        ColumnKind.Integer => Values<long>(step, column, type),
        ColumnKind.Decimal => Values<decimal>(step, column, type),
        ColumnKind.Boolean => Values<bool>(step, column, type),
        ColumnKind.Date => Values<DateOnly>(step, column, type),
        ColumnKind.Time => Values<TimeOnly>(step, column, type),
        ColumnKind.Instant => Values<DateTimeOffset>(step, column, type),
        ColumnKind.Double => Values<double>(step, column, type),
        ColumnKind.Bytes => References<byte[]>(step, column, type),
    };

    private static T?[] Values<T>(RowsStep step, int column, ColumnType type) where T : struct
    {
        var values = new T?[step.Rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (T?)SqlParameter.Normalize(step.Rows[i][column], type);

        return values;
    }

    private static T?[] References<T>(RowsStep step, int column, ColumnType type) where T : class
    {
        var values = new T?[step.Rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (T?)SqlParameter.Normalize(step.Rows[i][column], type);

        return values;
    }
}
