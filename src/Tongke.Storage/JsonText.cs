using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tongke.Storage;

/// <summary>Arrays in the JSON form the database keeps, readable: no \u escapes for Chinese.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Array values) => JsonSerializer.Serialize(values, values.GetType(), Readable);
}
