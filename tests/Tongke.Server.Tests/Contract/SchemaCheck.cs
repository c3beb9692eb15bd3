using System.Text.Json;

namespace Tongke.Server.Tests.Contract;

/// <summary>
/// Whether an answer is as an OpenAPI document describes it: no member that is not described, none missing that must be there, every value of its type.
/// As much of JSON Schema as our document uses, and stricter about undescribed members.
/// </summary>
internal sealed class SchemaCheck(JsonElement document)
{
    public IEnumerable<string> FaultsOfAnswer(string path, string operation, JsonElement answer)
    {
        var responses = document.GetProperty("paths").GetProperty(path).GetProperty(operation).GetProperty("responses");
        var isError = answer.TryGetProperty("error", out _);
        var response = isError ? responses.GetProperty("default") : responses.EnumerateObject().First(r => r.Name.StartsWith('2')).Value;
        return Faults(response.GetProperty("content").GetProperty("application/json").GetProperty("schema"), answer, $"{operation} {path}");
    }

    private IEnumerable<string> Faults(JsonElement schema, JsonElement value, string place)
    {
        var shape = new Shape();
        Gather(schema, shape, value);
        if (shape.Types is { } types && !types.Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && types.Contains("number")))
            yield return $"{place}: {TypeOf(value)} is none of {string.Join(',', types)}";
        if (shape.Enum is { } choices && !choices.Any(c => JsonElement.DeepEquals(c, value)))
            yield return $"{place}: {value} is no choice";

        if (value.ValueKind == JsonValueKind.Object && shape.Types is not null)
        {
            foreach (var missing in shape.Required.Where(r => !value.TryGetProperty(r, out _)))
                yield return $"{place}: {missing} is missing";
            foreach (var member in value.EnumerateObject().Where(m => !m.Name.StartsWith("@odata.", StringComparison.Ordinal)))
            {
                var described = shape.Properties.GetValueOrDefault(member.Name) ?? [];
                if (described.Count == 0 && !shape.IsOpen)
                    yield return $"{place}: {member.Name} is not described";
                foreach (var fault in described.SelectMany(s => Faults(s, member.Value, $"{place}/{member.Name}")))
                    yield return fault;
            }
        }

        if (value.ValueKind == JsonValueKind.Array)
            foreach (var fault in value.EnumerateArray().SelectMany(item => shape.Items.SelectMany(s => Faults(s, item, $"{place}/*"))))
                yield return fault;
    }

    /// <summary>What all parts of a schema say together.</summary>
    private void Gather(JsonElement schema, Shape shape, JsonElement value)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            Gather(document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!["#/components/schemas/".Length..]), shape, value);
        if (schema.TryGetProperty("allOf", out var all))
            foreach (var part in all.EnumerateArray())
                Gather(part, shape, value);
        if (schema.TryGetProperty("oneOf", out var one) && one.EnumerateArray().FirstOrDefault(s => !Faults(s, value, "").Any()) is { ValueKind: JsonValueKind.Object } fitting)
            Gather(fitting, shape, value);
        if (schema.TryGetProperty("type", out var type))
            shape.Types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];
        if (schema.TryGetProperty("enum", out var choices))
            shape.Enum = [.. choices.EnumerateArray()];
        if (schema.TryGetProperty("required", out var required))
            shape.Required.AddRange(required.EnumerateArray().Select(r => r.GetString()!));
        if (schema.TryGetProperty("additionalProperties", out _))
            shape.IsOpen = true;
        if (schema.TryGetProperty("items", out var items))
            shape.Items.Add(items);
        if (schema.TryGetProperty("properties", out var properties))
            foreach (var property in properties.EnumerateObject())
                (shape.Properties.TryGetValue(property.Name, out var known) ? known : shape.Properties[property.Name] = []).Add(property.Value);
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "null",
    };

    private sealed class Shape
    {
        public string[]? Types { get; set; }

        public JsonElement[]? Enum { get; set; }

        public bool IsOpen { get; set; }

        public List<string> Required { get; } = [];

        public List<JsonElement> Items { get; } = [];

        public Dictionary<string, List<JsonElement>> Properties { get; } = new(StringComparer.Ordinal);
    }
}
