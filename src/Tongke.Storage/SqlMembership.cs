using System.Globalization;

namespace Tongke.Storage;

/// <summary>"One of these values", with a text that does not depend on how many there are; a single one is compared by itself, which databases plan best.</summary>
internal static class SqlMembership
{
    public static Sql In<T>(Sql expression, IReadOnlyCollection<T> values) => values switch
    {
        IReadOnlyCollection<Guid> { Count: 1 } one => Sql.From($"{expression} = {one.First()}"),
        IReadOnlyCollection<string> { Count: 1 } one => Sql.From($"{expression} = {one.First()}"),
        IReadOnlyCollection<Guid> ids => Sql.PerDialect(
            Sql.From($"{expression} in (select unhex(value) from json_each({Json(ids.Select(id => id.ToString("N")))}))"),
            Any(expression, ids.ToArray(), ColumnKind.Uuid)),
        IReadOnlyCollection<string> texts => Sql.PerDialect(Each(expression, texts), Any(expression, texts.ToArray(), ColumnKind.Text)),
        IReadOnlyCollection<long> numbers => Integers(expression, numbers.ToArray()),
        IReadOnlyCollection<int> numbers => Integers(expression, [.. numbers.Select(number => (long)number)]),
        IReadOnlyCollection<ScaledDecimal> numbers => Sql.PerDialect(
            Each(expression, numbers.Select(number => number.ToScaled())),
            Any(expression, numbers.Select(number => number.Value).ToArray(), ColumnKind.Decimal)),
        IReadOnlyCollection<DateOnly> dates => Sql.PerDialect(
            Each(expression, dates.Select(date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            Any(expression, dates.ToArray(), ColumnKind.Date)),
        IReadOnlyCollection<DateTimeOffset> instants => Sql.PerDialect(
            Each(expression, instants.Select(SqliteText.OfInstant)),
            Any(expression, instants.Select(SqlParameter.ToMilliseconds).ToArray(), ColumnKind.Instant)),
        _ => throw new ArgumentException($"Sql.In does not know values of type {typeof(T)}.", nameof(values)),
    };

    private static Sql Integers(Sql expression, long[] numbers) => Sql.PerDialect(Each(expression, numbers), Any(expression, numbers, ColumnKind.Integer));

    private static Sql Each<T>(Sql expression, IEnumerable<T> values) => Sql.From($"{expression} in (select value from json_each({Json(values)}))");

    private static Sql Any(Sql expression, Array values, ColumnKind kind) => Sql.From($"{expression} = any({Parameter(values, kind)})");

    /// <summary>An array as one parameter, for PostgreSQL.</summary>
    public static Sql Parameter(Array values, ColumnKind kind) => new([SqlParameter.Array(values, kind)], 1);

    private static string Json<T>(IEnumerable<T> values) => JsonText.Of(values.ToArray());
}
