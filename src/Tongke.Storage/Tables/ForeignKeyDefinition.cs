namespace Tongke.Storage;

/// <summary>A reference to another table's <c>id</c>.</summary>
public sealed record ForeignKeyDefinition(Identifier Name, Identifier Column, Identifier Target)
{
    public DeleteRule OnDelete { get; init; } = DeleteRule.Restrict;
}
