using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// A total order and how to go on after a record of it. Empty values are the smallest on both databases: where that is not what an index has,
/// the statement is cut into segments, one of the empty and one of the other values, which are read one after the other. Options come in the order in which
/// they were declared: where the first key is of options and has an index, each option is a segment.
/// </summary>
internal sealed class PageOrder
{
    /// <summary>More options than this are sorted instead of being read one after the other.</summary>
    private const int MostSegments = 30;

    private readonly Key[] keys;
    private readonly Dialect dialect;

    public PageOrder(SqlScope scope, IReadOnlyList<SortTerm> order, Dialect dialect)
    {
        this.dialect = dialect;
        var id = scope.Definition[SystemFields.Id];
        var all = order.Where(o => o.Value is not Constant).ToList();
        if (!all.Any(o => o.Value is FieldPath { Path: [var only] } && only == id))
            all.Add(new(new FieldPath(id), all.Count > 0 && all[^1].IsDescending));

        keys = [.. all.Select((o, i) => OfOptions(scope, o, isFirst: i == 0) ?? new Key(Sorted(scope, o.Value), o.Value.Type, o.IsDescending, MayBeEmpty(o.Value)))];
        Types = [.. keys.Select(k => k.Type)];
        if (all is [{ Value: FieldPath { Path: [{ Name: SystemFields.CreatedAt }] } } first, var last] && first.IsDescending == last.IsDescending && last.Value is FieldPath { Path: [var second] } && second == id)
            NewestFirst = first.IsDescending;
        Signature = Continuation.Fingerprint(string.Join(',', keys.Select(k => k.Value.ToText(dialect) + (k.Descending ? "-" : "+"))) + scope.Definition.Name);
    }

    /// <summary>What a continuation must have been made for.</summary>
    public string Signature { get; }

    public IReadOnlyList<ExprType> Types { get; }

    public IEnumerable<Sql> Values => keys.Select(k => k.Value);

    /// <summary>Where records stand in the order in which they were made: whether the newest come first; null for another order.</summary>
    public bool? NewestFirst { get; }

    /// <summary>Slots for when the record was made behind which a page of <see cref="NewestFirst"/> begins, and for its id.</summary>
    public (Sql Made, Sql Id) Place => (keys[0].Slot(0), keys[1].Slot(1));

    /// <summary>Statements to read in a row: a condition and an order each. The values of <paramref name="after"/> stand in slots of their numbers; only which of them are empty counts.</summary>
    public IEnumerable<(Sql Where, Sql OrderBy)> Segments(IReadOnlyList<object?>? after)
    {
        var first = keys[0];
        if (first.Options.Count > 0)
        {
            foreach (var segment in OptionSegments(after))
                yield return segment;
            yield break;
        }

        if (!first.MayBeEmpty || (after is null && dialect == Dialect.Sqlite))
        {
            yield return (after is null ? Sql.Empty : And(After(after, 0)), OrderBy(0));
            yield break;
        }

        var empty = Sql.From($" and {first.Value} is null");
        var filled = Sql.From($" and {first.Value} is not null");
        var isAtEmpty = after is not null && after[0] is null;
        var rest = after is null || !isAtEmpty ? Sql.Empty : And(After(after, 1));
        if (first.Descending)
        {
            if (!isAtEmpty)
                yield return (after is null ? filled : filled + And(After(after, 0)), OrderBy(0));
            yield return (empty + rest, OrderBy(1));
        }
        else
        {
            if (after is null || isAtEmpty)
                yield return (empty + rest, OrderBy(1));
            yield return (isAtEmpty || after is null ? filled : filled + And(After(after, 0)), OrderBy(0));
        }
    }

    /// <summary>One segment of the records without an option, and for each option one; going on, those before are passed over by their number alone.</summary>
    private IEnumerable<(Sql Where, Sql OrderBy)> OptionSegments(IReadOnlyList<object?>? after)
    {
        var first = keys[0];
        var isAtEmpty = after is not null && after[0] is null;
        var empty = (Sql.From($" and {first.Value} is null{(isAtEmpty ? And(After(after!, 1)) : Sql.Empty)}"), OrderBy(1));
        var places = Enumerable.Range(0, first.Options.Count);
        if (!first.Descending && (after is null || isAtEmpty))
            yield return empty;
        foreach (var place in first.Descending ? isAtEmpty ? [] : places.Reverse() : places)
        {
            var (option, number) = (first.Options[place], Sql.Integer(place));
            if (after is null || isAtEmpty)
            {
                yield return (Sql.From($" and {option}"), OrderBy(1));
                continue;
            }

            yield return (Sql.From($" and {first.Slot(0)} = {number} and {option} and {After(after, 1)}"), OrderBy(1));
            yield return (first.Descending ? Sql.From($" and {first.Slot(0)} > {number} and {option}") : Sql.From($" and {first.Slot(0)} < {number} and {option}"), OrderBy(1));
        }

        if (first.Descending)
            yield return empty;
    }

    /// <summary>The order of all parts in one statement, for windows.</summary>
    public Sql OrderBy(int from = 0) => Sql.Join(", ", keys.Skip(from).Select((k, i) => k.InOrder(dialect, from + i == 0)).DefaultIfEmpty(Sql.Literal("1")));

    private Sql After(IReadOnlyList<object?> values, int from)
    {
        var key = keys[from];
        var value = values[from];
        if (from == keys.Length - 1)
            return key.Beyond(from, value, mayBeEmpty: from > 0);

        // All the rest in one direction and never empty: one comparison that an index answers by a seek.
        var remaining = keys[from..];
        if (values.Skip(from).All(v => v is not null) && remaining.All(k => k.Descending == key.Descending) && remaining.Skip(from == 0 ? 1 : 0).All(k => !k.MayBeEmpty))
        {
            var left = Sql.Join(", ", remaining.Select(k => k.Value));
            var right = Sql.Join(", ", remaining.Select((k, i) => k.Slot(from + i)));
            return key.Descending ? Sql.From($"({left}) < ({right})") : Sql.From($"({left}) > ({right})");
        }

        var or = Sql.From($"({key.Beyond(from, value, mayBeEmpty: from > 0)} or ({key.Same(from, value)} and {After(values, from + 1)}))");
        if (from > 0 || value is null)
            return or;

        var bound = key.Descending ? Sql.From($"{key.Value} <= {key.Slot(from)}") : Sql.From($"{key.Value} >= {key.Slot(from)}");
        return Sql.From($"{bound} and {or}");
    }

    private static Sql And(Sql condition) => Sql.From($" and {condition}");

    private static bool MayBeEmpty(Expr key) => key is not FieldPath { Path: [{ IsSystem: true, Definition.Required: true }] };

    /// <summary>A key of one option out of several, as the option's place; null for other keys.</summary>
    private static Key? OfOptions(SqlScope scope, SortTerm term, bool isFirst)
    {
        if (term.Value is not FieldPath { Field: { Type.Name: "select", Definition.Options: { Count: > 0 } options } field } path)
            return null;

        var column = scope.Compile(path);
        var place = Sql.From($"case {Sql.Join(" ", options.Select((o, i) => Sql.From($"when {column} = {o.Value} then {Sql.Integer(i)}")))} end");
        var isRead = isFirst && path.Path.Count == 1 && options.Count <= MostSegments && RecordTables.HasIndexOf(scope.Definition, field.Column);
        return new(place, new(ValueKind.Integer), term.IsDescending, MayBeEmpty: true) { Options = isRead ? [.. options.Select(o => Sql.From($"{column} = {o.Value}"))] : [] };
    }

    /// <summary>Names sort by their place in Chinese order; texts that are calculated by code point like those in columns.</summary>
    private static Sql Sorted(SqlScope scope, Expr key)
    {
        if (key is FieldPath { Field.OrderColumn: { } order } path)
        {
            var alias = scope.AliasOf(path.Path, seesAll: false);
            return scope.Shown(path.Field, alias, Sql.From($"{alias}.{order}"));
        }

        var value = scope.Compile(key);
        return key.Type.Kind == ValueKind.Text && key is not FieldPath { Field.HasColumn: true } ? Sql.PerDialect(value, Sql.From($"({value}) collate \"C\"")) : value;
    }

    private sealed record Key(Sql Value, ExprType Type, bool Descending, bool MayBeEmpty)
    {
        /// <summary>A condition for each option in their order, where an index leads to them; otherwise none.</summary>
        public IReadOnlyList<Sql> Options { get; init; } = [];

        public Sql Slot(int number) => Sql.Slot(number, ColumnTypes.Of(Type));

        public Sql Same(int number, object? value) => value is null ? Sql.From($"{Value} is null") : Sql.From($"{Value} = {Slot(number)}");

        /// <summary>Values after this one.</summary>
        public Sql Beyond(int number, object? value, bool mayBeEmpty) => (Descending, value) switch
        {
            (false, null) => Sql.From($"{Value} is not null"),
            (true, null) => Sql.Literal("1 = 0"),
            (false, _) => Sql.From($"{Value} > {Slot(number)}"),
            (true, _) when mayBeEmpty && MayBeEmpty => Sql.From($"({Value} < {Slot(number)} or {Value} is null)"),
            (true, _) => Sql.From($"{Value} < {Slot(number)}"),
        };

        public Sql InOrder(Dialect dialect, bool isFirst)
        {
            var direction = Descending ? Sql.From($"{Value} desc") : Value;
            return dialect == Dialect.Sqlite || !MayBeEmpty || isFirst
                ? direction
                : Descending ? Sql.From($"{direction} nulls last") : Sql.From($"{direction} nulls first");
        }
    }
}
