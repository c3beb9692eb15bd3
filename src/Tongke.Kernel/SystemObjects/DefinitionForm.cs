using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.SystemObjects;

/// <summary>
/// Says where a definition lacks something, has something that nobody knows, or null in a list, in words for whoever wrote it: what the reader of
/// definitions throws speaks of its types.
/// </summary>
internal static class DefinitionForm
{
    private const int MostTold = 20;

    /// <summary>Everything that is missing from, or too much in, a definition that is to be read as <paramref name="type"/>.</summary>
    public static IReadOnlyList<Problem> Examine(JsonElement json, Type type, JsonSerializerOptions options)
    {
        var faults = new List<Message>();
        Examine(json, options.GetTypeInfo(type), "", options, faults);
        return [.. faults.Take(MostTold).Select(fault => new Problem("definition", fault))];
    }

    private static void Examine(JsonElement json, JsonTypeInfo expected, string place, JsonSerializerOptions options, List<Message> faults)
    {
        switch (expected.Kind, json.ValueKind)
        {
            case (JsonTypeInfoKind.Object, JsonValueKind.Object):
                ExamineMembers(json, expected, place, options, faults);
                break;
            case (JsonTypeInfoKind.Enumerable, JsonValueKind.Array):
                foreach (var (index, item) in json.EnumerateArray().Index())
                    ExamineItem(item, expected.ElementType!, string.Create(CultureInfo.InvariantCulture, $"{place}[{index + 1}]"), options, faults);
                break;
            case (JsonTypeInfoKind.Dictionary, JsonValueKind.Object):
                foreach (var member in json.EnumerateObject())
                    ExamineItem(member.Value, expected.ElementType!, Within(place, member.Name), options, faults);
                break;
        }
    }

    private static void ExamineMembers(JsonElement json, JsonTypeInfo expected, string place, JsonSerializerOptions options, List<Message> faults)
    {
        foreach (var property in expected.Properties.Where(p => p.IsRequired && !json.EnumerateObject().Any(m => IsNamed(m.Name, p, options))))
            faults.Add(new("definition_lacks", Told(place), property.Name));

        foreach (var member in json.EnumerateObject())
        {
            if (expected.Properties.FirstOrDefault(p => IsNamed(member.Name, p, options)) is not { } property)
                faults.Add(new("definition_unknown_member", Told(place), PlainName(member.Name)));
            else if (member.Value.ValueKind != JsonValueKind.Null)
                Examine(member.Value, options.GetTypeInfo(property.PropertyType), Within(place, member.Name), options, faults);
        }
    }

    private static void ExamineItem(JsonElement item, Type type, string place, JsonSerializerOptions options, List<Message> faults)
    {
        if (item.ValueKind == JsonValueKind.Null)
            faults.Add(new("definition_hole", Told(place)));
        else
            Examine(item, options.GetTypeInfo(type), place, options, faults);
    }

    private static bool IsNamed(string name, JsonPropertyInfo property, JsonSerializerOptions options) =>
        string.Equals(name, property.Name, options.PropertyNameCaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static string Within(string place, string name) => place.Length == 0 ? PlainName(name) : $"{place}.{PlainName(name)}";

    private static string PlainName(string name) => name.Length <= 60 ? name : name[..60] + "…";

    private static string Told(string place) => place.Length == 0 ? "definition" : place;
}
