using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tongke.Server.Http;

/// <summary>How answers that are no records are written and read: names as the API spells those of records, Chinese as it is.</summary>
internal static class PageJson
{
    /// <summary>With names and choices in lower_snake_case.</summary>
    public static JsonSerializerOptions Snake { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
