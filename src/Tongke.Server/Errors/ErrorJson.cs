using System.Text.Json;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Errors;

/// <summary>The OData error object.</summary>
public static class ErrorJson
{
    /// <summary>Writes an error in the reader's language.</summary>
    public static void Write(Utf8JsonWriter writer, ApiError error, Language language, string? reference = null)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", error.Message.Code);
        writer.WriteString("message", error.Message.In(language));
        writer.WriteStartArray("details");
        foreach (var detail in error.Details)
            WriteDetail(writer, detail, language);
        writer.WriteEndArray();
        if (reference is not null)
            writer.WriteString("reference", reference);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteDetail(Utf8JsonWriter writer, ErrorDetail detail, Language language)
    {
        writer.WriteStartObject();
        writer.WriteString("code", detail.Message.Code);
        if (detail.Target is not null)
            writer.WriteString("target", detail.Target);
        writer.WriteString("message", detail.Message.In(language));
        if (detail.Conflict is { } conflict)
        {
            WriteValue(writer, "mine", conflict.Mine);
            WriteValue(writer, "theirs", conflict.Theirs);
            WriteValue(writer, "original", conflict.Original);
        }

        if (detail.Ways.Count > 0)
        {
            writer.WriteStartArray("ways");
            foreach (var way in detail.Ways)
            {
                writer.WriteStartObject();
                writer.WriteString("object", way.Object.Name);
                writer.WriteString("field", way.Name);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, object? value)
    {
        writer.WritePropertyName(name);
        Values.WriteJson(writer, value);
    }
}
