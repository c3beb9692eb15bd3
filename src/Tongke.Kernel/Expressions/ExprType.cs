namespace Tongke.Kernel.Expressions;

/// <summary>Kind of value an expression has.</summary>
public enum ValueKind
{
    /// <summary>true or false: <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>Whole number: <see cref="long"/>.</summary>
    Integer,

    /// <summary>Exact decimal: <see cref="decimal"/>.</summary>
    Decimal,

    /// <summary>Unicode text: <see cref="string"/>.</summary>
    Text,

    /// <summary>Calendar day: <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>Time of day: <see cref="TimeOnly"/>.</summary>
    Time,

    /// <summary>Point in time, UTC, milliseconds: <see cref="DateTimeOffset"/>.</summary>
    Instant,

    /// <summary>Id of a record: <see cref="Guid"/>.</summary>
    Id,

    /// <summary>Several texts: <c>string[]</c>.</summary>
    Texts,

    /// <summary>Several ids: <c>Guid[]</c>.</summary>
    Ids,

    /// <summary>Anything JSON, opaque to expressions except for being empty or not: its text.</summary>
    Json,

    /// <summary>Bytes, opaque to expressions except for being empty or not: <c>byte[]</c>.</summary>
    Bytes,
}

/// <summary>Type of an expression or field value. Every type can be empty (null).</summary>
/// <param name="Kind">Kind of value.</param>
/// <param name="Scale">Digits after the point, for decimals that are columns.</param>
public readonly record struct ExprType(ValueKind Kind, int Scale = 0);
