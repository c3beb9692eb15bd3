using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>The record page.</summary>
public sealed record LayoutDefinition
{
    /// <summary>Figures at the top.</summary>
    public IReadOnlyList<string> Headline { get; init; } = [];

    /// <summary>Groups of fields.</summary>
    public IReadOnlyList<SectionDefinition> Sections { get; init; } = [];

    /// <summary>The few fields of a record that is noted in passing; the others are one press away. Empty where every form is whole.</summary>
    public IReadOnlyList<string> Quick { get; init; } = [];

    /// <summary>Lists of records that point here.</summary>
    public IReadOnlyList<RelatedListDefinition> Related { get; init; } = [];
}

/// <summary>A titled group of fields.</summary>
/// <param name="Label">Its title.</param>
/// <param name="Fields">Its fields, in order.</param>
/// <param name="Columns">In how many columns they stand.</param>
public sealed record SectionDefinition(Label Label, IReadOnlyList<string> Fields, int Columns = 2)
{
    /// <summary>Kinds of records that have it; empty where all have.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];
}

/// <summary>A list of the records of <paramref name="Object"/> whose lookup <paramref name="Field"/> points to this one.</summary>
/// <param name="Object">Object whose records are listed.</param>
/// <param name="Field">Its lookup that points here.</param>
/// <param name="Label">Its title.</param>
public sealed record RelatedListDefinition(string Object, string Field, Label? Label = null)
{
    /// <summary>Fields that the list shows beside the name; empty takes the first of the object's first view.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Kinds of records that have it; empty where all have.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];
}
