using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Storage;

namespace Tongke.Kernel.Schemas;

/// <summary>A place on the map, in degrees of WGS 84 with six digits (about 0.1 m).</summary>
internal sealed class GeoPointType : FieldType
{
    public const string Latitude = "lat";
    public const string Longitude = "lng";
    private const int Digits = 6;

    public override string Name => "geo_point";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Json);

    public override ColumnType? Column(FieldDefinition field) => null;

    public override IEnumerable<FieldDefinition> Companions(FieldDefinition field) =>
    [
        new() { Name = $"{field.Name}_{Latitude}", Type = "decimal", Precision = 9, Scale = Digits, Min = -90, Max = 90, Label = new(field.Label.Zh + "纬度", field.Label.En + " latitude") },
        new() { Name = $"{field.Name}_{Longitude}", Type = "decimal", Precision = 9, Scale = Digits, Min = -180, Max = 180, Label = new(field.Label.Zh + "经度", field.Label.En + " longitude") },
    ];

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions)
    {
        if (json.ValueKind != JsonValueKind.Object || !JsonObjects.HasOnly(json, Latitude, Longitude)) return Coerced.Refuse("expected_geo_point");
        return Degrees(json, Latitude) is { } latitude && Degrees(json, Longitude) is { } longitude ? Accept(latitude, longitude) : Coerced.Refuse("expected_geo_point");
    }

    /// <summary>Reads <c>39.9087, 116.3975</c>; Chinese maps write the longitude first, which is noticed where it can't be a latitude.</summary>
    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        var parts = text.Length <= 100 && PlainText.IsStorable(text)
            ? PlainText.HalfWidth(text).Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];

        if (parts.Length != 2 || Degrees(parts[0]) is not { } first || Degrees(parts[1]) is not { } second) return Coerced.Refuse("expected_geo_point");
        return Math.Abs(first) > 90 && Math.Abs(second) <= 90 ? Accept(second, first) : Accept(first, second);
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions)
    {
        var parts = (Parts)value;
        return string.Create(CultureInfo.InvariantCulture, $"{parts[Latitude]}, {parts[Longitude]}");
    }

    public override void WriteJson(Utf8JsonWriter writer, object value, FieldSchema field) => JsonParts.Write(writer, (Parts)value, Latitude, Longitude);

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Presence;

    public override bool IsSortable => false;

    private static Coerced Accept(decimal latitude, decimal longitude) => latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180
        ? Coerced.Composite(new() { [Latitude] = Round(latitude), [Longitude] = Round(longitude) })
        : Coerced.Refuse("geo_point_out_of_range");

    private static decimal Round(decimal degrees) => Math.Round(degrees, Digits, MidpointRounding.AwayFromZero);

    private static decimal? Degrees(JsonElement json, string name) =>
        JsonObjects.Find(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var degrees) ? degrees : null;

    private static decimal? Degrees(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;
}
