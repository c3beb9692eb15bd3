using System.Text.Json;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>One thing to do while a deal is in a stage.</summary>
/// <param name="Name">Stable name; deals note it when it is done.</param>
/// <param name="Label">What is to be done, as people read it.</param>
/// <param name="Required">Whether a deal may only move on when it is done.</param>
public sealed record ChecklistItem(string Name, Label Label, bool Required = false)
{
    /// <summary>Characters that a name may have: deals keep it as a tag.</summary>
    public const int MaxName = 50;

    /// <summary>The items that a stage's field holds; none where it holds something else.</summary>
    public static IReadOnlyList<ChecklistItem> ListOf(JsonElement? json) => Read(json) ?? [];

    /// <summary>The items, or null where the value is no checklist. A text alone is an item in one language.</summary>
    internal static IReadOnlyList<ChecklistItem>? Read(JsonElement? json)
    {
        if (json is not { ValueKind: not JsonValueKind.Null } value)
            return [];

        if (value.ValueKind != JsonValueKind.Array)
            return null;

        var items = value.EnumerateArray().Select(ItemOf).ToArray();
        return items.All(i => i is not null) ? [.. items.OfType<ChecklistItem>()] : null;
    }

    private static ChecklistItem? ItemOf(JsonElement json)
    {
        try
        {
            var item = json.ValueKind == JsonValueKind.String
                ? new(json.GetString()!, new Label(json.GetString()!, json.GetString()!))
                : json.Deserialize<ChecklistItem>(Json.Definitions);
            return item is { Name.Length: > 0 and <= MaxName, Label.Zh.Length: > 0 } ? item with { Label = item.Label with { En = item.Label.En is { Length: > 0 } en ? en : item.Label.Zh } } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
