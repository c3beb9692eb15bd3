using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Definitions;

/// <summary>Definitions and what is wrong with them, as designers read them.</summary>
internal static class DefinitionJson
{
    public static void WriteList(Utf8JsonWriter writer, Session session)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("edit", session.Access.On(session.Schema["object_customisation"]).May(RecordAction.Edit));
        writer.WriteStartArray("objects");
        foreach (var definition in session.Schema.Objects.Where(o => !o.Definition.System).OrderBy(o => o.Name, StringComparer.Ordinal))
            WriteSummary(writer, session, definition);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteOne(Utf8JsonWriter writer, Session session, ObjectSchema definition, Record? customisation)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("edit", !definition.Definition.System && session.Access.On(session.Schema["object_customisation"]).May(RecordAction.Edit));
        WriteDefinition(writer, "definition", definition.Definition);
        WriteDefinition(writer, "delivered", session.Workspace.Delivered(definition.Name));
        writer.WritePropertyName("customisation");
        if (customisation is null)
            writer.WriteNullValue();
        else
            WriteCustomisation(writer, customisation);

        writer.WriteStartArray("systemFields");
        foreach (var field in definition.Fields.Where(f => f.IsSystem && f.Composite is null))
            JsonSerializer.Serialize(writer, field.Definition, Json.Definitions);
        writer.WriteEndArray();
        writer.WriteStartArray("readers");
        foreach (var field in Readers(session.Schema, definition))
            WriteField(writer, field);

        writer.WriteEndArray();
        WriteReads(writer, definition);
        writer.WriteEndObject();
    }

    /// <summary>Of every computed field what it is made of.</summary>
    private static void WriteReads(Utf8JsonWriter writer, ObjectSchema definition)
    {
        writer.WriteStartObject("reads");
        foreach (var field in definition.Fields)
        {
            var read = FieldReads.Of(field);
            if (read.Count == 0)
                continue;

            writer.WriteStartArray(field.Name);
            foreach (var one in read)
                WriteField(writer, one);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter writer, FieldSchema field)
    {
        writer.WriteStartObject();
        writer.WriteString("object", field.Object.Name);
        writer.WriteString("field", field.Name);
        writer.WriteEndObject();
    }

    public static void WriteFormula(Utf8JsonWriter writer, FormulaResult result, ObjectSchema definition, string? wanted, Language language)
    {
        writer.WriteStartObject();
        if (result.Error is { } error)
        {
            writer.WriteString("message", error.Message.In(language));
            writer.WriteNumber("position", error.Position);
        }
        else
        {
            var kind = result.Expr!.Type.Kind;
            writer.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()));
            if (wanted is not null && ValueTypes.Find(wanted, 0) is { } type && type.Kind != kind && !(type.Kind == ValueKind.Decimal && kind == ValueKind.Integer))
                writer.WriteString("message", new Message("formula_result_differs", KindLabels.Of(type.Kind), KindLabels.Of(kind)).In(language));
            if (kind == ValueKind.Boolean && FilterJson.Write(result.Expr) is { } filter && FilterJson.Parse(filter, definition).Expr is { } shown)
            {
                writer.WritePropertyName("filter");
                filter.WriteTo(writer);
                writer.WriteString("formula", Formula.Write(shown));
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter writer, Session session, ObjectSchema definition)
    {
        var defined = definition.Definition;
        var delivered = session.Workspace.Delivered(definition.Name);
        writer.WriteStartObject();
        writer.WriteString("name", definition.Name);
        WriteLabel(writer, "label", defined.Label);
        WriteLabel(writer, "plural", defined.Plural ?? defined.Label);
        writer.WriteString("icon", defined.Icon);
        writer.WriteString("group", defined.Group);
        writer.WriteBoolean("owned", defined.Owned);
        writer.WriteBoolean("namedOnly", defined.NamedOnly);
        writer.WriteString("nameField", defined.NameField);
        writer.WriteBoolean("custom", delivered is null);
        writer.WriteNumber("fields", defined.Fields.Count);
        writer.WriteNumber("customFields", delivered is null ? defined.Fields.Count : defined.Fields.Count(f => delivered.Fields.All(d => d.Name != f.Name)));
        writer.WriteStartArray("lookups");
        foreach (var field in definition.Fields.Where(f => f is { IsSystem: false, Target: not null, Composite: null }))
        {
            writer.WriteStartObject();
            writer.WriteString("field", field.Name);
            WriteLabel(writer, "label", field.Label);
            writer.WriteString("object", field.Target!.Name);
            writer.WriteString("type", field.Definition.Type);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteCustomisation(Utf8JsonWriter writer, Record customisation)
    {
        writer.WriteStartObject();
        writer.WriteString("id", customisation.Id);
        writer.WriteNumber("version", customisation.Version);
        writer.WritePropertyName("definition");
        if (customisation["definition"] is JsonElement json)
            json.WriteTo(writer);
        else
            writer.WriteNullValue();
        writer.WriteEndObject();
    }

    private static void WriteDefinition(Utf8JsonWriter writer, string name, ObjectDefinition? definition)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, definition, Json.Definitions);
    }

    private static void WriteLabel(Utf8JsonWriter writer, string name, Label label)
    {
        writer.WriteStartObject(name);
        writer.WriteString("zh", label.Zh);
        writer.WriteString("en", label.En);
        writer.WriteEndObject();
    }

    /// <summary>Lookups of other objects that point to this one: what its related lists, child tables and roll-ups can be made of.</summary>
    private static IEnumerable<FieldSchema> Readers(Schema schema, ObjectSchema definition) =>
        from reader in schema.Objects
        where !reader.Definition.System
        from field in reader.Fields
        where field is { IsSystem: false, Composite: null } && field.Target == definition && field.ValueType.Kind == ValueKind.Id
        orderby reader.Name, field.Ordinal
        select field;
}
