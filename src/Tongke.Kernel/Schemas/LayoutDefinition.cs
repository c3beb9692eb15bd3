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

    /// <summary>What making one is called among the actions of the record; absent: one is made on the list alone.</summary>
    public RelatedNewDefinition? New { get; init; }
}

/// <summary>Making a record beside another one as something one does with that: a payment with its contract.</summary>
/// <param name="Label">What the button says.</param>
public sealed record RelatedNewDefinition(Label Label)
{
    /// <summary>What the button of the form says that makes it; absent: what every form says.</summary>
    public Label? Save { get; init; }

    /// <summary>Formula over the record: offered only when true.</summary>
    public string? When { get; init; }

    /// <summary>Formula over the record: whether it is what one does next, as with an action.</summary>
    public string? Next { get; init; }

    /// <summary>What the new record begins with: its fields, and the fields of this record that they are taken from.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
}
