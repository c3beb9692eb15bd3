using System.Text.Json;

namespace Tongke.Storage;

/// <summary>One value on its way to the database, already in the one CLR form its kind has: Guid, string, long, decimal, bool, DateOnly, TimeOnly, DateTimeOffset, double, byte[], or an array of those.</summary>
internal sealed class SqlParameter
{
    private readonly object? value;

    private SqlParameter(object? value, ColumnKind kind, int scale, bool isArray) => (this.value, Kind, Scale, IsArray) = (value, kind, scale, isArray);

    /// <summary>The scale of a decimal that SQLite is to receive as canonical text, for the dec_* functions.</summary>
    public const int AsText = -1;

    /// <exception cref="InvalidOperationException">It is a slot that got no value.</exception>
    public object? Value => Slot is null ? value : throw new InvalidOperationException("A statement with slots is run with the values for them.");

    public ColumnKind Kind { get; }

    public int Scale { get; }

    public bool IsArray { get; }

    /// <summary>Which of the values that come when the statement is run stands here, and its type; null for a parameter with a value of its own.</summary>
    public (int Number, ColumnType Type)? Slot { get; private init; }

    public static SqlParameter Array(System.Array values, ColumnKind kind) => new(values, kind, 0, isArray: true);

    public static SqlParameter CanonicalDecimal(decimal? value) => new(value, ColumnKind.Decimal, AsText, isArray: false);

    /// <summary>A place for a value of a column of this type.</summary>
    public static SqlParameter InSlot(int number, ColumnType type) => new(null, type.Kind, type.Scale, isArray: false) { Slot = (number, type) };

    /// <summary>A value of a column of this type.</summary>
    public static SqlParameter Of(object? value, ColumnType type) => new(Normalize(value, type), type.Kind, type.Scale, isArray: false);

    /// <summary>A value whose column type is seen from its CLR type.</summary>
    public static SqlParameter Of<T>(T value) => value switch
    {
        null => new(null, KindOfNull(typeof(T)), 0, isArray: false),
        ScaledDecimal scaled => new(Checked(scaled), ColumnKind.Decimal, scaled.Scale, isArray: false),
        decimal => throw new ArgumentException("A decimal needs the scale of its column: pass a ScaledDecimal, Sql.Value(…, ColumnType.Decimal(…)) or Sql.CanonicalDecimal."),
        _ => Of(value, TypeOf(value)),
    };

    public override string ToString() => $"{Kind}: {value ?? "null"}";

    private static ColumnType TypeOf(object value) => value switch
    {
        Guid => ColumnType.Uuid,
        string => ColumnType.Text,
        long or int or short or byte => ColumnType.Integer,
        bool => ColumnType.Boolean,
        DateOnly => ColumnType.Date,
        TimeOnly => ColumnType.Time,
        DateTimeOffset => ColumnType.Instant,
        double => ColumnType.Double,
        byte[] => ColumnType.Bytes,
        JsonElement => ColumnType.Json,
        _ => throw new ArgumentException($"{value.GetType()} is not a value a statement can carry."),
    };

    private static ColumnKind KindOfNull(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(Guid) ? ColumnKind.Uuid
            : plain == typeof(string) ? ColumnKind.Text
            : plain == typeof(long) || plain == typeof(int) ? ColumnKind.Integer
            : plain == typeof(ScaledDecimal) ? ColumnKind.Decimal
            : plain == typeof(bool) ? ColumnKind.Boolean
            : plain == typeof(DateOnly) ? ColumnKind.Date
            : plain == typeof(TimeOnly) ? ColumnKind.Time
            : plain == typeof(DateTimeOffset) ? ColumnKind.Instant
            : plain == typeof(double) ? ColumnKind.Double
            : plain == typeof(byte[]) ? ColumnKind.Bytes
            : plain == typeof(JsonElement) ? ColumnKind.Json
            : throw new ArgumentException($"A null of type {type} needs its column type: use Sql.Value(null, type).");
    }

    public static object? Normalize(object? value, ColumnType type) => (type.Kind, value) switch
    {
        (_, null) => null,
        (ColumnKind.Uuid, Guid) => value,
        (ColumnKind.Text, string text) => CheckedText(text),
        (ColumnKind.Integer, long) => value,
        (ColumnKind.Integer, int number) => (long)number,
        (ColumnKind.Integer, short number) => (long)number,
        (ColumnKind.Integer, byte number) => (long)number,
        (ColumnKind.Decimal, decimal number) => Checked(new ScaledDecimal(number, type.Scale)),
        (ColumnKind.Decimal, ScaledDecimal scaled) => Checked(scaled with { Scale = type.Scale }),
        (ColumnKind.Decimal, long number) => Checked(new ScaledDecimal(number, type.Scale)),
        (ColumnKind.Decimal, int number) => Checked(new ScaledDecimal(number, type.Scale)),
        (ColumnKind.Boolean, bool) => value,
        (ColumnKind.Date, DateOnly) => value,
        (ColumnKind.Time, TimeOnly time) => new TimeOnly(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond)),
        (ColumnKind.Instant, DateTimeOffset instant) => ToMilliseconds(instant),
        (ColumnKind.Double, double) => value,
        (ColumnKind.Double, long number) => (double)number,
        (ColumnKind.Json, string json) => CheckedText(json),
        (ColumnKind.Json, JsonElement json) => CheckedText(json.GetRawText()),
        (ColumnKind.Json, string[] or Guid[] or long[]) => CheckedText(JsonText.Of((System.Array)value)),
        (ColumnKind.Bytes, byte[]) => value,
        _ => throw new ArgumentException($"A {value.GetType().Name} is not a value of type {type}."),
    };

    private static decimal Checked(ScaledDecimal value)
    {
        _ = value.ToScaled();
        return value.Value;
    }

    /// <summary>Refuses what PostgreSQL cannot keep and SQLite would keep in a damaged form.</summary>
    private static string CheckedText(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("Text with a NUL character cannot be stored.");
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0 && !IsWellFormed(text))
            throw new ArgumentException("Text with half of a surrogate pair cannot be stored.");

        return text;
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    /// <summary>UTC, cut to what both databases keep.</summary>
    public static DateTimeOffset ToMilliseconds(DateTimeOffset instant)
    {
        var utc = instant.UtcTicks;
        return new DateTimeOffset(utc - (utc % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
