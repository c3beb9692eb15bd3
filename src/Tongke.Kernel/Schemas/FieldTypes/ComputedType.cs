using System.Text.Json;

namespace Tongke.Kernel.Schemas;

/// <summary>A type whose values only the system makes: nothing is read, everything is written as its kind of value is.</summary>
internal abstract class ComputedType : FieldType
{
    public override bool IsComputed => true;

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions) => Coerced.Refuse("computed_field");

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions) => Coerced.Refuse("computed_field");

    public override string ToText(object value, FieldSchema field, Conventions conventions) => ValueTypes.Of(value).ToText(value, field, conventions);

    public override IReadOnlyList<FilterOperator> OperatorsOf(FieldSchema field) => FilterOperators.Of(field.ValueType.Kind);

    public override bool IsGroupable => true;
}
