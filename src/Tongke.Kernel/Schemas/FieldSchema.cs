using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Schemas;

/// <summary>How a field's value comes to be.</summary>
public enum FieldStorage
{
    /// <summary>A column that people, rules or the system write.</summary>
    Column,

    /// <summary>A column that the write path computes: a stored formula.</summary>
    StoredFormula,

    /// <summary>A column that is aggregated from children in the transaction that changes them.</summary>
    RollUp,

    /// <summary>No column: its expression stands in every query.</summary>
    Virtual,

    /// <summary>No value of its own: a composite whose parts are fields, or a child table.</summary>
    None,
}

/// <summary>One field of a compiled <see cref="Schema"/>.</summary>
public sealed class FieldSchema
{
    internal FieldSchema(ObjectSchema owner, FieldDefinition definition, FieldType type, int ordinal, FieldStorage storage, FieldSchema? composite)
    {
        (Object, Definition, Type, Ordinal, Storage, Composite) = (owner, definition, type, ordinal, storage, composite);
        Column = Identifier.Of(definition.Name);
        ValueType = type.ValueType(definition);
        ColumnType = type.Column(definition) ?? ColumnTypes.Of(ValueType);
    }

    /// <summary>The object it belongs to.</summary>
    public ObjectSchema Object { get; }

    /// <summary>What was defined.</summary>
    public FieldDefinition Definition { get; }

    /// <summary>The behaviour of its type.</summary>
    public FieldType Type { get; }

    /// <summary>Index of its value in a <c>Record</c>.</summary>
    public int Ordinal { get; }

    /// <summary>How its value comes to be.</summary>
    public FieldStorage Storage { get; internal set; }

    /// <summary>The composite field it is a part of: <c>address</c> for <c>address_city</c>.</summary>
    public FieldSchema? Composite { get; }

    /// <summary>Its column.</summary>
    public Identifier Column { get; }

    /// <summary>The column that holds its place in Chinese order, written with the value; null for a field that sorts by its value.</summary>
    public Identifier? OrderColumn { get; internal set; }

    /// <summary>Type of its value in expressions.</summary>
    public ExprType ValueType { get; }

    /// <summary>Type of its column, or of the column a virtual field's value would have.</summary>
    public ColumnType ColumnType { get; }

    /// <summary>What a text must match; made when one is checked for the first time.</summary>
    public Regex? Pattern => Definition.Pattern is { } pattern ? field ??= new Regex($"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant) : null;

    /// <summary>API name.</summary>
    public string Name => Definition.Name;

    /// <summary>What people call it.</summary>
    public Label Label => Definition.Label;

    /// <summary>Whether it is one of the fields every object has.</summary>
    public bool IsSystem { get; internal init; }

    /// <summary>Whether the database has a column for it.</summary>
    public bool HasColumn => Storage is FieldStorage.Column or FieldStorage.StoredFormula or FieldStorage.RollUp;

    /// <summary>Whether people may give it a value at all (rights aside).</summary>
    public bool IsWritable => Storage == FieldStorage.Column && !IsComputed && !Definition.ReadOnly;

    /// <summary>Whether only the system gives it a value: an auto-number, a base amount, the system fields.</summary>
    public bool IsComputed { get; internal init; }

    /// <summary>Target of a lookup; null for everything else.</summary>
    public ObjectSchema? Target { get; internal set; }

    /// <summary>The formula, for formula fields.</summary>
    public Expr? Formula { get; internal set; }

    /// <summary>The default as an expression, when it is a formula.</summary>
    public Expr? DefaultFormula { get; internal set; }

    /// <summary>The constant default.</summary>
    public object? DefaultValue { get; internal set; }

    /// <summary>Shows only when true.</summary>
    public Expr? VisibleWhen { get; internal set; }

    /// <summary>Required when true.</summary>
    public Expr? RequiredWhen { get; internal set; }

    /// <summary>Read-only when true.</summary>
    public Expr? ReadOnlyWhen { get; internal set; }

    /// <summary>Conditions of the options that have one, by value.</summary>
    public IReadOnlyDictionary<string, Expr> OptionConditions { get; internal set; } = FrozenDictionary<string, Expr>.Empty;

    /// <summary>The roll-up, compiled.</summary>
    public RollUpSchema? RollUp { get; internal set; }

    /// <summary>What a roll-up comes to without children: nothing counted and nothing added up is 0; there is no smallest, largest or mean of nothing.</summary>
    public object? OfNothing => Definition.RollUp?.Function is "count" or "sum" ? (ValueType.Kind == ValueKind.Decimal ? (object)0m : 0L) : null;

    /// <inheritdoc />
    public override string ToString() => $"{Object.Name}.{Name}";
}

/// <summary>A compiled roll-up.</summary>
/// <param name="Child">Object whose records are aggregated.</param>
/// <param name="Lookup">The child's lookup to the parent.</param>
/// <param name="Function">count, sum, min, max or avg.</param>
/// <param name="Of">Aggregated child field; null for count.</param>
/// <param name="Filter">Condition over the child.</param>
public sealed record RollUpSchema(ObjectSchema Child, FieldSchema Lookup, string Function, FieldSchema? Of, Expr? Filter);
