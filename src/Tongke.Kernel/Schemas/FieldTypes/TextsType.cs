using System.Text.Json;
using Tongke.Kernel.Expressions;

namespace Tongke.Kernel.Schemas;

/// <summary>A type whose values are several texts; none is the same as empty.</summary>
internal abstract class TextsType : FieldType
{
    private const int Most = 500;

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Texts);

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions)
    {
        if (json.ValueKind != JsonValueKind.Array) return Coerced.Refuse("expected_list");
        if (json.GetArrayLength() > Most) return Coerced.Refuse("too_many", Most);

        var texts = new List<string>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            if (JsonTexts.Find(item) is not { } text) return JsonTexts.Refuse(item, "expected_list");
            texts.Add(text);
        }

        return Accept(texts, field, isTyped: false);
    }

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        var parts = Lists.Split(text);
        return parts.Length > Most ? Coerced.Refuse("too_many", Most) : Accept(parts, field, isTyped: true);
    }

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Choices;

    public override bool IsSortable => false;

    /// <summary>Takes in the texts; <paramref name="isTyped"/> when a person typed them into a spreadsheet.</summary>
    protected abstract Coerced Accept(IReadOnlyList<string> texts, FieldSchema field, bool isTyped);
}
