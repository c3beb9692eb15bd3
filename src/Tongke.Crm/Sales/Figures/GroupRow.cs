using System.Globalization;
using System.Text.Json;

namespace Tongke.Crm.Sales;

/// <summary>Reading the values of a group; an absent row has none.</summary>
internal static class GroupRow
{
    /// <summary>A count; 0 when there is none.</summary>
    public static long Count(this JsonElement row, string name) => Find(row, name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : 0;

    /// <summary>A number.</summary>
    public static decimal? Number(this JsonElement row, string name) => Find(row, name) is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;

    /// <summary>A text or id.</summary>
    public static string? Text(this JsonElement row, string name) => Find(row, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A day.</summary>
    public static DateOnly? Day(this JsonElement row, string name) =>
        row.Text(name) is { } text && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A moment.</summary>
    public static DateTimeOffset? Moment(this JsonElement row, string name) => Find(row, name) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var moment) ? moment : null;

    /// <summary>The id of a record.</summary>
    public static Guid Id(this JsonElement row) => row.GetProperty("id").GetGuid();

    private static JsonElement? Find(JsonElement row, string name) => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) ? value : null;
}
