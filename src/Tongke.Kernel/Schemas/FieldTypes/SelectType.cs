using System.Text.Json;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>One of the defined options. The API takes its value; a spreadsheet its value or its label in either language.</summary>
internal sealed class SelectType : TextualType
{
    public override string Name => "select";

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Choice;

    public override bool IsGroupable => true;

    public override IEnumerable<Message> Examine(FieldDefinition field) => Examinations.Options(field);

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions)
    {
        if (JsonTexts.Find(json) is not { } text) return JsonTexts.Refuse(json, "expected_text");
        if (text.Length == 0) return new(null);
        return Choices.FindValue(field, text) is { } option ? new(option.Value) : Choices.Refuse(field, text);
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions) => Choices.Write(field, (string)value, conventions);

    protected override Coerced Read(string text, FieldSchema field, Conventions conventions)
    {
        if (string.IsNullOrWhiteSpace(text)) return new(null);
        return Choices.Find(field, text) is { } option ? new(option.Value) : Choices.Refuse(field, text);
    }
}
