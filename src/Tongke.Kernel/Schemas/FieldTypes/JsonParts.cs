using System.Text.Json;

namespace Tongke.Kernel.Schemas;

/// <summary>Writes the parts of a composite as the API shows them.</summary>
internal static class JsonParts
{
    public static void Write(Utf8JsonWriter writer, Parts parts, params ReadOnlySpan<string> suffixes)
    {
        writer.WriteStartObject();
        foreach (var suffix in suffixes)
        {
            writer.WritePropertyName(suffix);
            Values.WriteJson(writer, parts[suffix]);
        }

        writer.WriteEndObject();
    }
}
