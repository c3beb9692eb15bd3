namespace Tongke.Kernel.Schemas;

/// <summary>Points to a person who signs in.</summary>
internal sealed class UserType : LookupType
{
    public override string Name => "user";

    public override string? TargetOf(FieldDefinition field) => "user";
}
