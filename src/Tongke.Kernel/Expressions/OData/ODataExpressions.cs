using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Reads OData expressions. Microsoft.OData.Core's parser makes the syntax tree; it is bound to the Schema here rather than to an EdmModel, so that a lookup
/// can be both an id (<c>account eq …</c>) and a path (<c>account/industry</c>), which a model does not allow, and errors can name what was meant.
/// </summary>
internal sealed partial class ODataExpressions(ODataText text, ObjectSchema scope)
{
    /// <summary>Deepest nesting of brackets, functions and operators.</summary>
    public const int DeepestNesting = 100;

    private readonly List<(string Name, ObjectSchema Scope)> variables = [];
    private int depth;

    /// <summary>Names that stand for expressions: those a compute has made.</summary>
    public IReadOnlyDictionary<string, Expr>? Computed { get; init; }

    public static Expr Read(ODataText text, ObjectSchema scope, IReadOnlyDictionary<string, Expr>? computed = null) => new ODataExpressions(text, scope) { Computed = computed }.Read();

    public static Expr ReadCondition(ODataText text, ObjectSchema scope, IReadOnlyDictionary<string, Expr>? computed = null)
    {
        var condition = Read(text, scope, computed);
        return condition.Type.Kind == ValueKind.Boolean
            ? condition
            : throw new RefusedExpressionException(new("odata_not_a_condition", KindLabels.Of(condition.Type.Kind)), text.Start);
    }

    private Expr Read()
    {
        var expression = Bind(Syntax(text.Value));
        return ExprShape.Size(expression) > ExprShape.LargestSize ? throw new RefusedExpressionException("expression_too_big", ExprShape.LargestSize) : expression;
    }

    private QueryToken Syntax(string part)
    {
        try
        {
            return new UriQueryExpressionParser(DeepestNesting * 2).ParseFilter(part);
        }
        catch (ODataException problem)
        {
            if (problem.Message.Contains("Recursion depth", StringComparison.Ordinal)) throw new RefusedExpressionException("expression_too_deep", DeepestNesting);

            var place = Place().Match(problem.Message) is { Success: true } match ? Math.Min(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), part.Length) : 0;
            throw new RefusedExpressionException(new("odata_syntax", part[Math.Max(0, place - 20)..Math.Min(part.Length, place + 20)]), text.Start + place);
        }
    }

    private Expr Bind(QueryToken token)
    {
        if (++depth > DeepestNesting) throw new RefusedExpressionException("expression_too_deep", DeepestNesting);

        var expression = token switch
        {
            LiteralToken literal => Literal(literal.Value),
            EndPathToken or InnerPathToken or RangeVariableToken => Path(token),
            BinaryOperatorToken binary => Binary(binary),
            UnaryOperatorToken { OperatorKind: UnaryOperatorKind.Not } not => Condition.Not(Boolean(Bind(not.Operand))),
            UnaryOperatorToken negative => Calls.Make(Functions.Negate, Bind(negative.Operand)),
            InToken among => Among(among),
            FunctionCallToken call => ODataFunctions.Call(call.Name, [.. call.Arguments.Select(a => Bind(a.ValueToken))]),
            LambdaToken lambda => Lambda(lambda),
            CountSegmentToken count => Counted(count),
            _ => throw new RefusedExpressionException("odata_unsupported", token.Kind.ToString()),
        };
        depth--;
        return expression;
    }

    private Expr Binary(BinaryOperatorToken binary)
    {
        if (binary.OperatorKind is BinaryOperatorKind.And or BinaryOperatorKind.Or)
        {
            var conditions = Chain(binary, binary.OperatorKind).Select(t => Boolean(Bind(t))).ToList();
            return binary.OperatorKind == BinaryOperatorKind.And ? Condition.AllOf(conditions) : Condition.AnyOf(conditions);
        }

        var (left, right) = (Bind(binary.Left), Bind(binary.Right));
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Equal => Calls.Make(Functions.Equal, left, right),
            BinaryOperatorKind.NotEqual => Calls.Make(Functions.NotEqual, left, right),
            BinaryOperatorKind.LessThan => Calls.Make(Functions.Less, left, right),
            BinaryOperatorKind.LessThanOrEqual => Calls.Make(Functions.AtMost, left, right),
            BinaryOperatorKind.GreaterThan => Calls.Make(Functions.Greater, left, right),
            BinaryOperatorKind.GreaterThanOrEqual => Calls.Make(Functions.AtLeast, left, right),
            BinaryOperatorKind.Add => Calls.Add(left, right),
            BinaryOperatorKind.Subtract => Calls.Subtract(left, right),
            BinaryOperatorKind.Multiply => Calls.Make(Functions.Multiply, left, right),
            BinaryOperatorKind.Divide => Calls.Make(Functions.Divide, left, right),
            BinaryOperatorKind.Modulo => Calls.Make(Functions.Modulo, left, right),
            BinaryOperatorKind.Has => Calls.Make(Functions.HasAll, left, right),
            var other => throw new RefusedExpressionException("odata_unsupported", other.ToString()),
        };
    }

    /// <summary>The operands of a chain of the same word, which the parser nests to the left however long it is.</summary>
    private static List<QueryToken> Chain(BinaryOperatorToken binary, BinaryOperatorKind kind)
    {
        var operands = new List<QueryToken>();
        QueryToken at = binary;
        while (at is BinaryOperatorToken next && next.OperatorKind == kind)
        {
            operands.Add(next.Right);
            at = next.Left;
            if (operands.Count > ExprShape.LargestSize) throw new RefusedExpressionException("expression_too_big", ExprShape.LargestSize);
        }

        operands.Add(at);
        operands.Reverse();
        return operands;
    }

    private static Expr Boolean(Expr value) => value.Type.Kind == ValueKind.Boolean ? value : throw new RefusedExpressionException("odata_not_a_condition", KindLabels.Of(value.Type.Kind));

#pragma warning disable CS0618 // The parser still makes its own Date and TimeOfDay; both kinds are read, so that its next version may change.
    private static Constant Literal(object? value) => value switch
    {
        null => Calls.Empty,
        float number when float.IsFinite(number) => Calls.Value(Number(number.ToString("R", CultureInfo.InvariantCulture))),
        double number when double.IsFinite(number) => Calls.Value(Number(number.ToString("R", CultureInfo.InvariantCulture))),
        Date day => Calls.Value(new DateOnly(day.Year, day.Month, day.Day)),
        DateOnly day => Calls.Value(day),
        TimeOfDay time => Calls.Value(new TimeOnly(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond))),
        TimeOnly time => Calls.Value(time),
        TimeSpan span => Calls.Value(Numbers.Fit((decimal)span.Ticks / TimeSpan.TicksPerDay)!.Value),
        int or long or bool or decimal or string or Guid or DateTimeOffset => Calls.Value(value),
        _ => throw new RefusedExpressionException("odata_unsupported", value.ToString()),
    };
#pragma warning restore CS0618

    private static decimal Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new RefusedExpressionException("expression_number_digits", text);

    /// <summary>The parser hands over the list as text; <c>in</c> is a chain of equalities.</summary>
    private Expr Among(InToken among)
    {
        var value = Bind(among.Left);
        if (among.Right is not LiteralToken { Value: string list } || !list.StartsWith('('))
            return Calls.Make(Functions.In, value, Bind(among.Right));

        var items = new ODataText(list[1..^1], 0).Split(',').Select(i => Item(i.Value)).ToList();
        var known = items.Where(i => i.Value is not null).Cast<Expr>().ToList();
        var amongKnown = known.Count == 0 ? null : Calls.Make(Functions.In, [value, .. known]);
        return known.Count == items.Count ? amongKnown! : Condition.AnyOf(amongKnown, Calls.Make(Functions.IsBlank, value));
    }

    private Constant Item(string item) => item switch
    {
        ['\'', .. var inside, '\''] => Calls.Value(inside.Replace("''", "'", StringComparison.Ordinal)),
        _ when Guid.TryParseExact(item, "D", out var id) => Calls.Value(id),
        _ => Bind(Syntax(item)) as Constant ?? throw new RefusedExpressionException("odata_list_item", item),
    };

    private Expr Path(QueryToken token)
    {
        if (token is EndPathToken { NextToken: null } single && Computed?.GetValueOrDefault(single.Identifier) is { } computed) return computed;

        var (from, names) = Names(token);
        if (names.Count == 0) throw new RefusedExpressionException("odata_unsupported", "$it");

        var path = new List<FieldSchema>();
        var at = from;
        foreach (var name in names)
        {
            if (path is [.., { Storage: FieldStorage.None, Target: null } composite] && at.Find($"{composite.Name}_{name}") is { } part && part.Composite == composite)
            {
                path[^1] = part; // address/city
                continue;
            }

            if (path.Count > 0) at = path[^1] is { Target: { } target, ValueType.Kind: ValueKind.Id } ? target : throw NotALookup(path[^1]);
            path.Add(Relations.FindField(at, name) ?? throw Unknown(name, at.Fields.Select(f => f.Name), at));
        }

        return Relations.Path(path);
    }

    private RefusedExpressionException NotALookup(FieldSchema field) => new(new("formula_not_a_lookup", field.Name, field.Label), PlaceOf(field.Name));

    /// <summary>The names of a path in order, and the object where it starts.</summary>
    private (ObjectSchema From, List<string> Names) Names(QueryToken? token)
    {
        var names = new List<string>();
        for (; token is PathToken path; token = path.NextToken)
            names.Insert(0, path.Identifier);

        if (token is not RangeVariableToken { Name: var variable } || variable == "$it")
            return (variables.Count == 0 ? scope : throw new RefusedExpressionException("odata_outer_variable", "$it"), names);
        if (variables[^1].Name != variable) throw new RefusedExpressionException("odata_outer_variable", variable);

        return (variables[^1].Scope, names);
    }

    private Expr Lambda(LambdaToken lambda)
    {
        var (from, names) = Names(lambda.Parent);
        var isAny = lambda is AnyToken;
        if (names is [var list] && from.Find(list) is { ValueType.Kind: ValueKind.Texts or ValueKind.Ids } items) return OfList(lambda, items);

        var child = ChildOf(from, names);
        if (string.IsNullOrEmpty(lambda.Parameter)) return Relations.Quantify(Quantifier.Any, child, null);

        variables.Add((lambda.Parameter, child.Object));
        var condition = Boolean(Bind(lambda.Expression));
        variables.RemoveAt(variables.Count - 1);
        return Relations.Quantify(isAny ? Quantifier.Any : Quantifier.All, child, condition);
    }

    /// <summary><c>tags/any(t: t eq 'vip')</c>.</summary>
    private Expr OfList(LambdaToken lambda, FieldSchema list)
    {
        var path = new FieldPath(list);
        return lambda switch
        {
            AnyToken { Expression: LiteralToken } => Condition.Not(Calls.Make(Functions.IsBlank, path)),
            AnyToken { Expression: BinaryOperatorToken { OperatorKind: BinaryOperatorKind.Equal, Left: RangeVariableToken, Right: LiteralToken value } } => Calls.Make(Functions.HasAny, path, Literal(value.Value)),
            AnyToken { Expression: InToken { Left: RangeVariableToken, Right: LiteralToken { Value: string values } } } =>
                Calls.Make(Functions.HasAny, [path, .. new ODataText(values[1..^1], 0).Split(',').Select(i => Item(i.Value))]),
            _ => throw new RefusedExpressionException("odata_list_condition", list.Name),
        };
    }

    private Aggregated Counted(CountSegmentToken count)
    {
        var (from, names) = Names(count.NextToken);
        var child = ChildOf(from, names);
        if (count.FilterOption is null) return Relations.Aggregate(Aggregate.Count, child, null, null);

        var inner = new ODataExpressions(text, child.Object);
        return Relations.Aggregate(Aggregate.Count, child, null, Boolean(inner.Bind(count.FilterOption)));
    }

    private FieldSchema ChildOf(ObjectSchema from, List<string> names) => names is [var name]
        ? Relations.FindChild(from, name) ?? throw Unknown(name, Relations.ChildNames(from), from, "formula_unknown_children")
        : throw new RefusedExpressionException("odata_children_path", string.Join('/', names));

    private RefusedExpressionException Unknown(string name, IEnumerable<string> known, ObjectSchema at, string code = "formula_unknown_field") =>
        new(Spelling.Nearest(name, known) is { } meant ? new(code + "_meant", name, at.Label, meant) : new(code, name, at.Label), PlaceOf(name));

    private int PlaceOf(string name) => text.Start + Math.Max(0, Regex.Match(text.Value, $@"\b{Regex.Escape(name)}\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) is { Success: true, Index: var index } ? index : 0);

    [GeneratedRegex("(?:position |at ')([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
