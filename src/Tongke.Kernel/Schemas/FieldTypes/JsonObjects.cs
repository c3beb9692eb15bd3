using System.Text.Json;

namespace Tongke.Kernel.Schemas;

/// <summary>Reads JSON objects of a few known members.</summary>
internal static class JsonObjects
{
    /// <summary>The member's value; null when it is absent or null.</summary>
    public static JsonElement? Find(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Whether the object has no member but <paramref name="names"/>.</summary>
    public static bool HasOnly(JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (JsonTexts.FindName(member) is not { } name || !names.Contains(name)) return false;
        }

        return true;
    }
}
