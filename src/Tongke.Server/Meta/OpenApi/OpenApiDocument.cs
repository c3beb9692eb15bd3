using System.Text.Json.Nodes;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Records;

namespace Tongke.Server.Meta.OpenApi;

/// <summary>The API as OpenAPI 3.1, made at the moment it is asked for: a custom object is in it as soon as it exists, what the reader may not see is not.</summary>
internal static class OpenApiDocument
{
    /// <summary>Makes the document for the session's actor.</summary>
    /// <param name="session">Whose rights it is made with.</param>
    /// <param name="language">Language of its texts.</param>
    /// <param name="wanted">The objects that are to be in it; null for all.</param>
    /// <param name="extras">Members of bodies that are no fields.</param>
    public static JsonObject Build(Session session, Language language, IReadOnlySet<string>? wanted, IReadOnlyList<IRecordInputExtra> extras)
    {
        var (paths, parameters, schemas) = FixedApi.Read(language);
        var objects = EdmTypes.Objects(session).Where(o => wanted?.Contains(o.Name) ?? true).ToArray();
        foreach (var definition in objects)
        {
            new ObjectPaths(session, definition, language).AddTo(paths);
            new ObjectSchemas(session, definition, language).AddTo(schemas, extras);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Tongke 通客", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray(new JsonObject { ["apiKey"] = new JsonArray() }, new JsonObject { ["session"] = new JsonArray() }),
            ["tags"] = new JsonArray([.. Tags(objects, language)]),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas, ["parameters"] = parameters, ["securitySchemes"] = SecuritySchemes() },
        };
    }

    private static IEnumerable<JsonObject> Tags(IEnumerable<ObjectSchema> objects, Language language) =>
        FixedApi.Tags.Select(t => Tag(t.Name, t.Label.In(language)))
            .Concat(objects.Select(o => Tag(o.Name, o.Label.In(language))));

    private static JsonObject Tag(string name, string label) => new() { ["name"] = name, ["description"] = label, ["x-displayName"] = label };

    private static JsonObject SecuritySchemes() => new()
    {
        ["apiKey"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
        ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = Identity.SessionCookie.PlainName },
    };
}
