using System.Text.Json.Nodes;

namespace Tongke.Server.Meta.OpenApi;

/// <summary>The pieces that OpenAPI documents are made of.</summary>
internal static class OpenApiParts
{
    public static JsonObject Reference(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };

    public static JsonObject Parameter(string name) => new() { ["$ref"] = $"#/components/parameters/{name.TrimStart('$')}" };

    /// <summary>An answer, with a body of that schema if it has one.</summary>
    public static JsonObject Answer(string description, JsonObject? schema = null, string type = "application/json")
    {
        var answer = new JsonObject { ["description"] = description };
        if (schema is not null)
            answer["content"] = Content(schema, type);
        return answer;
    }

    /// <summary>A body of that schema.</summary>
    public static JsonObject Body(JsonObject schema, bool isRequired) => new() { ["required"] = isRequired, ["content"] = Content(schema, "application/json") };

    /// <summary>A list of records as answers have it.</summary>
    public static JsonObject ListOf(string page, string schema) => new()
    {
        ["allOf"] = new JsonArray(
            Reference(page),
            new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["value"] = new JsonObject { ["type"] = "array", ["items"] = Reference(schema) } } }),
    };

    private static JsonObject Content(JsonObject schema, string type) => new() { [type] = new JsonObject { ["schema"] = schema } };
}
