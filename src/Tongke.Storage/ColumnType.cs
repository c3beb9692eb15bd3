namespace Tongke.Storage;

/// <summary>What a column or parameter holds. The forms in each database are in decision record 0001.</summary>
public enum ColumnKind
{
    Uuid,
    Text,
    Integer,
    Decimal,
    Boolean,
    Date,
    Time,
    Instant,
    Double,
    Json,
    Bytes,
}

/// <summary>A column's type. Precision and scale are zero except for decimals.</summary>
public readonly record struct ColumnType
{
    /// <summary>SQLite keeps a decimal as one 64-bit integer, so 18 digits is the limit on both databases.</summary>
    public const int MaxPrecision = 18;

    private ColumnType(ColumnKind kind, int precision = 0, int scale = 0) => (Kind, Precision, Scale) = (kind, precision, scale);

    public ColumnKind Kind { get; }

    /// <summary>All digits of a decimal, 1 to 18.</summary>
    public int Precision { get; }

    /// <summary>The digits after a decimal's point.</summary>
    public int Scale { get; }

    public static ColumnType Uuid { get; } = new(ColumnKind.Uuid);
    public static ColumnType Text { get; } = new(ColumnKind.Text);
    public static ColumnType Integer { get; } = new(ColumnKind.Integer);
    public static ColumnType Boolean { get; } = new(ColumnKind.Boolean);
    public static ColumnType Date { get; } = new(ColumnKind.Date);
    public static ColumnType Time { get; } = new(ColumnKind.Time);
    public static ColumnType Instant { get; } = new(ColumnKind.Instant);
    public static ColumnType Double { get; } = new(ColumnKind.Double);
    public static ColumnType Json { get; } = new(ColumnKind.Json);
    public static ColumnType Bytes { get; } = new(ColumnKind.Bytes);

    /// <exception cref="ArgumentOutOfRangeException">Precision is not 1 to 18, or scale is not 0 to precision.</exception>
    public static ColumnType Decimal(int precision, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, MaxPrecision);
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, precision);
        return new ColumnType(ColumnKind.Decimal, precision, scale);
    }

    /// <exception cref="ArgumentException">The kind is decimal, which needs precision and scale.</exception>
    public static ColumnType Of(ColumnKind kind) =>
        kind == ColumnKind.Decimal ? throw new ArgumentException("A decimal needs precision and scale.", nameof(kind)) : new ColumnType(kind);

    public override string ToString() => Kind == ColumnKind.Decimal ? $"decimal({Precision},{Scale})" : Kind.ToString().ToLowerInvariant();
}
