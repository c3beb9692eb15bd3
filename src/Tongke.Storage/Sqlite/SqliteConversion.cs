using Tongke.Storage.Tables;

namespace Tongke.Storage.Sqlite;

/// <summary>Values of a column on their way to another type.</summary>
internal static class SqliteConversion
{
    /// <exception cref="MigrationException">A value would be lost.</exception>
    public static void Run(NativeConnection connection, ChangeType change)
    {
        TypeChange.ThrowIfLossy(change);
        var (table, column, from, to) = (change.Table.Quoted, change.New.Name.Quoted, change.Old.Type, change.New.Type);
        if (to.Kind == ColumnKind.Decimal)
        {
            // A plain integer is a decimal of scale 0.
            var (shift, limit) = (to.Scale - from.Scale, Power(to.Precision));
            var tooWide = shift >= 0 ? $"abs({column}) >= {limit / Power(shift)}" : $"{column} % {Power(-shift)} <> 0 or abs({column}) / {Power(-shift)} >= {limit}";
            if (SqliteCatalogue.Count(connection, $"select count(*) from {table} where {tooWide}") > 0)
                throw TypeChange.TooNarrow(change);

            connection.Execute($"update {table} set {column} = {column} {(shift >= 0 ? "*" : "/")} {Power(Math.Abs(shift))} where {column} is not null");
        }
        else if (from.Kind == ColumnKind.Decimal)
        {
            connection.Execute($"update {table} set {column} = dec_of_scaled({column}, {from.Scale}) where {column} is not null");
        }
        else if (from.Kind == ColumnKind.Integer)
        {
            connection.Execute($"update {table} set {column} = cast({column} as text) where {column} is not null");
        }
    }

    private static long Power(int exponent) => (long)Math.Pow(10, exponent);
}
