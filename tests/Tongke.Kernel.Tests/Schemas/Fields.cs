using System.Text.Json;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Xunit;

namespace Tongke.Kernel.Tests.Schemas;

/// <summary>Fields to try types with, and the short forms of trying.</summary>
internal static class Fields
{
    public static Conventions Conventions { get; } = new() { Cipher = new FieldKeyRing(new Dictionary<int, byte[]> { [1] = new byte[32] }) };

    public static FieldSchema Of(string type, Func<FieldDefinition, FieldDefinition>? with = null)
    {
        var definition = new FieldDefinition { Name = "value", Type = type, Label = new("值", "Value") };
        definition = type switch
        {
            "select" or "multi_select" => definition with
            {
                Options = [new("won", new("赢单", "Won")), new("lost", new("输单", "Lost")), new("in_progress", new("进行中; 待定", "In progress, open")), new("lost_again", new("won", "Lost"))],
            },
            "lookup" or "multi_lookup" => definition with { Object = "account" },
            "reference" => definition with { Objects = ["lead", "account"] },
            "child_table" => definition with { Object = "quote_line", By = "quote" },
            "auto_number" => definition with { Number = new([new(Text: "C-"), new(Counter: 4)]) },
            "formula" => definition with { Formula = "1 + 1", Result = "decimal" },
            "rollup" => definition with { RollUp = new("line", "quote", "sum", "amount") },
            _ => definition,
        };
        definition = with?.Invoke(definition) ?? definition;

        var owner = new ObjectSchema(new ObjectDefinition { Name = "thing", Label = new("东西", "Thing"), Fields = [definition] });
        return new FieldSchema(owner, definition, FieldTypes.Get(type), 0, FieldStorage.Column, null);
    }

    public static Coerced Json(this FieldSchema field, string json)
    {
        using var document = JsonDocument.Parse(json, new() { MaxDepth = 1000 });
        return field.Type.FromJson(document.RootElement, field, Conventions);
    }

    public static Coerced Text(this FieldSchema field, string text) => field.Type.FromText(text, field, Conventions);

    public static string Written(this FieldSchema field, object value, Conventions? conventions = null) => field.Type.ToText(value, field, conventions ?? Conventions);

    public static string WrittenJson(this FieldSchema field, object value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) field.Type.WriteJson(writer, value, field);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    public static string? Code(this Coerced coerced) => coerced.Problem?.Code;

    public static void SpeaksBothLanguages(this Coerced coerced)
    {
        if (coerced.Problem is not { } problem) return;
        Assert.NotEmpty(problem.In(Language.Chinese));
        Assert.NotEmpty(problem.In(Language.English));
    }
}
