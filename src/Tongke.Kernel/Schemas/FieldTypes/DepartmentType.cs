namespace Tongke.Kernel.Schemas;

/// <summary>Points to a department of the company.</summary>
internal sealed class DepartmentType : LookupType
{
    public override string Name => "department";

    public override string? TargetOf(FieldDefinition field) => "department";
}
