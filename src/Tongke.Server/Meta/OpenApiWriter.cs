using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Meta;

/// <summary>The API as OpenAPI 3.1, made from the Schema at the moment it is asked for: a custom object is in it as soon as it exists.</summary>
internal sealed class OpenApiWriter(Utf8JsonWriter writer, Session session, Language language)
{
    /// <summary>What <c>$duplicates</c> answers: a record that the reader may not see has no id and a masked name.</summary>
    private const string DuplicatesAnswer = """
        {"type":"object","required":["value"],"properties":{"value":{"type":"array","items":{"type":"object","required":["object","id","name","rule","label","on","owner","visible"],"properties":{
        "object":{"type":"string"},"id":{"type":["string","null"],"format":"uuid"},"name":{"type":"string"},"rule":{"type":"string"},"label":{"type":"string"},"on":{"type":"string","enum":["warn","block"]},
        "owner":{"type":["object","null"],"properties":{"id":{"type":"string","format":"uuid"},"name":{"type":"string"}}},"visible":{"type":"boolean"}}}}}}
        """;

    private static readonly string[] ListOptions = ["$filter", "$orderby", "$select", "$expand", "$search", "$apply", "$skiptoken"];

    public void Write()
    {
        var objects = EdmTypes.Objects(session).ToArray();
        writer.WriteStartObject();
        writer.WriteString("openapi", "3.1.0");
        writer.WriteStartObject("info");
        writer.WriteString("title", "Tongke 通客");
        writer.WriteString("version", "1");
        writer.WriteEndObject();
        writer.WriteStartArray("servers");
        writer.WriteStartObject();
        writer.WriteString("url", "/");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("security");
        foreach (var scheme in (ReadOnlySpan<string>)["apiKey", "session"])
        {
            writer.WriteStartObject();
            writer.WriteStartArray(scheme);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTags(objects);
        writer.WriteStartObject("paths");
        foreach (var definition in objects)
            WritePaths(definition);
        writer.WriteEndObject();
        WriteComponents(objects);
        writer.WriteEndObject();
    }

    private void WriteTags(ObjectSchema[] objects)
    {
        writer.WriteStartArray("tags");
        foreach (var definition in objects)
        {
            writer.WriteStartObject();
            writer.WriteString("name", definition.Name);
            writer.WriteString("description", definition.Label.In(language));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WritePaths(ObjectSchema definition)
    {
        var access = session.Access.On(definition);
        writer.WriteStartObject($"/api/v1/{definition.Name}");
        Operation("get", definition, $"list_{definition.Name}", "200", () => ListSchema(definition), null, ListOptions, withPaging: true);
        if (access.May(RecordAction.Create))
            Operation("post", definition, $"create_{definition.Name}", "201", () => Reference(definition.Name), () => Reference($"{definition.Name}_input"), []);
        writer.WriteEndObject();

        writer.WriteStartObject($"/api/v1/{definition.Name}/{{id}}");
        WriteIdParameter();
        Operation("get", definition, $"read_{definition.Name}", "200", () => Reference(definition.Name), null, ["$select", "$expand"]);
        if (access.May(RecordAction.Edit))
            Operation("patch", definition, $"change_{definition.Name}", "200", () => Reference(definition.Name), () => Reference($"{definition.Name}_input"), []);
        if (access.May(RecordAction.Delete))
            Operation("delete", definition, $"delete_{definition.Name}", "204", null, null, []);
        writer.WriteEndObject();

        if (definition.Definition.Duplicates.Count > 0 && (access.May(RecordAction.Create) || access.May(RecordAction.Edit)))
        {
            writer.WriteStartObject($"/api/v1/{definition.Name}/$duplicates");
            Operation("post", definition, $"find_duplicates_of_{definition.Name}", "200", () => writer.WriteRawValue(DuplicatesAnswer), () => DuplicatesRequest(definition), []);
            writer.WriteEndObject();
        }

        foreach (var action in definition.Definition.Actions.Where(a => access.May(Records.RecordActions.Needed(a)) && session.Workspace.Rules.FindAction(definition.Name, a.Name) is not null))
        {
            writer.WriteStartObject($"/api/v1/{definition.Name}/{{id}}/{action.Name}");
            WriteIdParameter();
            Operation("post", definition, $"{action.Name}_{definition.Name}", "200", AnyObject, () => ActionSchema(definition, action), [], summary: action.Label.In(language));
            writer.WriteEndObject();
        }
    }

    private void WriteIdParameter()
    {
        writer.WriteStartArray("parameters");
        writer.WriteStartObject();
        writer.WriteString("name", "id");
        writer.WriteString("in", "path");
        writer.WriteBoolean("required", true);
        writer.WriteStartObject("schema");
        writer.WriteString("type", "string");
        writer.WriteString("format", "uuid");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private void Operation(string method, ObjectSchema definition, string id, string status, Action? answer, Action? body, string[] options, bool withPaging = false, string? summary = null)
    {
        writer.WriteStartObject(method);
        writer.WriteString("operationId", id);
        writer.WriteStartArray("tags");
        writer.WriteStringValue(definition.Name);
        writer.WriteEndArray();
        writer.WriteString("summary", summary ?? definition.Label.In(language));
        if (options.Length > 0 || withPaging)
        {
            writer.WriteStartArray("parameters");
            foreach (var option in options)
                Option(option, "string");
            if (withPaging)
            {
                Option("$top", "integer");
                Option("$skip", "integer");
                Option("$count", "boolean");
            }

            writer.WriteEndArray();
        }

        if (body is not null)
        {
            writer.WriteStartObject("requestBody");
            writer.WriteBoolean("required", true);
            Content(body);
            writer.WriteEndObject();
        }

        writer.WriteStartObject("responses");
        writer.WriteStartObject(status);
        writer.WriteString("description", "OK");
        if (answer is not null)
            Content(answer);
        writer.WriteEndObject();
        writer.WriteStartObject("default");
        writer.WriteString("description", "Error");
        Content(() => Reference("error"));
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Option(string name, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("in", "query");
        writer.WriteStartObject("schema");
        writer.WriteString("type", type);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Content(Action schema)
    {
        writer.WriteStartObject("content");
        writer.WriteStartObject("application/json");
        writer.WritePropertyName("schema");
        schema();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Reference(string name)
    {
        writer.WriteStartObject();
        writer.WriteString("$ref", $"#/components/schemas/{name}");
        writer.WriteEndObject();
    }

    private void AnyObject()
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteEndObject();
    }

    private void ListSchema(ObjectSchema definition)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        writer.WriteStartObject("@odata.count");
        writer.WriteString("type", "integer");
        writer.WriteEndObject();
        writer.WriteStartObject("@odata.nextLink");
        writer.WriteString("type", "string");
        writer.WriteEndObject();
        writer.WriteStartObject("value");
        writer.WriteString("type", "array");
        writer.WritePropertyName("items");
        Reference(definition.Name);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void ActionSchema(ObjectSchema definition, ActionDefinition action)
    {
        var parameters = ParameterFields.Of(session.Schema, definition, action);
        ObjectSchemaOf(parameters, parameters.Where(p => p.Definition.Required));
    }

    private void DuplicatesRequest(ObjectSchema definition)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        writer.WriteStartObject("id");
        writer.WriteStartArray("type");
        writer.WriteStringValue("string");
        writer.WriteStringValue("null");
        writer.WriteEndArray();
        writer.WriteString("format", "uuid");
        writer.WriteEndObject();
        writer.WritePropertyName("values");
        Reference($"{definition.Name}_input");
        writer.WriteEndObject();
        writer.WriteStartArray("required");
        writer.WriteStringValue("values");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteComponents(ObjectSchema[] objects)
    {
        writer.WriteStartObject("components");
        writer.WriteStartObject("schemas");
        foreach (var definition in objects)
        {
            var access = session.Access.On(definition);
            writer.WritePropertyName(definition.Name);
            ObjectSchemaOf(EdmTypes.Properties(session, definition), [definition[SystemFields.Id]]);
            writer.WritePropertyName($"{definition.Name}_input");
            ObjectSchemaOf(definition.Fields.Where(f => access.MayEdit(f) || (f.Storage == FieldStorage.None && access.MaySee(f))), []);
        }

        WriteErrorSchema();
        writer.WriteEndObject();
        writer.WriteStartObject("securitySchemes");
        writer.WriteStartObject("apiKey");
        writer.WriteString("type", "http");
        writer.WriteString("scheme", "bearer");
        writer.WriteEndObject();
        writer.WriteStartObject("session");
        writer.WriteString("type", "apiKey");
        writer.WriteString("in", "cookie");
        writer.WriteString("name", "tongke");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void ObjectSchemaOf(IEnumerable<FieldSchema> fields, IEnumerable<FieldSchema> required)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var field in fields)
            WriteField(field);
        writer.WriteEndObject();
        writer.WriteStartArray("required");
        foreach (var field in required)
            writer.WriteStringValue(field.Name);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteField(FieldSchema field)
    {
        var (type, format) = TypeOf(field.ValueType.Kind);
        writer.WriteStartObject(field.Name);
        if (type is not null)
        {
            writer.WriteStartArray("type");
            writer.WriteStringValue(type);
            writer.WriteStringValue("null");
            writer.WriteEndArray();
        }

        if (format is not null)
            writer.WriteString("format", format);
        if (type == "array")
        {
            writer.WriteStartObject("items");
            writer.WriteString("type", "string");
            writer.WriteEndObject();
        }

        if (field.Definition.Options.Count > 0 && type == "string")
        {
            writer.WriteStartArray("enum");
            foreach (var option in field.Definition.Options)
                writer.WriteStringValue(option.Value);
            writer.WriteNullValue();
            writer.WriteEndArray();
        }

        writer.WriteString("description", field.Label.In(language));
        if (!field.IsWritable && field.Storage != FieldStorage.None)
            writer.WriteBoolean("readOnly", true);
        writer.WriteEndObject();
    }

    private static (string? Type, string? Format) TypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Boolean => ("boolean", null),
        ValueKind.Integer => ("integer", "int64"),
        ValueKind.Decimal => ("number", null),
        ValueKind.Text or ValueKind.Bytes => ("string", null),
        ValueKind.Date => ("string", "date"),
        ValueKind.Time => ("string", "time"),
        ValueKind.Instant => ("string", "date-time"),
        ValueKind.Id => ("string", "uuid"),
        ValueKind.Texts or ValueKind.Ids => ("array", null),
        _ => (null, null),
    };

    private void WriteErrorSchema()
    {
        writer.WritePropertyName("error");
        writer.WriteRawValue("""
            {"type":"object","properties":{"error":{"type":"object","properties":{"code":{"type":"string"},"message":{"type":"string"},"details":{"type":"array","items":{"type":"object","properties":{"code":{"type":"string"},"target":{"type":"string"},"message":{"type":"string"}}}}},"required":["code","message"]}},"required":["error"]}
            """u8, skipInputValidation: true);
    }
}
