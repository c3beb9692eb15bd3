using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>A count, sum, smallest, largest or mean over child records, kept in the transaction that changes them.</summary>
internal sealed class RollUpType : ComputedType
{
    private static readonly string[] Functions = ["count", "sum", "min", "max", "avg"];

    public override string Name => "rollup";

    /// <summary>Whole for a count; for the rest a decimal, unless the definition's result or the compiler says otherwise (the latest date).</summary>
    public override ExprType ValueType(FieldDefinition field)
    {
        if (field.RollUp is { Function: "count" }) return new(ValueKind.Integer);

        var scale = field.Scale ?? NumericType.DefaultScale;
        return (field.Result is { } result ? ValueTypes.Find(result, scale) : null) ?? new(ValueKind.Decimal, scale);
    }

    public override IEnumerable<Message> Examine(FieldDefinition field)
    {
        if (field.RollUp is not { } rollUp)
            yield return new("definition_no_rollup");
        else if (!Functions.Contains(rollUp.Function) || rollUp.Of is null != (rollUp.Function == "count"))
            yield return new("definition_rollup", Functions);
        foreach (var problem in Examinations.Scale(field))
            yield return problem;
    }

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Number;

    public override bool IsAdditive => true;
}
