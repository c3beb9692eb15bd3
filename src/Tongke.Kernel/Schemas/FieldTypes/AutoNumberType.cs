using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>A number the system gives, such as 合同-202603-0007.</summary>
internal sealed class AutoNumberType : ComputedType
{
    public override string Name => "auto_number";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Text);

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Text;

    public override IEnumerable<Message> Examine(FieldDefinition field) => Examinations.Number(field.Number);
}
