using System.Text.Json;
using System.Text.Json.Nodes;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Meta.OpenApi;

/// <summary>
/// The part of the API's description that no object makes: the <c>*.json</c> files of this folder, each with OpenAPI's <c>paths</c>, <c>parameters</c> and
/// <c>schemas</c>. Where OpenAPI has a text for people, it stands in both languages: <c>{"zh":…,"en":…}</c>. Names of schemas
/// begin with a capital letter, so that no object takes them; <c>{object}.{field}</c> is the shape of an object's JSON field.
/// </summary>
internal static class FixedApi
{
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The files, each a tag of its operations.</summary>
    public static IReadOnlyList<(string Name, Label Label)> Tags { get; } =
    [
        ("sign-in", new("登录与密钥", "Signing in and keys")),
        ("records", new("记录", "Records")),
        ("files", new("文件与导入导出", "Files, imports and exports")),
        ("lead-forms", new("获客表单与线索评分", "Lead forms and lead scores")),
        ("administration", new("系统管理", "Administration")),
        ("forecast", new("目标与预测", "Targets and forecast")),
        ("quotes", new("报价与打印", "Quotes and print")),
        ("screens", new("界面、搜索与运维", "Screens, search and operation")),
    ];

    /// <summary>The three sections in one language, the reader's to change.</summary>
    public static (JsonObject Paths, JsonObject Parameters, JsonObject Schemas) Read(Language language)
    {
        var (paths, parameters, schemas) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var (part, _) in Tags)
        {
            using var file = typeof(FixedApi).Assembly.GetManifestResourceStream($"openapi/{part}.json")!;
            var root = JsonNode.Parse(file, documentOptions: Reading)!.AsObject();
            Speak(root, language == Language.Chinese ? "zh" : "en");
            Move(root["paths"], paths);
            Move(root["parameters"], parameters);
            Move(root["schemas"], schemas);
            Tag(paths, part);
        }

        schemas["FieldType"]!["enum"] = new JsonArray([.. FieldTypes.All.Select(t => t.Name).Order(StringComparer.Ordinal).Select(n => JsonValue.Create(n))]);
        return (paths, parameters, schemas);
    }

    private static void Move(JsonNode? from, JsonObject to)
    {
        if (from is not JsonObject section)
            return;

        foreach (var (name, value) in section.ToArray())
        {
            section.Remove(name);
            to.Add(name, value);
        }
    }

    /// <summary>Says which part an operation belongs to, and that it may fail.</summary>
    private static void Tag(JsonObject paths, string part)
    {
        foreach (var operation in paths.SelectMany(p => p.Value!.AsObject()).Select(o => o.Value!.AsObject()).Where(o => !o.ContainsKey("tags")))
        {
            operation["tags"] = new JsonArray(part);
            operation["responses"]!.AsObject()["default"] = OpenApiParts.Answer("Error", OpenApiParts.Reference("Error"));
        }
    }

    /// <summary>Puts one language in place of both.</summary>
    private static void Speak(JsonObject node, string language)
    {
        foreach (var (name, value) in node.ToArray())
        {
            if (value is JsonObject { Count: 2 } texts && texts["zh"] is JsonValue && texts["en"] is JsonValue)
                node[name] = texts[language]!.DeepClone();
            else if (value is JsonObject inner)
                Speak(inner, language);
            else if (value is JsonArray list)
                foreach (var item in list.OfType<JsonObject>())
                    Speak(item, language);
        }
    }
}
