namespace Tongke.Kernel.Schemas;

/// <summary>The id of a record itself, or of one it was merged into.</summary>
internal sealed class IdType : IdentifyingType
{
    public override string Name => "id";
}
