using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tongke.Storage;

/// <summary>
/// A piece of SQL that cannot be injected into: its text comes from code, its names from <see cref="Identifier"/>, and every other value is a parameter.
/// Immutable; pieces nest without being copied.
/// </summary>
public sealed class Sql
{
    private readonly object[] _parts;
    private readonly int _count;

    internal Sql(object[] parts, int count) => (_parts, _count) = (parts, count);

    /// <summary>No text at all.</summary>
    public static Sql Empty { get; } = new([], 0);

    public bool IsEmpty => Parts.IsEmpty;

    internal ReadOnlySpan<object> Parts => _parts.AsSpan(0, _count);

    /// <summary><c>{Sql}</c> nests, <c>{Identifier}</c> is quoted, anything else becomes a parameter.</summary>
    public static Sql From(SqlInterpolation text) => text.ToSql();

    /// <summary>Text of the program itself, never of a person: keywords, operators, function names.</summary>
    public static Sql Literal([ConstantExpected] string text) => new([text], 1);

    /// <summary>A parameter of a known column type; the way to pass nulls and values held as <see cref="object"/>.</summary>
    /// <exception cref="ArgumentException">The value is not of that type.</exception>
    /// <exception cref="OverflowException">The decimal does not fit its column.</exception>
    public static Sql Value(object? value, ColumnType type) => new([SqlParameter.Of(value, type)], 1);

    /// <summary>A place for a value that is given when the <see cref="Statement"/> is run.</summary>
    public static Sql Slot(int number, ColumnType type) => new([SqlParameter.InSlot(number, type)], 1);

    /// <summary>A place for the last of the values with which a <see cref="Statement"/> is run, which is the moment of the request.</summary>
    public static Sql MomentSlot { get; } = Slot(Statement.Last, ColumnType.Instant);

    /// <summary>A decimal free of any column's scale: numeric on PostgreSQL, canonical text for the dec_* functions on SQLite.</summary>
    public static Sql CanonicalDecimal(decimal? value) => new([SqlParameter.CanonicalDecimal(value)], 1);

    /// <summary>An integer written into the text, where a parameter is not allowed or would hide a constant from the planner.</summary>
    public static Sql Integer(long value) => new([value.ToString(CultureInfo.InvariantCulture)], 1);

    /// <summary>One meaning in the words of each database.</summary>
    public static Sql PerDialect(Sql sqlite, Sql postgres) => new([new SqlVariant(sqlite, postgres)], 1);

    /// <summary>The names, quoted and separated by commas.</summary>
    public static Sql List(IEnumerable<Identifier> names) => Join(", ", names.Select(name => new Sql([name.Quoted], 1)));

    /// <summary>The names, each behind <paramref name="alias"/>, quoted and separated by commas. One piece of text: quick to nest in every statement that reads a whole row.</summary>
    public static Sql List(Identifier alias, IEnumerable<Identifier> names) => new([string.Join(", ", names.Select(name => $"{alias.Quoted}.{name.Quoted}"))], 1);

    public static Sql Join([ConstantExpected] string separator, IEnumerable<Sql> pieces)
    {
        var parts = new List<object>();
        foreach (var piece in pieces)
        {
            if (parts.Count > 0)
                parts.Add(separator);
            parts.Add(piece);
        }

        return parts.Count == 0 ? Empty : new Sql([.. parts], parts.Count);
    }

    /// <summary>True where the expression equals one of the values; one parameter whatever their number, so that the text stays the same.</summary>
    /// <typeparam name="T">Guid, string, long, int, DateOnly, DateTimeOffset or ScaledDecimal.</typeparam>
    public static Sql In<T>(Sql expression, IReadOnlyCollection<T> values) => SqlMembership.In(expression, values);

    public static Sql operator +(Sql left, Sql right) => left.IsEmpty ? right : right.IsEmpty ? left : new Sql([left, right], 2);

    public static Sql Add(Sql left, Sql right) => left + right;

    /// <summary>The text for one database with placeholders instead of values: for logs and tests.</summary>
    public string ToText(Dialect dialect) => RenderedSql.Of(this, dialect).Text;

    public override string ToString() => ToText(Dialect.Postgres);
}
