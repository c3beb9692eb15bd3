using System.Globalization;

namespace Tongke.Storage.Tables;

/// <summary>Pieces of table definitions that both databases read alike.</summary>
internal static class Ddl
{
    /// <summary>A value written into the text: data definition takes no parameters.</summary>
    public static string Literal(object? value, ColumnType type, Dialect dialect) => SqlParameter.Normalize(value, type) switch
    {
        null => "null",
        string text => Quote(text),
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        decimal number => dialect == Dialect.Sqlite ? new ScaledDecimal(number, type.Scale).ToScaled().ToString(CultureInfo.InvariantCulture) : SqliteText.OfDecimal(number),
        bool truth => dialect == Dialect.Sqlite ? (truth ? "1" : "0") : (truth ? "true" : "false"),
        DateOnly date => Quote(SqliteText.OfDate(date)),
        TimeOnly time => Quote(SqliteText.OfTime(time)),
        DateTimeOffset instant => Quote(SqliteText.OfInstant(instant)),
        Guid id => dialect == Dialect.Sqlite ? $"x'{id:N}'" : Quote(id.ToString()),
        byte[] bytes => dialect == Dialect.Sqlite ? $"x'{Convert.ToHexString(bytes)}'" : $"'\\x{Convert.ToHexString(bytes)}'",
        var other => throw new ArgumentException($"{other.GetType()} has no literal."),
    };

    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Names(IEnumerable<Identifier> names) => string.Join(", ", names.Select(name => name.Quoted));

    public static string Index(Identifier table, IndexDefinition index, Dialect dialect)
    {
        var columns = string.Join(", ", index.Columns.Select(column => column.Name.Quoted + (column.Descending ? " desc" : "")));
        var where = index.Where.Count == 0 ? "" : " where " + string.Join(" and ", index.Where.Select(test => Test(test, dialect)));
        return $"create {(index.IsUnique ? "unique " : "")}index {index.Name.Quoted} on {table.Quoted} ({columns}){where}";
    }

    public static string ForeignKey(ForeignKeyDefinition key, Dialect dialect) =>
        $"constraint {key.Name.Quoted} foreign key ({key.Column.Quoted}) references {key.Target.Quoted} (\"id\") on delete {OnDelete(key.OnDelete, dialect)}";

    public static string Check(CheckDefinition check) => $"constraint {check.Name.Quoted} check ({IsOption(check)})";

    public static string IsOption(CheckDefinition check) =>
        check.Options.Count == 0 ? $"{check.Column.Quoted} is null" : $"{check.Column.Quoted} in ({string.Join(", ", check.Options.Select(Quote))})";

    /// <summary>SQLite's "no action" refuses just as "restrict" does, but can be put off to find out who refuses.</summary>
    private static string OnDelete(DeleteRule rule, Dialect dialect) => rule switch
    {
        DeleteRule.Restrict => dialect == Dialect.Sqlite ? "no action" : "restrict",
        DeleteRule.Cascade => "cascade",
        DeleteRule.SetNull => "set null",
    };

    private static string Test(RowTest test, Dialect dialect) => test.Kind switch
    {
        RowTestKind.IsNull => $"{test.Column.Quoted} is null",
        RowTestKind.IsNotNull => $"{test.Column.Quoted} is not null",
        RowTestKind.IsTrue => dialect == Dialect.Sqlite ? $"{test.Column.Quoted} = 1" : test.Column.Quoted,
        RowTestKind.IsFalse => dialect == Dialect.Sqlite ? $"{test.Column.Quoted} = 0" : $"not {test.Column.Quoted}",
    };
}
