using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Expressions;

namespace Tongke.Kernel.Schemas;

/// <summary>A time of day, to the second.</summary>
internal sealed class TimeType : FieldType
{
    private static readonly string[] Formats = ["HH:mm:ss", "HH:mm"];

    public override string Name => "time";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Time);

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions) =>
        JsonTexts.Find(json) is { } text && TimeOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new(time)
            : Coerced.Refuse("expected_time");

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions) =>
        PlainText.IsStorable(text) && TimeText.Find(PlainText.HalfWidth(text)) is { Millisecond: 0 } time ? new(time) : Coerced.Refuse("expected_time");

    public override string ToText(object value, FieldSchema field, Conventions conventions) => ((TimeOnly)value).ToString(Formats[0], CultureInfo.InvariantCulture);

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.TimeOfDay;
}
