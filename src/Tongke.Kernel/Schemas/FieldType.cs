using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Schemas;

/// <summary>
/// Everything the server knows about one type of field, in one file each: what it stores, what it accepts from JSON and from
/// a spreadsheet, how it is written, which operators filter it. The client has one folder for each in <c>web/src/records/kinds</c>.
/// </summary>
public abstract class FieldType
{
    /// <summary>Name in definitions: <c>text</c>, <c>money</c> ….</summary>
    public abstract string Name { get; }

    /// <summary>Kind of value a field of this type has in expressions.</summary>
    public abstract ExprType ValueType(FieldDefinition field);

    /// <summary>Column of the value; null for a type that has none of its own (child table, composite).</summary>
    public virtual ColumnType? Column(FieldDefinition field) => ColumnTypes.Of(ValueType(field));

    /// <summary>Whether only the system gives such a field its value: nothing a person sends is accepted.</summary>
    public virtual bool IsComputed => false;

    /// <summary>Object that a value of this type points to; null for a type that points to none or to several.</summary>
    public virtual string? TargetOf(FieldDefinition field) => null;

    /// <summary>Further fields that come with one of this type, such as a money amount's currency. Their names start with the field's name and an underscore.</summary>
    public virtual IEnumerable<FieldDefinition> Companions(FieldDefinition field) => [];

    /// <summary>What is wrong with a definition of this type, in the administrator's words; empty when nothing is.</summary>
    public virtual IEnumerable<Message> Examine(FieldDefinition field) => [];

    /// <summary>Reads a value from the API. JSON null never gets here.</summary>
    public abstract Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions);

    /// <summary>Reads a value a person typed into a spreadsheet: tolerant of formats, in either language. An empty cell never gets here.</summary>
    public abstract Coerced FromText(string text, FieldSchema field, Conventions conventions);

    /// <summary>Parts, by suffix, that a spreadsheet may have in a column each; empty for a type whose value always stands in one.</summary>
    public virtual IReadOnlyList<string> TextParts => [];

    /// <summary>Reads a value whose parts stand in a column each, together: they tell of each other. Empty cells never get here.</summary>
    /// <param name="parts">By suffix, some of <see cref="TextParts"/>.</param>
    /// <returns>The value; or why it can't be, and which part it is that can't.</returns>
    public virtual (Coerced Read, string? Part) FromTexts(IReadOnlyDictionary<string, string> parts) =>
        throw new NotSupportedException($"A value of type {Name} has no parts in columns of their own.");

    /// <summary>Writes a value for a spreadsheet so that <see cref="FromText"/> reads the same value back.</summary>
    public abstract string ToText(object value, FieldSchema field, Conventions conventions);

    /// <summary>Writes a value as the API shows it.</summary>
    public virtual void WriteJson(Utf8JsonWriter writer, object value, FieldSchema field) => Values.WriteJson(writer, value);

    /// <summary>Operators a person can filter the field with, by their names in the filter builder.</summary>
    public abstract IReadOnlyList<FilterOperator> Operators { get; }

    /// <summary>The operators of one field, for types whose values differ from field to field: formulas and roll-ups.</summary>
    public virtual IReadOnlyList<FilterOperator> OperatorsOf(FieldSchema field) => Operators;

    /// <summary>Whether lists can be sorted by it.</summary>
    public virtual bool IsSortable => true;

    /// <summary>Whether lists can be grouped by it.</summary>
    public virtual bool IsGroupable => false;

    /// <summary>Whether its values can be summed and averaged.</summary>
    public virtual bool IsAdditive => false;
}

/// <summary>A value taken in, or why it can't be.</summary>
/// <param name="Value">The CLR value of the field's <see cref="ExprType"/>; null empties the field. A composite's value is its <see cref="Parts"/>.</param>
/// <param name="Problem">Set when the value was refused.</param>
public readonly record struct Coerced(object? Value, Message? Problem = null)
{
    /// <summary>What the text says for companion fields: a currency, the parts of an address. Null when it says nothing.</summary>
    public Parts? Parts { get; init; }

    /// <summary>
    /// What a spreadsheet names instead of ids: the importer looks each up by a unique field or the name of the target,
    /// and the order is the order of the ids it puts in place. Null when <see cref="Value"/> is final.
    /// </summary>
    public IReadOnlyList<string>? References { get; init; }

    /// <summary>Refuses the value.</summary>
    public static Coerced Refuse(string code, params IReadOnlyList<object?> values) => new(null, new Message(code, values));

    /// <summary>The value of a composite field.</summary>
    public static Coerced Composite(Parts parts) => new(parts) { Parts = parts };

    /// <summary>Records that are named, not identified.</summary>
    public static Coerced Named(params IReadOnlyList<string> references) => new(null) { References = references };
}

/// <summary>An operator of the filter builder.</summary>
public enum FilterOperator
{
    /// <summary>Equal.</summary>
    Is,

    /// <summary>Not equal; empty counts as not equal.</summary>
    IsNot,

    /// <summary>One of several.</summary>
    In,

    /// <summary>None of several.</summary>
    NotIn,

    /// <summary>Text contains, ignoring case.</summary>
    Contains,

    /// <summary>Text does not contain.</summary>
    NotContains,

    /// <summary>Text starts with.</summary>
    StartsWith,

    /// <summary>Text ends with.</summary>
    EndsWith,

    /// <summary>Greater than.</summary>
    Greater,

    /// <summary>Greater or equal.</summary>
    AtLeast,

    /// <summary>Less than.</summary>
    Less,

    /// <summary>Less or equal.</summary>
    AtMost,

    /// <summary>Between two values, both included.</summary>
    Between,

    /// <summary>Relative period: today, this week, last 30 days ….</summary>
    Within,

    /// <summary>Has every one of several.</summary>
    HasAll,

    /// <summary>Has at least one of several.</summary>
    HasAny,

    /// <summary>Has no value.</summary>
    IsEmpty,

    /// <summary>Has a value.</summary>
    IsNotEmpty,
}
