using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Server.Meta;

/// <summary>CSDL 4.01 as JSON.</summary>
internal static class CsdlJson
{
    public static void Write(Utf8JsonWriter writer, Session session)
    {
        var objects = EdmTypes.Objects(session).ToArray();
        writer.WriteStartObject();
        writer.WriteString("$Version", "4.01");
        writer.WriteString("$EntityContainer", $"{EdmTypes.Namespace}.workspace");
        writer.WriteStartObject(EdmTypes.Namespace);
        foreach (var definition in objects)
            WriteType(writer, session, definition);

        writer.WriteStartObject("workspace");
        writer.WriteString("$Kind", "EntityContainer");
        foreach (var definition in objects)
        {
            writer.WriteStartObject(definition.Name);
            writer.WriteBoolean("$Collection", true);
            writer.WriteString("$Type", $"{EdmTypes.Namespace}.{definition.Name}");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter writer, Session session, ObjectSchema definition)
    {
        writer.WriteStartObject(definition.Name);
        writer.WriteString("$Kind", "EntityType");
        writer.WriteStartArray("$Key");
        writer.WriteStringValue(SystemFields.Id);
        writer.WriteEndArray();
        foreach (var field in EdmTypes.Properties(session, definition))
            WriteProperty(writer, session, field);

        foreach (var (name, lookup) in EdmTypes.Children(session, definition))
        {
            writer.WriteStartObject(name);
            writer.WriteString("$Kind", "NavigationProperty");
            writer.WriteBoolean("$Collection", true);
            writer.WriteString("$Type", $"{EdmTypes.Namespace}.{lookup.Object.Name}");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteProperty(Utf8JsonWriter writer, Session session, FieldSchema field)
    {
        var type = EdmTypes.Of(field);
        var isMany = type.StartsWith("Collection(", StringComparison.Ordinal);
        writer.WriteStartObject(field.Name);
        if (isMany)
            writer.WriteBoolean("$Collection", true);
        writer.WriteString("$Type", isMany ? type["Collection(".Length..^1] : type);
        if (field.Ordinal != SystemFields.IdOrdinal)
            writer.WriteBoolean("$Nullable", true);
        if (field.ValueType.Kind == ValueKind.Decimal)
        {
            writer.WriteNumber("$Precision", field.Definition.Precision ?? 18);
            writer.WriteNumber("$Scale", field.ValueType.Scale);
        }

        writer.WriteString("@Org.OData.Core.V1.Description", $"{field.Label.En} · {field.Label.Zh}");
        if (!field.IsWritable)
            writer.WriteBoolean("@Org.OData.Core.V1.Computed", true);
        if (field.Definition.Unique)
            writer.WriteBoolean($"@{EdmTypes.Namespace}.key", true);
        if (field.Target is { } target && session.Access.On(target).May(Kernel.Access.RecordAction.Read))
            writer.WriteString($"@{EdmTypes.Namespace}.lookup", target.Name);
        writer.WriteEndObject();
    }
}
