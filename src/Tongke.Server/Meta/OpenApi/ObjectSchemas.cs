using System.Text.Json.Nodes;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Records;

namespace Tongke.Server.Meta.OpenApi;

/// <summary>The shapes of one object's records: as they are read, and as they are written.</summary>
internal sealed class ObjectSchemas(Session session, ObjectSchema definition, Language language)
{
    private readonly ObjectAccess access = session.Access.On(definition);
    private JsonObject known = [];

    /// <param name="schemas">Where to.</param>
    /// <param name="extras">Members of bodies that are no fields.</param>
    public void AddTo(JsonObject schemas, IEnumerable<IRecordInputExtra> extras)
    {
        known = schemas;
        schemas[definition.Name] = Of(EdmTypes.Properties(session, definition), [SystemFields.Id], areStored: true);
        var input = Of(definition.Fields.Where(f => access.MayEdit(f) || (f.Storage == FieldStorage.None && access.MaySee(f) && !f.Definition.ReadOnly)), []);
        if (access.May(RecordAction.Create))
            input["properties"]![SystemFields.Id] = new JsonObject { ["type"] = "string", ["format"] = "uuid" };
        foreach (var extra in extras.Where(e => e.Object == definition.Name))
            input["properties"]![extra.Member] = new JsonObject { ["type"] = "string", ["writeOnly"] = true };
        schemas[$"{definition.Name}.input"] = input;
    }

    /// <summary>An object with these fields as members.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="required">Those that must be there.</param>
    /// <param name="areStored">Whether records have them: a required one is never null then.</param>
    public JsonObject Of(IEnumerable<FieldSchema> fields, IEnumerable<string> required, bool areStored = false)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            var property = Field(field);
            if (areStored && field is { Definition.Required: true, HasColumn: true })
                NeverNull(property);
            properties[field.Name] = property;
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Select(n => (JsonNode)n).ToArray() is { Length: > 0 } names)
            schema["required"] = new JsonArray(names);
        return schema;
    }

    private JsonObject Field(FieldSchema field)
    {
        var schema = Value(field);
        schema["description"] = field.Label.In(language);
        if (!field.IsWritable && field.Storage != FieldStorage.None)
            schema["readOnly"] = true;
        return schema;
    }

    private JsonObject Value(FieldSchema field)
    {
        if (known.ContainsKey($"{field.Object.Name}.{field.Name}"))
            return OpenApiParts.Reference($"{field.Object.Name}.{field.Name}");
        if (field.Object == definition && field.Storage != FieldStorage.None && !access.MayRead(field) && !access.MayEdit(field))
            return Typed("string");

        var schema = field.ValueType.Kind switch
        {
            ValueKind.Boolean => Typed("boolean"),
            ValueKind.Integer => Typed("integer", "int64"),
            ValueKind.Decimal => Typed("number"),
            ValueKind.Text or ValueKind.Bytes => Typed("string"),
            ValueKind.Date => Typed("string", "date"),
            ValueKind.Time => Typed("string", "time"),
            ValueKind.Instant => Typed("string", "date-time"),
            ValueKind.Id => Id(field),
            ValueKind.Texts => ListOf(new JsonObject { ["type"] = "string" }),
            ValueKind.Ids => ListOf(new JsonObject { ["type"] = "string", ["format"] = "uuid" }),
            ValueKind.Json => Json(field),
        };
        if (field.Definition.Options.Count > 0)
            Choices(schema, field);
        return schema;
    }

    /// <summary>The id alone cannot be null.</summary>
    private static JsonObject Id(FieldSchema field) =>
        field is { IsSystem: true, Ordinal: SystemFields.IdOrdinal } ? new() { ["type"] = "string", ["format"] = "uuid" } : Typed("string", "uuid");

    private static JsonObject Json(FieldSchema field) => field switch
    {
        { Storage: FieldStorage.None, Target: { } children } => ListOf(OpenApiParts.Reference($"{children.Name}.input")),
        { Storage: FieldStorage.None } => new()
        {
            ["type"] = new JsonArray("object", "null"),
            ["properties"] = new JsonObject(field.Object.Fields.Where(f => f.Composite == field).Select(p => KeyValuePair.Create(p.Name[(field.Name.Length + 1)..], (JsonNode?)Typed(p.ValueType.Kind == ValueKind.Decimal ? "number" : "string")))),
        },
        _ => [],
    };

    private static void Choices(JsonObject schema, FieldSchema field)
    {
        var values = field.Definition.Options.Select(o => (JsonNode?)o.Value);
        if (field.ValueType.Kind == ValueKind.Texts)
            schema["items"]!["enum"] = new JsonArray([.. values]);
        else
            schema["enum"] = new JsonArray([.. values, null]);
    }

    private static void NeverNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
            schema["type"] = types[0]!.DeepClone();
        if (schema["enum"] is JsonArray choices && choices.Count > 0 && choices[^1] is null)
            choices.RemoveAt(choices.Count - 1);
    }

    private static JsonObject ListOf(JsonObject items) => new() { ["type"] = new JsonArray("array", "null"), ["items"] = items };

    private static JsonObject Typed(string type, string? format = null)
    {
        var schema = new JsonObject { ["type"] = new JsonArray(type, "null") };
        if (format is not null)
            schema["format"] = format;
        return schema;
    }
}
