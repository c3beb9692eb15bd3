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
        foreach (var problem in Examinations.Scale(field)) yield return problem;
        foreach (var problem in field.Options.Count > 0 ? Examinations.Options(field) : []) yield return problem;
    }

    /// <summary>A formula that results in one of its options is shown and filtered as a choice.</summary>
    public override string ToText(object value, FieldSchema field, Conventions conventions) =>
        field.Definition.Options.Count > 0 && value is string option ? Choices.Write(field, option, conventions) : base.ToText(value, field, conventions);

    public override IReadOnlyList<FilterOperator> OperatorsOf(FieldSchema field) => field.Definition.Options.Count > 0 ? FilterOperators.Choice : base.OperatorsOf(field);

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Number;

    public override bool IsAdditive => true;
}
