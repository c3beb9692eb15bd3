using System.Text.Json;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>Holds free JSON to what both databases can keep.</summary>
internal static class JsonDocuments
{
    public const int Deepest = 64;
    public const int Largest = 1_048_576;

    /// <summary>What is wrong with <paramref name="json"/>: too deep, too large, a name twice, characters or numbers no database takes. Null when nothing is.</summary>
    public static Message? Examine(JsonElement json)
    {
        if (json.GetRawText().Length > Largest) return new("json_too_large", Largest);

        var waiting = new Stack<(JsonElement Json, int Depth)>([(json, 1)]);
        while (waiting.TryPop(out var next))
        {
            if (next.Depth > Deepest + 1) return new("json_too_deep", Deepest);
            if (ExamineOne(next.Json) is { } problem) return problem;

            if (next.Json.ValueKind == JsonValueKind.Array)
                foreach (var item in next.Json.EnumerateArray()) waiting.Push((item, next.Depth + 1));
            else if (next.Json.ValueKind == JsonValueKind.Object)
                foreach (var member in next.Json.EnumerateObject()) waiting.Push((member.Value, next.Depth + 1));
        }

        return null;
    }

    private static Message? ExamineOne(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String when JsonTexts.Find(json) is not { } text || text.Contains('\0', StringComparison.Ordinal) => new("broken_text"),
        JsonValueKind.Number when !double.IsFinite(json.GetDouble()) => new("json_number_too_large"),
        JsonValueKind.Object => ExamineNames(json),
        _ => null,
    };

    private static Message? ExamineNames(JsonElement json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (JsonTexts.FindName(member) is not { } name || name.Contains('\0', StringComparison.Ordinal)) return new("broken_text");
            if (!names.Add(name)) return new("json_name_twice", PlainText.Quote(name));
        }

        return null;
    }
}
