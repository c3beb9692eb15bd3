using System.Collections.Frozen;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Schemas;

/// <summary>One object of a compiled <see cref="Schema"/>.</summary>
public sealed class ObjectSchema
{
    private FrozenDictionary<string, FieldSchema> byName = FrozenDictionary<string, FieldSchema>.Empty;

    internal ObjectSchema(ObjectDefinition definition)
    {
        Definition = definition;
        Table = Identifier.Of(definition.Name);
    }

    /// <summary>What was defined.</summary>
    public ObjectDefinition Definition { get; }

    /// <summary>Its table.</summary>
    public Identifier Table { get; }

    /// <summary>API name.</summary>
    public string Name => Definition.Name;

    /// <summary>What people call one record.</summary>
    public Label Label => Definition.Label;

    /// <summary>Every field by ordinal: system fields first, then the defined ones with their companions.</summary>
    public IReadOnlyList<FieldSchema> Fields
    {
        get;
        internal set
        {
            field = value;
            byName = value.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
        }
    } = [];

    /// <summary>Fields that are columns, in table order.</summary>
    public IReadOnlyList<FieldSchema> Columns { get; internal set; } = [];

    /// <summary>The statements that insert its rows.</summary>
    internal RowInserts Inserts => field ??= new(this);

    /// <summary>Stored formulas, each after the ones it reads.</summary>
    public IReadOnlyList<FieldSchema> StoredFormulas { get; internal set; } = [];

    /// <summary>Fields that search looks into.</summary>
    public IReadOnlyList<FieldSchema> SearchFields { get; internal set; } = [];

    /// <summary>Every condition that validation evaluates, for loading what they read.</summary>
    public IReadOnlyList<Expr> Conditions { get; internal set; } = [];

    /// <summary>What those conditions read beyond the record itself: paths over lookups, and child lookups.</summary>
    internal ConditionReads ConditionReads => field ??= new(
        [.. Conditions.SelectMany(ExprShape.Paths).Where(p => p.Path.Count > 1).Distinct()],
        [.. Conditions.SelectMany(ExprShape.Children).Distinct()]);

    /// <summary>Lookups of other objects that point here.</summary>
    public IReadOnlyList<FieldSchema> Referrers { get; internal set; } = [];

    /// <summary>Field that stands for the record.</summary>
    public FieldSchema NameField => this[Definition.NameField];

    /// <summary>On what the records hang; null when they stand on their own.</summary>
    public AttachmentSchema? Attachment { get; internal set; }

    /// <summary>The field that carries the kind of a record; null where all records are alike.</summary>
    public FieldSchema? RecordType { get; internal set; }

    /// <summary>The kinds of records; empty where all are alike.</summary>
    public IReadOnlyList<RecordTypeSchema> RecordTypes { get; internal set; } = [];

    /// <summary>Lookup to the pool a record lies in; null when records lie in none.</summary>
    public FieldSchema? Pool { get; internal set; }

    /// <summary>Whether records have an owner and a department.</summary>
    public bool IsOwned => Definition.Owned;

    /// <summary>Compiled validation rules that are checked before the record is written.</summary>
    public IReadOnlyList<(ValidationDefinition Definition, Expr When)> Validations { get; internal set; } = [];

    /// <summary>Compiled validation rules that read roll-ups: they are checked by the commit itself, once the roll-ups stand.</summary>
    public IReadOnlyList<(ValidationDefinition Definition, Expr When)> RollUpValidations { get; internal set; } = [];

    /// <summary>Compiled filters of the views that have one, by view name.</summary>
    public IReadOnlyDictionary<string, Expr> ViewFilters { get; internal set; } = FrozenDictionary<string, Expr>.Empty;

    /// <summary>Compiled conditions of the actions that have one, by action name.</summary>
    public IReadOnlyDictionary<string, Expr> ActionConditions { get; internal set; } = FrozenDictionary<string, Expr>.Empty;

    /// <summary>Compiled conditions under which actions are what one does next, by action name.</summary>
    public IReadOnlyDictionary<string, Expr> NextActions { get; internal set; } = FrozenDictionary<string, Expr>.Empty;

    /// <summary>When records beside others are made as an action of those, and when that is next, by object and lookup.</summary>
    public IReadOnlyDictionary<(string Object, string Field), (Expr? When, Expr? Next)> RelatedNew { get; internal set; } = FrozenDictionary<(string, string), (Expr?, Expr?)>.Empty;

    /// <summary>While what do records wait for a decision, by the action that decides.</summary>
    public IReadOnlyDictionary<string, Expr> Waiting { get; internal set; } = FrozenDictionary<string, Expr>.Empty;

    /// <summary>What the actions that take no class give a record, by action name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FieldSet>> ActionSets { get; internal set; } = FrozenDictionary<string, IReadOnlyList<FieldSet>>.Empty;

    /// <summary>When people leave a record as it is, by its own locks and by those of what it is part of.</summary>
    public IReadOnlyList<LockSchema> Locks { get; internal set; } = [];

    /// <summary>What a hand-over takes of records that still need work; null takes all.</summary>
    public Expr? HandOverOpen { get; internal set; }

    /// <summary>The field named <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none: a bug, since callers check names from outside with <see cref="Find"/>.</exception>
    public FieldSchema this[string name] => Find(name) ?? throw new KeyNotFoundException($"{Name} has no field '{name}'.");

    /// <summary>The field named <paramref name="name"/>, if any.</summary>
    public FieldSchema? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The columns of a whole record, in the order of <see cref="Columns"/>, from its table under the alias <c>t</c>.</summary>
    internal Sql WholeRow => field ??= Sql.List(Identifier.Of("t"), Columns.Select(f => f.Column));

    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>
/// What conditions read beyond a record itself. One object, so that whoever asks first, of many at the same time, puts all of it there at once: a pair
/// of lists could be seen half written.
/// </summary>
/// <param name="Paths">Paths over lookups.</param>
/// <param name="Children">Child lookups.</param>
internal sealed record ConditionReads(IReadOnlyList<FieldPath> Paths, IReadOnlyList<FieldSchema> Children);

/// <summary>A value that an action gives a field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">A constant, where there is no formula.</param>
/// <param name="Formula">Over the record.</param>
public sealed record FieldSet(FieldSchema Field, object? Value, Expr? Formula);
