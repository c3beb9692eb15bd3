using System.Text.Json;
using Tongke.Kernel.Expressions;

namespace Tongke.Kernel.Schemas;

/// <summary>A type whose values are texts that the API and spreadsheets write alike.</summary>
internal abstract class TextualType : FieldType
{
    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Text);

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions) =>
        JsonTexts.Find(json) is { } text ? Read(text, field, conventions) : JsonTexts.Refuse(json, "expected_text");

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions) => Read(text, field, conventions);

    public override string ToText(object value, FieldSchema field, Conventions conventions) => (string)value;

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Text;

    protected abstract Coerced Read(string text, FieldSchema field, Conventions conventions);
}
