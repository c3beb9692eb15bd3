using System.Globalization;
using System.Text.Json;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Exports;

/// <summary>The columns of an export: the fields asked for that the person may see, composites in their parts, each value in the form that an import reads back.</summary>
internal sealed class ExportColumns
{
    private readonly Session session;
    private readonly IReadOnlyList<FieldSchema> fields;
    private readonly ObjectAccess access;

    private ExportColumns(Session session, ObjectSchema definition, IReadOnlyList<FieldSchema> fields) =>
        (this.session, this.fields, access) = (session, fields, session.Access.On(definition));

    /// <summary>The columns, or the name of a field that isn't there for this person.</summary>
    public static (ExportColumns? Columns, string? Unknown) Of(Session session, ObjectSchema definition, IReadOnlyList<string> names)
    {
        var access = session.Access.On(definition);
        var asked = names.Count > 0 ? names : [.. definition.Fields.Where(f => !f.IsSystem && access.MaySee(f)).Select(f => f.Name)];
        var fields = new List<FieldSchema>();
        foreach (var name in asked)
        {
            if (definition.Find(name) is not { } field || !access.MaySee(field))
                return (null, name);

            if (field.Storage == FieldStorage.None)
                fields.AddRange(definition.Fields.Where(f => f.Composite == field));
            else
                fields.Add(field);
        }

        return (new(session, definition, [.. fields.Distinct()]), null);
    }

    /// <summary>What the query selects: the fields, and of each record that is pointed to, its name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Options
    {
        get
        {
            yield return new("$select", string.Join(',', fields.Select(f => f.Name)));
            var lookups = fields.Where(IsNamed).Select(f => $"{f.Name}($select={f.Target!.NameField.Name})").ToArray();
            if (lookups.Length > 0)
                yield return new("$expand", string.Join(',', lookups));
        }
    }

    /// <summary>What the columns are called.</summary>
    public IReadOnlyList<SheetCell> Headers => [.. fields.Select(f => (SheetCell)f.Label.In(session.Actor.Language))];

    /// <summary>A record as a row.</summary>
    public IReadOnlyList<SheetCell> Row(JsonElement record) => [.. fields.Select(f => Cell(f, record.TryGetProperty(f.Name, out var value) ? value : default))];

    private bool IsNamed(FieldSchema field) =>
        field is { Target: { } target, ValueType.Kind: ValueKind.Id } && access.MayRead(field) && session.Access.On(target).MayRead(target.NameField) && target.NameField.Storage != FieldStorage.None;

    private SheetCell Cell(FieldSchema field, JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return "";

        if (json.ValueKind == JsonValueKind.Object && IsNamed(field))
            return json.TryGetProperty(field.Target!.NameField.Name, out var name) ? name.ToString() : "";

        // A spreadsheet shows the names of records; of one that is out of reach there is none to show.
        if (field is { Target: { } target, ValueType.Kind: ValueKind.Id } && !session.Access.On(target).May(RecordAction.Read))
            return "";

        if (!access.MayRead(field))
            return json.ToString();

        var value = Values.Parse(json, field.ValueType);
        if (value is null)
            return "";

        var text = field.Type.ToText(value, field, session.Schema.Conventions);
        var isNumber = value is long or decimal && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
        return new SheetCell(text, isNumber);
    }
}
