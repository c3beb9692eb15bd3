using System.Text.Json;
using Tongke.Kernel.Expressions;

namespace Tongke.Kernel.Schemas;

/// <summary>The plain field type behind a kind of value, and the kinds behind the names of field types that formulas may result in.</summary>
public static class ValueTypes
{
    /// <summary>The field type that writes such a value.</summary>
    internal static FieldType Of(object value) => FieldTypes.Get(value switch
    {
        bool => "boolean",
        long => "integer",
        decimal => "decimal",
        DateOnly => "date",
        TimeOnly => "time",
        DateTimeOffset => "datetime",
        Guid => "id",
        string[] => "tags",
        Guid[] => "multi_lookup",
        JsonElement => "json",
        _ => "text",
    });

    /// <summary>The type of a formula whose result is declared as <paramref name="result"/>; null when no formula results in that.</summary>
    public static ExprType? Find(string result, int scale) => result switch
    {
        "text" => new(ValueKind.Text),
        "integer" => new(ValueKind.Integer),
        "decimal" or "money" or "percent" => new(ValueKind.Decimal, scale),
        "boolean" => new(ValueKind.Boolean),
        "date" => new(ValueKind.Date),
        "time" => new(ValueKind.Time),
        "datetime" => new(ValueKind.Instant),
        "duration" => new(ValueKind.Integer),
        _ => null,
    };
}
