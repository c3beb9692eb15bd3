using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Tongke.Server.Errors;

namespace Tongke.Server.Http;

/// <summary>Reads the JSON that a request brings.</summary>
public static class RequestBody
{
    /// <summary>Most levels of nesting.</summary>
    public const int Deepest = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <summary>The JSON object of the body.</summary>
    /// <exception cref="RequestRefusedException">It is no JSON (with its line and position), no object, or of another type.</exception>
    public static async Task<JsonElement> ReadObjectAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { ValueKind: JsonValueKind.Object } json)
            throw new RequestRefusedException(400, "expected_json_object");

        return json;
    }

    /// <summary>The JSON object of the body; an empty one when there is no body.</summary>
    public static async Task<JsonElement> ReadObjectOrNothingAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or 0 && string.IsNullOrEmpty(context.Request.ContentType))
            return JsonElement.Parse("{}"u8);

        return await ReadObjectAsync(context);
    }

    private static async Task<JsonElement> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new RequestRefusedException(415, "unsupported_media_type");

        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, Options, context.RequestAborted);
            var json = document.RootElement.Clone();
            return IsUnicode(json) ? json : throw new RequestRefusedException(400, "broken_text");
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair in a name, met while names are compared.
            throw new RequestRefusedException(400, "broken_text");
        }
        catch (JsonException malformed)
        {
            throw new RequestRefusedException(400, "malformed_json", (malformed.LineNumber ?? 0) + 1, (malformed.BytePositionInLine ?? 0) + 1);
        }
    }

    /// <summary>
    /// Whether every name and value is Unicode text: no byte that is no UTF-8, and no half of a surrogate pair, which JSON can escape but Unicode does
    /// not have. Only what has escapes is looked at one by one.
    /// </summary>
    private static bool IsUnicode(JsonElement json)
    {
        var raw = JsonMarshal.GetRawUtf8Value(json);
        return Utf8.IsValid(raw) && (raw.IndexOf("\\u"u8) < 0 || HasWholeTexts(json));
    }

    private static bool HasWholeTexts(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.Object => json.EnumerateObject().All(p => p.Name.Length >= 0 && HasWholeTexts(p.Value)),
                JsonValueKind.Array => json.EnumerateArray().All(HasWholeTexts),
                JsonValueKind.String => json.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
