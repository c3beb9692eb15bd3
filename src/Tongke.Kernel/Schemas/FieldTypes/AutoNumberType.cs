using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>A number the system gives, such as 合同-202603-0007.</summary>
internal sealed class AutoNumberType : ComputedType
{
    private static readonly string[] Resets = ["never", "year", "month", "day"];

    public override string Name => "auto_number";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Text);

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Text;

    public override IEnumerable<Message> Examine(FieldDefinition field)
    {
        if (field.Number is not { } number || !Resets.Contains(number.Reset) || number.Parts.Count(p => p.Counter is >= 1 and <= 18) != 1 || number.Parts.Any(p => !IsOne(p)))
            yield return new("definition_number");
    }

    private static bool IsOne(NumberPart part) =>
        (part.Text is null ? 0 : 1) + (part.Date is null ? 0 : 1) + (part.Counter is null ? 0 : 1) == 1 && (part.Date is null || part.Date.All(c => "yMd-/.".Contains(c, StringComparison.Ordinal)));
}
