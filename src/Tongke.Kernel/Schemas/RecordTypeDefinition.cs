using System.Text.Json;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>
/// One kind of records of an object that has several side by side: quick deals beside big projects. The kinds share the object's table, lists and rights;
/// each has fields of its own, asks for others and begins with other values. The first one that is active is what a record is that names none.
/// </summary>
public sealed record RecordTypeDefinition
{
    /// <summary>Stored value of <see cref="RecordTypes.Field"/>: lower_snake_case.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required Label Label { get; init; }

    /// <summary>One sentence that says when to choose it.</summary>
    public Label? Help { get; init; }

    /// <summary>Name of a palette colour.</summary>
    public string? Color { get; init; }

    /// <summary>Whether records may still be made of it; those that are there stay.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Fields of the object that records of this kind don't have: they are not shown, not asked for, and not written by people.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Fields without which no record of this kind is saved, beside those that the object itself requires.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Values of a new record that brings none, before those of the object: a constant, or a text starting with <c>=</c> that is a formula.</summary>
    public IReadOnlyDictionary<string, JsonElement> Defaults { get; init; } = new Dictionary<string, JsonElement>();
}
