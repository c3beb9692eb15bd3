using Tongke.Generators.Json;

namespace Tongke.Generators.Shapes;

/// <summary>Reads one definition file into the shape of its class. Formulas, layouts and rights are the kernel's to check.</summary>
internal sealed class ShapeReader(string text)
{
    private readonly List<Problem> _problems = [];

    public static Reading Read(string path, string text, string @namespace)
    {
        var reader = new ShapeReader(text);
        try
        {
            var shape = reader.ReadObject(JsonReader.Read(text), path, @namespace);
            return new(path, reader._problems.Count == 0 ? shape : null, new(reader._problems));
        }
        catch (JsonSyntaxException syntax)
        {
            return new(path, null, new([reader.At(syntax.Offset, isSyntax: true, syntax.Message)]));
        }
    }

    private ObjectShape ReadObject(JsonNode json, string path, string @namespace)
    {
        var name = ReadName(json, "object");
        var file = Path.GetFileName(path);
        if (name.Length > 0 && file != $"{name}.object.json") Refuse(json, $"object '{name}' stands in {file}; name the file {name}.object.json");

        var className = Names.Pascal(name);
        if (json.FindItems("fields").Count == 0) Refuse(json, $"object '{name}' has no fields");

        var isOwned = json.Find("owned") is not { Kind: JsonKind.Boolean, Text: "false" };
        var fields = SystemFields.Of(className, isOwned).Concat(json.FindItems("fields").SelectMany(f => ReadField(f, className))).Concat(ReadTypes(json, className)).ToList();
        foreach (var twice in fields.GroupBy(f => f.Property).Where(g => g.Count() > 1))
        {
            var second = json.FindItems("fields").LastOrDefault(f => f.FindText("name") == twice.Last().Name) ?? json;
            Refuse(second, $"field '{twice.Last().Name}' is defined twice");
        }

        return new(name, @namespace, className, ReadLabel(json), new(fields));
    }

    private IEnumerable<FieldShape> ReadField(JsonNode json, string className)
    {
        var name = ReadName(json, "field");
        var type = json.FindText("type") ?? "";
        if (!FieldTypes.IsKnown(type)) Refuse(json.Find("type") ?? json, $"field '{name}' has the unknown type '{type}'");

        var label = ReadLabel(json);
        yield return new(
            name, Names.Property(name, className), label, TypeOf(json, type), TargetOf(json, type),
            type is "formula" or "rollup" or "auto_number", new(json.FindItems("options").Select(ReadOption)));

        foreach (var (suffix, partType, isComputed) in FieldTypes.PartsOf(type))
        {
            var part = $"{name}_{suffix}";
            yield return new(part, Names.Property(part, className), $"{label}: {suffix}", FieldTypes.Of(partType), null, isComputed, EquatableList<OptionShape>.Empty);
        }
    }

    /// <summary>The field that carries the kinds of records, which the kernel adds to the definition.</summary>
    private IEnumerable<FieldShape> ReadTypes(JsonNode json, string className)
    {
        const string Carrier = "record_type";
        var types = json.FindItems("recordTypes");
        return types.Count == 0
            ? []
            : [new(Carrier, Names.Property(Carrier, className), "Record type (业务类型)", "string", null, false, new(types.Select(ReadType)))];
    }

    private OptionShape ReadType(JsonNode json) => new(ReadName(json, "record type"), Names.Pascal(json.FindText("name") ?? ""), ReadLabel(json));

    // A formula's type is inferred by the kernel; here it is known only when the definition names it.
    private static string? TypeOf(JsonNode json, string type) => type switch
    {
        "formula" => json.FindText("result") is { } result ? FieldTypes.Of(result) : null,
        "rollup" when json.Find("rollup")?.FindText("function") == "count" => "long",
        "rollup" => json.FindText("result") is { } result ? FieldTypes.Of(result) : "decimal",
        _ => FieldTypes.Of(type),
    };

    private static string? TargetOf(JsonNode json, string type) =>
        type is "lookup" ? json.FindText("object") : FieldTypes.TargetOf(type);

    private OptionShape ReadOption(JsonNode json)
    {
        var value = json.FindText("value") ?? "";
        if (value.Length == 0) Refuse(json, "an option has no value");
        return new(value, Names.Pascal(value), ReadLabel(json));
    }

    private string ReadName(JsonNode json, string what)
    {
        var name = json.FindText("name") ?? "";
        if (!Names.IsValid(name)) Refuse(json.Find("name") ?? json, $"the {what} name '{name}' is not lower_snake_case of at most 50 characters");
        return name;
    }

    /// <summary><c>Lead (线索)</c>; the name when there is no label.</summary>
    private static string ReadLabel(JsonNode json)
    {
        var (english, chinese) = (json.Find("label")?.FindText("en"), json.Find("label")?.FindText("zh"));
        return (english, chinese) switch
        {
            (not null, not null) when english != chinese => $"{english} ({chinese})",
            _ => english ?? chinese ?? json.FindText("name") ?? json.FindText("value") ?? "",
        };
    }

    private void Refuse(JsonNode where, string message) => _problems.Add(At(where.Offset, isSyntax: false, message));

    private Problem At(int offset, bool isSyntax, string message)
    {
        var before = text.Substring(0, offset);
        return new(isSyntax, message, offset, before.Count(c => c == '\n'), offset - before.LastIndexOf('\n') - 1);
    }
}
