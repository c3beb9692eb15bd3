using System.Text.Json;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>One object as a package or an administrator defines it: the data of <c>*.object.json</c>.</summary>
public sealed record ObjectDefinition
{
    /// <summary>API name, table name and package name: lower_snake_case, singular.</summary>
    public required string Name { get; init; }

    /// <summary>What people call one record.</summary>
    public required Label Label { get; init; }

    /// <summary>What people call many records.</summary>
    public Label? Plural { get; init; }

    /// <summary>Icon name of the client's icon set.</summary>
    public string? Icon { get; init; }

    /// <summary>Menu group: sales, marketing, service, setup ….</summary>
    public string? Group { get; init; }

    /// <summary>Whether records belong to a user and a department; scopes such as "own" need it.</summary>
    public bool Owned { get; init; } = true;

    /// <summary>What people call the owner of a record, where it is somebody else than who looks after it: who does a task, who is away.</summary>
    public Label? OwnerLabel { get; init; }

    /// <summary>Whether it is one of the objects that people look for first: of two records that a search finds as well, theirs comes first.</summary>
    public bool Main { get; init; }

    /// <summary>Whether the object is part of the machinery: not offered in menus, not customisable.</summary>
    public bool System { get; init; }

    /// <summary>Whether rules alone write the records: nobody makes, changes or deletes one, whatever their roles allow.</summary>
    public bool WrittenByRules { get; init; }

    /// <summary>Whether records come from files too; not where making one sets something off, as a hand-over does.</summary>
    public bool Imports { get; init; } = true;

    /// <summary>Whether only roles that name the object have rights on it: what a role allows on all other objects, as an administrator's does, does not reach it.</summary>
    public bool NamedOnly { get; init; }

    /// <summary>Field whose value stands for the record in lists, lookups and search.</summary>
    public string NameField { get; init; } = "name";

    /// <summary>Fields that tell records of the same name apart where one is chosen, beside the name.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>Fields, in the order people see them.</summary>
    public required IReadOnlyList<FieldDefinition> Fields { get; init; }

    /// <summary>Fields by which records stand in order where they are shown as parts of another one; <c>-</c> in front for descending.</summary>
    public IReadOnlyList<string> Order { get; init; } = [];

    /// <summary>Kinds of records side by side; empty where all records are alike.</summary>
    public IReadOnlyList<RecordTypeDefinition> RecordTypes { get; init; } = [];

    /// <summary>Formulas that a record must not fulfil.</summary>
    public IReadOnlyList<ValidationDefinition> Validations { get; init; } = [];

    /// <summary>When people leave a record as it is.</summary>
    public IReadOnlyList<LockDefinition> Locks { get; init; } = [];

    /// <summary>Lookup to the record that these are parts of, as the lines of a quote are: where that is locked as a whole, so are they.</summary>
    public string? PartOf { get; init; }

    /// <summary>Additional indexes: field names, <c>-</c> in front for descending.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Indexes { get; init; } = [];

    /// <summary>Combinations of fields that living records may not share.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Keys { get; init; } = [];

    /// <summary>List views that come with the object; the first is the default.</summary>
    public IReadOnlyList<ViewDefinition> Views { get; init; } = [];

    /// <summary>How the record page and the form are laid out.</summary>
    public LayoutDefinition? Layout { get; init; }

    /// <summary>Things people can do with a record beyond editing it; each sets fields as declared or is backed by a C# action of the same name.</summary>
    public IReadOnlyList<ActionDefinition> Actions { get; init; } = [];

    /// <summary>What waits for somebody to decide on it.</summary>
    public IReadOnlyList<ReviewDefinition> Reviews { get; init; } = [];

    /// <summary>When two records are probably the same.</summary>
    public IReadOnlyList<DuplicateRuleDefinition> Duplicates { get; init; } = [];

    /// <summary>What makes the data of a record good; absent asks nothing.</summary>
    public QualityDefinition? Quality { get; init; }

    /// <summary>For records that are part of others: those who see the other see them, nobody else does. Absent stand on their own.</summary>
    public AttachmentDefinition? AttachedTo { get; init; }

    /// <summary>How the records go along when somebody hands over their work; absent stay, save those of objects that administrators made.</summary>
    public HandOverDefinition? HandOver { get; init; }

    /// <summary>Lookup to the pool a record lies in while nobody owns it; absent where records lie in none.</summary>
    public string? Pool { get; init; }
}

/// <summary>How the records of an object go along when somebody hands over their work.</summary>
public sealed record HandOverDefinition
{
    /// <summary>The field with the person whose work it is, for records that belong to nobody: whom the leads of a form go to. Absent: the owner.</summary>
    public string? Holder { get; init; }

    /// <summary>Formula: what still takes work, as open deals do. Absent means every record.</summary>
    public string? Open { get; init; }

    /// <summary>Lookups to records that are handed over too, the nearest first: where one of those gets a new owner, this one goes the same way.</summary>
    public IReadOnlyList<string> Follows { get; init; } = [];
}

/// <summary>On what the records of an object hang, as comments on what they are about.</summary>
public sealed record AttachmentDefinition
{
    /// <summary>People who may change the other record by their role.</summary>
    public const string Editors = "editors";

    /// <summary>Field with the other record: a lookup, or an id whose object <see cref="Object"/> or <see cref="To"/> names. Where it is empty, the record stands on its own.</summary>
    public required string Record { get; init; }

    /// <summary>The other record's object, where <see cref="Record"/> is a mere id of one, which does not hinder that record from being deleted.</summary>
    public string? To { get; init; }

    /// <summary>Whether it is still seen while the other record lies in the recycle bin, by those who would see that one there: what happened stays true.</summary>
    public bool Outlasts { get; init; }

    /// <summary>Field with the name of the other record's object.</summary>
    public string? Object { get; init; }

    /// <summary>Field with the name of the other record's field, where it hangs on that: then that field must be readable and point back.</summary>
    public string? Field { get; init; }

    /// <summary>Who changes and deletes: <c>role</c>, as the scopes of the role say within what is seen, or <c>editors</c>, who may change the other record by their role.</summary>
    public string ChangedBy { get; init; } = "role";
}

/// <summary>What makes the data of a record good. Where it is declared the object has a <c>quality_score</c>, 0 to 100.</summary>
public sealed record QualityDefinition
{
    /// <summary>Fields that should be filled.</summary>
    public required IReadOnlyList<QualityField> Fields { get; init; }

    /// <summary>Moment of the last news about the record; without one it is as old as the record.</summary>
    public required string Freshness { get; init; }

    /// <summary>Days for which it counts as fresh; after twice as many nothing is left.</summary>
    public int Days { get; init; } = 90;
}

/// <summary>A field that should be filled.</summary>
/// <param name="Field">The field.</param>
/// <param name="Weight">How much it counts beside the others.</param>
/// <param name="Valid">Formula that a good value fulfils; absent takes every value.</param>
public sealed record QualityField(string Field, int Weight = 1, string? Valid = null);

/// <summary>A rule over the whole record.</summary>
/// <param name="Name">Stable name; also the error code.</param>
/// <param name="When">Formula: true means the record is refused. What reads a roll-up of the record is checked by the commit, once the roll-ups stand.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Field">Field beside which the message stands.</param>
public sealed record ValidationDefinition(string Name, string When, Label Message, string? Field = null);

/// <summary>A saved way to look at many records.</summary>
public sealed record ViewDefinition
{
    /// <summary>Stable name.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required Label Label { get; init; }

    /// <summary>table or board.</summary>
    public string Kind { get; init; } = "table";

    /// <summary>Fields shown, in order.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Condition as a formula; absent shows all.</summary>
    public string? Filter { get; init; }

    /// <summary>Fields to sort by, <c>-</c> in front for descending. Every such order gets an index.</summary>
    public IReadOnlyList<string> OrderBy { get; init; } = [];

    /// <summary>Field whose values are the columns of a board.</summary>
    public string? GroupBy { get; init; }
}

/// <summary>Something people can do with a record.</summary>
public sealed record ActionDefinition
{
    /// <summary>Name in the API: <c>POST /api/v1/{object}/{id}/{name}</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the button says.</summary>
    public required Label Label { get; init; }

    /// <summary>Icon name.</summary>
    public string? Icon { get; init; }

    /// <summary>What is said once it was done, before the record's name; absent says it with the label.</summary>
    public Label? Done { get; init; }

    /// <summary>Question asked before it runs; absent asks nothing.</summary>
    public Label? Confirm { get; init; }

    /// <summary>Whether it destroys or can't be undone.</summary>
    public bool Danger { get; init; }

    /// <summary>Formula over the record: offered only when true.</summary>
    public string? When { get; init; }

    /// <summary>Right on the object that it needs: <c>edit</c> unless said otherwise.</summary>
    public string Needs { get; init; } = "edit";

    /// <summary>Whether it is what is to be done first while it can be done: on a phone too it has a button of its own.</summary>
    public bool First { get; init; }

    /// <summary>
    /// Formula over the record: whether it is what one does next. The first such action is the page's highlighted button, the others stand beside it. Where
    /// an object says so of any action, those that are not next at the moment are in the menu. One that is <see cref="First"/> is next unless it says otherwise.
    /// </summary>
    public string? Next { get; init; }

    /// <summary>Whether it is never the highlighted button, though it may stand among them: what takes back rather than goes on.</summary>
    public bool Quiet { get; init; }

    /// <summary>The field with the moment until which it can be done, which the page tells.</summary>
    public string? Until { get; init; }

    /// <summary>Fields of the record that one needs to see to answer what it asks: how much is left of what it takes.</summary>
    public IReadOnlyList<string> Shows { get; init; } = [];

    /// <summary>What it asks for: field definitions, without a column behind them.</summary>
    public IReadOnlyList<FieldDefinition> Parameters { get; init; } = [];

    /// <summary>
    /// What it gives the record, by field: a constant, or a text starting with <c>=</c> that is a formula. Parameters named like a field are given to it
    /// before. With it no class is needed.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Set { get; init; } = new Dictionary<string, JsonElement>();
}

/// <summary>When two records are probably the same.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Fields">All of them must match.</param>
/// <param name="Match">exact (after cleansing) or fuzzy (company names without legal form, place and punctuation).</param>
/// <param name="On">warn or block.</param>
public sealed record DuplicateRuleDefinition(string Name, IReadOnlyList<string> Fields, string Match = "exact", string On = "warn")
{
    /// <summary>The way to compare names of companies as people know them.</summary>
    public const string Fuzzy = "fuzzy";

    /// <summary>Saving is refused.</summary>
    public const string Block = "block";

    /// <summary>What people are told; absent says which fields are the same.</summary>
    public Label? Label { get; init; }

    /// <summary>Other objects in which the same may stand.</summary>
    public IReadOnlyList<DuplicateElsewhere> Against { get; init; } = [];
}

/// <summary>Where else the values of a duplicate rule are looked for.</summary>
/// <param name="Object">The other object.</param>
/// <param name="Fields">Its fields, in the order of the rule's.</param>
public sealed record DuplicateElsewhere(string Object, IReadOnlyList<string> Fields);
