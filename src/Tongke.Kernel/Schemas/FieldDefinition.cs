using System.Text.Json;
using System.Text.Json.Serialization;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>One field as a package or an administrator defines it: the data of <c>*.object.json</c>, nothing compiled.</summary>
public sealed record FieldDefinition
{
    /// <summary>API name, column name and package name: lower_snake_case, at most 50 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the field type: <c>text</c>, <c>money</c>, <c>lookup</c> ….</summary>
    public required string Type { get; init; }

    /// <summary>What people call the field.</summary>
    public required Label Label { get; init; }

    /// <summary>One sentence shown beside the input.</summary>
    public Label? Help { get; init; }

    /// <summary>Other names that a column of a spreadsheet may have for it, in either language.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether a record without a value is refused.</summary>
    public bool Required { get; init; }

    /// <summary>Whether a rule fills the field of a new record that brings no value, so that nobody has to.</summary>
    public bool Filled { get; init; }

    /// <summary>Whether two living records may not share a value; such a field is an alternate key.</summary>
    public bool Unique { get; init; }

    /// <summary>Whether global search looks into the field.</summary>
    public bool Search { get; init; }

    /// <summary>
    /// Order of a text field: <c>zh</c> sorts Chinese by pinyin, as the field that stands for the record always is; absent sorts by code point.
    /// </summary>
    public string? Sort { get; init; }

    /// <summary>Whether people can only read it: the system or a rule writes it.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>
    /// The field whose value a rule keeps here in another form, to search or compare by, or of another object (<c>opportunity.amount</c>) as it once was:
    /// this one is seen by those who may read that one.
    /// </summary>
    public string? KeyOf { get; init; }

    /// <summary>Fields of the same object of which a rule or a device makes this one: a pool that hides one of them hides this one with it.</summary>
    public IReadOnlyList<string> MadeOf { get; init; } = [];

    /// <summary>Value of a new record that brings none: a constant, or a text starting with <c>=</c> that is a formula.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>Smallest value (number, date) or shortest length (text).</summary>
    public decimal? Min { get; init; }

    /// <summary>Largest value or longest length.</summary>
    public decimal? Max { get; init; }

    /// <summary>Digits in all, for decimals; 18 at most.</summary>
    public int? Precision { get; init; }

    /// <summary>Digits after the point, for decimals.</summary>
    public int? Scale { get; init; }

    /// <summary>For a date: <c>month</c> when it stands for a whole month, of which the first day is kept whatever day is given.</summary>
    public string? Period { get; init; }

    /// <summary>For numbers that add up only among records alike: the field by whose values they are summed, such as the level of a target.</summary>
    public string? SumsWithin { get; init; }

    /// <summary>
    /// Whether a number adds up over records. Absent says what most of its kind do: amounts and quantities do, those that set something up or stand for a
    /// place or a year don't.
    /// </summary>
    public bool? Sums { get; init; }

    /// <summary>Whether a number is shown with its thousands apart; a year is not.</summary>
    public bool Grouping { get; init; } = true;

    /// <summary>Regular expression the whole text must match (.NET syntax, non-backtracking).</summary>
    public string? Pattern { get; init; }

    /// <summary>
    /// Check of a text by name: <c>uscc</c> (统一社会信用代码), <c>id_card</c>, <c>bank_card</c>, <c>currency</c>. It also brings the text into its usual form.
    /// </summary>
    public string? Check { get; init; }

    /// <summary>Choices of a select or multi-select, in order; of a formula, those that its text may be: it is shown and filtered as a choice.</summary>
    public IReadOnlyList<OptionDefinition> Options { get; init; } = [];

    /// <summary>
    /// For a select that says where a record stands: from each value, those to which people may go by hand. From a value that is not named nothing leads on,
    /// save rules and actions. <see cref="Start"/> names the values with which a new record may begin; without it that is the default.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Moves { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The name under which <see cref="Moves"/> says how a record may begin.</summary>
    public const string Start = "";

    /// <summary>
    /// Target object of a lookup, child object of a child table; for JSON, the object over whose records it holds a list of conditions; for a text or tags
    /// that hold something about an object, that object.
    /// </summary>
    public string? Object { get; init; }

    /// <summary>What a text, a list of tags or JSON says about the records of an object, which <see cref="Object"/> or <see cref="ObjectFrom"/> names.</summary>
    public Holding? Holds { get; init; }

    /// <summary>The field of the same record with the name of the object that <see cref="Holds"/> is about.</summary>
    public string? ObjectFrom { get; init; }

    /// <summary>Where a rule takes the value from while nobody gives one: a lookup and a field of its record, as <c>stage.probability</c>. Forms show it at once.</summary>
    public string? TakenFrom { get; init; }

    /// <summary>Possible targets of a polymorphic reference.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>The lookup in the child object that points back, for a child table.</summary>
    public string? By { get; init; }

    /// <summary>
    /// Which records a lookup offers: those whose lookup of the same name points where this record's does, as <c>account</c> does for the contact of a
    /// deal; over a lookup as <c>opportunity.account</c>. Absent offers all.
    /// </summary>
    public string? Within { get; init; }

    /// <summary>Whether it is bookkeeping of the rules alone: the story of a record does not tell of it.</summary>
    public bool Internal { get; init; }

    /// <summary>
    /// Whether it follows from other data, as a roll-up does: rules, consumers and duties keep it, and as that is no change of the record, the log and the history
    /// don't tell of it.
    /// </summary>
    public bool Follows { get; init; }

    /// <summary>Whether it is for rules alone, as it holds values of other records: no role sees or changes it, by any path, whatever the role grants.</summary>
    public bool RulesOnly { get; init; }

    /// <summary>How people outside are asked for it on public pages, where the label speaks of them; absent asks by the label.</summary>
    public Label? Asked { get; init; }

    /// <summary>The view of its object whose records a lookup offers; absent offers all.</summary>
    public string? Offers { get; init; }

    /// <summary>Fields in which the records that a lookup offers are like this one, such as the currency of what is paid together.</summary>
    public IReadOnlyList<string> Alike { get; init; } = [];

    /// <summary>Fields of the record, or behind one of its lookups as <c>project.owner</c>, whose records a lookup does not offer.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>What happens to this record when the record it points to is deleted.</summary>
    public DeleteRule OnDelete { get; init; } = DeleteRule.Restrict;

    /// <summary>Excel-like formula of a formula field.</summary>
    public string? Formula { get; init; }

    /// <summary>Type of the formula's result when it can't be inferred; also scale of a decimal result through <see cref="Scale"/>.</summary>
    public string? Result { get; init; }

    /// <summary>For a computed amount: the field that names its currency. Absent, a formula has that of the amount it reads.</summary>
    public string? Currency { get; init; }

    /// <summary>Roll-up over children.</summary>
    [JsonPropertyName("rollup")]
    public RollUpDefinition? RollUp { get; init; }

    /// <summary>Parts and reset of an auto-number, or of a text that is numbered where a new record brings none.</summary>
    public NumberDefinition? Number { get; init; }

    /// <summary>Formula: the field shows only when it is true.</summary>
    public string? VisibleWhen { get; init; }

    /// <summary>Formula: the field is required when it is true.</summary>
    public string? RequiredWhen { get; init; }

    /// <summary>Formula: the field can't be changed when it is true.</summary>
    public string? ReadOnlyWhen { get; init; }

    /// <summary>For a yes-or-no field: what a merge keeps. <c>any</c> keeps a yes of any of the records, whatever is chosen: a refusal once given stays given.</summary>
    public string? Merge { get; init; }

    /// <summary>Normalisation on every write and import.</summary>
    public IReadOnlyList<Cleansing> Cleanse { get; init; } = [];
}

/// <summary>What deleting the target of a lookup does to the record that holds the lookup.</summary>
public enum DeleteRule
{
    /// <summary>The delete is refused while such records exist.</summary>
    Restrict,

    /// <summary>The records go with it.</summary>
    Cascade,

    /// <summary>The lookup is emptied.</summary>
    Clear,
}

/// <summary>What a text or a list of tags says about the records of an object.</summary>
public enum Holding
{
    /// <summary>A formula that is true or false for each of them.</summary>
    Condition,

    /// <summary>Names of their fields.</summary>
    Fields,

    /// <summary>Names of their record types.</summary>
    Types,

    /// <summary>For JSON: things to do for each of them, with words in both languages and whether they must be done.</summary>
    Checklist,

    /// <summary>For tags: names of what is done of the checklists that the record's step, a record of the object, brings along.</summary>
    Ticks,
}

/// <summary>A normalisation applied before validation.</summary>
public enum Cleansing
{
    /// <summary>Spaces at both ends go; runs of spaces inside become one.</summary>
    Trim,

    /// <summary>Latin letters become capital.</summary>
    Upper,

    /// <summary>Latin letters become small.</summary>
    Lower,

    /// <summary>Full-width letters and digits become half-width (NFKC).</summary>
    HalfWidth,
}

/// <summary>One choice of a select.</summary>
/// <param name="Value">Stored value, lower_snake_case.</param>
/// <param name="Label">What people read.</param>
/// <param name="Color">Name of a palette colour: gray, blue, teal, green, amber, orange, red, purple, pink.</param>
/// <param name="When">Formula over the record: the choice is offered only when it is true (dependent options).</param>
/// <param name="End">How the way of a record ends here; absent where it goes on.</param>
public sealed record OptionDefinition(string Value, Label Label, string? Color = null, string? When = null, WayEnd? End = null);

/// <summary>How the way of a record can end.</summary>
public enum WayEnd
{
    /// <summary>As it was meant to.</summary>
    Won,

    /// <summary>Given up.</summary>
    Lost,
}

/// <summary>A value computed over children.</summary>
/// <param name="Object">Child object.</param>
/// <param name="Field">The child's lookup to this object.</param>
/// <param name="Function">count, sum, min, max or avg.</param>
/// <param name="Of">Child field to aggregate; absent for count.</param>
/// <param name="Filter">Formula over the child; absent counts all.</param>
public sealed record RollUpDefinition(string Object, string Field, string Function, string? Of = null, string? Filter = null);

/// <summary>How an auto-number is made.</summary>
/// <param name="Parts">In order.</param>
/// <param name="Reset">never, year, month or day: when the counter starts again at 1, on the company's calendar.</param>
public sealed record NumberDefinition(IReadOnlyList<NumberPart> Parts, string Reset = "never");

/// <summary>One part of an auto-number: exactly one of the three is set.</summary>
/// <param name="Text">A fixed text.</param>
/// <param name="Date">A date pattern such as <c>yyyyMM</c>.</param>
/// <param name="Counter">The counter, padded to this many digits.</param>
public sealed record NumberPart(string? Text = null, string? Date = null, int? Counter = null);
