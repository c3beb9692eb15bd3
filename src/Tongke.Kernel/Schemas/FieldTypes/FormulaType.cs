using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>A value computed from a formula. Its type is the definition's result, or what the compiler infers.</summary>
internal sealed class FormulaType : ComputedType
{
    public override string Name => "formula";

    public override ExprType ValueType(FieldDefinition field) =>
        (field.Result is { } result ? ValueTypes.Find(result, field.Scale ?? NumericType.DefaultScale) : null) ?? new(ValueKind.Text);

    public override IEnumerable<Message> Examine(FieldDefinition field)
    {
        if (string.IsNullOrWhiteSpace(field.Formula)) yield return new("definition_no_formula");
        if (field.Result is { } result && ValueTypes.Find(result, 0) is null) yield return new("definition_result", result);
    }

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Number;

    public override bool IsAdditive => true;
}
