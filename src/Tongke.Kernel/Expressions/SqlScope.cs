using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Where expressions become SQL: one object under one alias, with the joins that their paths need. Compile everything of a statement through one
/// scope, then put <see cref="Joins"/> behind <c>from table alias</c>. Not for use from several threads.
/// </summary>
public sealed class SqlScope
{
    private readonly Dictionary<string, Identifier> joined = new(StringComparer.Ordinal);
    private readonly List<Sql> joins = [];
    private readonly SqlScope root;
    private int aliases;

    /// <summary>A scope over <paramref name="definition"/>.</summary>
    /// <param name="definition">The object whose records are asked for.</param>
    /// <param name="alias">Its alias in the statement.</param>
    /// <param name="context">Reader, moment and conventions: they become parameters.</param>
    /// <param name="reach">
    /// The condition under which the reader may see a record of another object that a path or an any/all leads to, given its alias; null answers mean all.
    /// A record out of reach reads as empty and doesn't count. Formula fields see as the system does: the right on the formula field guards them.
    /// </param>
    /// <param name="hides">The condition under which a field of a record is kept from the reader, given the record's alias; null means never. There the field reads as empty.</param>
    public SqlScope(ObjectSchema definition, Identifier alias, EvaluationContext context, Func<ObjectSchema, Identifier, Sql?>? reach, Func<FieldSchema, Identifier, Sql?>? hides = null)
    {
        (Definition, Alias, Context, Reach, Hides, root) = (definition, alias, context, reach, hides, this);
    }

    private SqlScope(SqlScope parent, ObjectSchema definition)
    {
        (Definition, Context, Reach, Hides, root) = (definition, parent.Context, parent.Reach, parent.Hides, parent.root);
        Alias = root.NextAlias();
    }

    private SqlScope(SqlScope parent, ObjectSchema definition, Identifier alias) : this(definition, alias, parent.Context, parent.Reach, parent.Hides)
    {
        (root, joins) = (parent.root, parent.joins);
    }

    /// <summary>The object.</summary>
    public ObjectSchema Definition { get; }

    /// <summary>Its alias.</summary>
    public Identifier Alias { get; }

    /// <summary>Reader, moment and conventions.</summary>
    public EvaluationContext Context { get; }

    /// <summary>The left joins that what was compiled needs, with a space in front; empty when none.</summary>
    public Sql Joins => joins.Count == 0 ? Sql.Empty : Sql.From($" {Sql.Join(" ", joins)}");

    internal Func<ObjectSchema, Identifier, Sql?>? Reach { get; }

    private Func<FieldSchema, Identifier, Sql?>? Hides { get; }

    /// <summary>The value in the form a column of <see cref="ColumnTypes.Of"/> its type has, so that it is read, sorted, grouped and aggregated like one.</summary>
    public Sql Compile(Expr expression) => new SqlCompiler(this, seesAll: false).Column(Folding.Apply(expression, Context));

    /// <summary>The value that the column of a stored formula has, computed anew: formulas see as the system does.</summary>
    public Sql Stored(FieldSchema formula) => new SqlCompiler(this, seesAll: true).Stored(formula);

    /// <summary>The condition for a where clause: not true where it is false or empty.</summary>
    public Sql Condition(Expr expression) => new SqlCompiler(this, seesAll: false).Truth(Folding.Apply(expression, Context));

    /// <summary>An aggregate over the rows of the statement or of its groups, in the form of a column of <see cref="Measure.Type"/>; <paramref name="of"/> is null for count.</summary>
    public Sql Aggregate(Aggregate function, Expr? of) => new SqlCompiler(this, seesAll: false).Aggregated(function, of is null ? null : Folding.Apply(of, Context));

    internal SqlScope Child(ObjectSchema definition) => new(this, definition);

    /// <summary>The scope of the record that the lookups before the last step of a path lead to; its own joins are added here, behind the one it stands on.</summary>
    internal SqlScope At(IReadOnlyList<FieldSchema> path, bool seesAll) => new(this, path[^2].Target!, AliasOf(path, seesAll));

    /// <summary>The column that a path leads to.</summary>
    internal Sql ColumnOf(IReadOnlyList<FieldSchema> path, bool seesAll) => ColumnOf(path[^1], AliasOf(path, seesAll));

    /// <summary>The column of a field of the record under <paramref name="alias"/>.</summary>
    internal Sql ColumnOf(FieldSchema field, Identifier alias) => Shown(field, alias, Sql.From($"{alias}.{field.Column}"));

    /// <summary>
    /// What stands for a field of the record under <paramref name="alias"/>, or nothing where it is kept from the reader: in formulas too, which otherwise see
    /// as the system does, or one of another record would tell it.
    /// </summary>
    internal Sql Shown(FieldSchema field, Identifier alias, Sql value) =>
        Hides?.Invoke(field, alias) is { } isHidden ? Sql.From($"(case when {isHidden} then null else {value} end)") : value;

    /// <summary>Whether the field of some records is kept from the reader.</summary>
    internal bool IsKeptBack(FieldSchema field) => Hides?.Invoke(field, Alias) is not null;

    /// <summary>The alias of the record that the lookups before the last step of a path lead to.</summary>
    internal Identifier AliasOf(IReadOnlyList<FieldSchema> path, bool seesAll)
    {
        var alias = Alias;
        var key = seesAll ? "*" : "";
        for (var i = 0; i < path.Count - 1; i++)
        {
            var lookup = path[i];
            var target = lookup.Target ?? throw new InvalidOperationException($"{lookup} leads nowhere.");
            key = $"{key}.{lookup.Name}";
            if (!joined.TryGetValue(key, out var next))
            {
                next = root.NextAlias();
                joined.Add(key, next);
                var reach = seesAll ? null : Reach?.Invoke(target, next);
                var within = reach is null ? Sql.Empty : Sql.From($" and ({reach})");
                joins.Add(Sql.From($"left join {target.Table} as {next} on {next}.\"id\" = {LookupOf(lookup, alias)}{within}"));
            }

            alias = next;
        }

        return alias;
    }

    /// <summary>The aliases are short and named after the statement's own, so that nested statements don't shadow each other.</summary>
    private Identifier NextAlias() => Identifier.Of($"{Alias.Name}_{++aliases}");

    private Sql LookupOf(FieldSchema lookup, Identifier alias) => lookup.HasColumn
        ? ColumnOf(lookup, alias)
        : throw new InvalidOperationException($"{lookup} is no column.");
}
