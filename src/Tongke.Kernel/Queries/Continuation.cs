using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Queries;

/// <summary>
/// Where a page ended, as an opaque text: the keys of its last record. It grants nothing (the scope stands in every statement), so it is
/// validated, not signed; made for another order it is refused.
/// </summary>
internal static class Continuation
{
    /// <param name="order">The order's fingerprint.</param>
    /// <param name="keys">Of the last record.</param>
    public static string Write(string order, IReadOnlyList<object?> keys)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Json.Writer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(order);
            foreach (var key in keys)
                Values.WriteJson(writer, key);
            writer.WriteEndArray();
        }

        return Base64Url.EncodeToString(buffer.ToArray());
    }

    /// <summary>The keys; null when the text is not a continuation of this order.</summary>
    public static IReadOnlyList<object?>? Read(string text, string order, IReadOnlyList<ExprType> types)
    {
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            var parts = document.RootElement;
            if (parts.ValueKind != JsonValueKind.Array || parts.GetArrayLength() != types.Count + 1 || parts[0].GetString() != order)
                return null;

            object?[] keys = [.. types.Select((type, i) => Values.Parse(parts[i + 1], type))];
            return keys.Any(k => k is string key && key.Contains('\0', StringComparison.Ordinal)) ? null : keys;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A short text that stands for an order.</summary>
    public static string Fingerprint(string order) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order)))[..12];
}
