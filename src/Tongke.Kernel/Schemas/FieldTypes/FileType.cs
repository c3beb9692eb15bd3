namespace Tongke.Kernel.Schemas;

/// <summary>A stored file. Who may read the record may read it.</summary>
internal class FileType : IdentifyingType
{
    public override string Name => "file";

    public override string? TargetOf(FieldDefinition field) => "stored_file";

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Presence;

    public override bool IsSortable => false;
}
