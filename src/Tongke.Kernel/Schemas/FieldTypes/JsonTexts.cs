using System.Text.Json;

namespace Tongke.Kernel.Schemas;

/// <summary>Reads JSON strings that come from outside.</summary>
internal static class JsonTexts
{
    /// <summary>The text of a JSON string; null for anything else and for a text with half a surrogate pair, which JSON can escape but Unicode doesn't have.</summary>
    public static string? Find(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String) return null;
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name of a member; null for one with half a surrogate pair.</summary>
    public static string? FindName(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Why <see cref="Find"/> found nothing: the wrong kind of value, or broken characters.</summary>
    public static Coerced Refuse(JsonElement json, string expected) =>
        Coerced.Refuse(json.ValueKind == JsonValueKind.String ? "broken_text" : expected);
}
