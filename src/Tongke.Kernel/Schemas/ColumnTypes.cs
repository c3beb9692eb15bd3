using Tongke.Kernel.Expressions;
using Tongke.Storage;

namespace Tongke.Kernel.Schemas;

/// <summary>The column that holds a kind of value.</summary>
public static class ColumnTypes
{
    /// <summary>Digits of a decimal column when its definition names none.</summary>
    public const int DefaultPrecision = 18;

    /// <summary>The column type of <paramref name="type"/>.</summary>
    public static ColumnType Of(ExprType type) => type.Kind switch
    {
        ValueKind.Boolean => ColumnType.Boolean,
        ValueKind.Integer => ColumnType.Integer,
        ValueKind.Decimal => ColumnType.Decimal(DefaultPrecision, type.Scale),
        ValueKind.Text => ColumnType.Text,
        ValueKind.Date => ColumnType.Date,
        ValueKind.Time => ColumnType.Time,
        ValueKind.Instant => ColumnType.Instant,
        ValueKind.Id => ColumnType.Uuid,
        ValueKind.Texts or ValueKind.Ids or ValueKind.Json => ColumnType.Json,
        ValueKind.Bytes => ColumnType.Bytes,
    };
}
