using System.Text.Json;
using System.Text.Json.Serialization;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>A text in every language as the book of an import keeps it. Older books have it in one.</summary>
internal sealed class KeptText : JsonConverter<Label>
{
    /// <inheritdoc />
    public override Label Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var text = reader.GetString()!;
            return new(text, text);
        }

        using var kept = JsonDocument.ParseValue(ref reader);
        return new(kept.RootElement.GetProperty("zh").GetString()!, kept.RootElement.GetProperty("en").GetString()!);
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Label value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("zh", value.Zh);
        writer.WriteString("en", value.En);
        writer.WriteEndObject();
    }
}
