namespace Tongke.Storage;

/// <summary>The text column holds one of these options, or NULL.</summary>
public sealed record CheckDefinition(Identifier Name, Identifier Column, IReadOnlyList<string> Options);
