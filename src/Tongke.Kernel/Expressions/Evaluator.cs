using System.Runtime.CompilerServices;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>Evaluates expressions in memory. Each is compiled to delegates once, on first use.</summary>
public static class Evaluator
{
    private const int DeepestFormulas = 40;
    private static readonly ConditionalWeakTable<Expr, Func<IFieldValues, EvaluationContext, object?>> Compiled = [];

    /// <summary>The value over one record; null when it is empty.</summary>
    public static object? Evaluate(Expr expression, IFieldValues record, EvaluationContext context) => Compile(expression)(record, context);

    /// <summary>Whether the condition holds for one record; an empty one doesn't.</summary>
    public static bool IsTrue(Expr condition, IFieldValues record, EvaluationContext context) => Compile(condition)(record, context) is true;

    /// <summary>The delegate behind an expression.</summary>
    public static Func<IFieldValues, EvaluationContext, object?> Compile(Expr expression) => Compiled.GetValue(expression, e => Delegate(e, 0));

    /// <summary>The value a column of <paramref name="type"/> would hold: decimals rounded to its digits, empty when they don't fit.</summary>
    public static object? ToColumn(object? value, ExprType type) => (type.Kind, value) switch
    {
        (ValueKind.Decimal, long whole) => Numbers.ToColumn(whole, type.Scale),
        (ValueKind.Decimal, decimal number) => Numbers.ToColumn(number, type.Scale),
        _ => value,
    };

    private static Func<IFieldValues, EvaluationContext, object?> Delegate(Expr expression, int depth) => expression switch
    {
        Constant constant => (_, _) => constant.Value,
        ContextValue context => (_, c) => c[context.Name],
        FieldPath path => PathOf(path, depth),
        Call call => CallOf(call, depth),
        Quantified quantified => QuantifiedOf(quantified, depth),
        Aggregated aggregated => AggregatedOf(aggregated, depth),
        _ => throw new InvalidOperationException($"{expression.GetType()} can't be evaluated."),
    };

    private static Func<IFieldValues, EvaluationContext, object?> PathOf(FieldPath path, int depth)
    {
        if (depth > DeepestFormulas) throw new InvalidOperationException($"The formula of {path.Field} reads itself.");

        var field = path.Field;
        Func<IFieldValues, EvaluationContext, object?> read = (record, _) => record.Value(field);
        if (field is { Storage: FieldStorage.Virtual, Formula: { } formula })
        {
            var value = Delegate(formula, depth + 1);
            read = (record, context) => ToColumn(value(record, context), field.ValueType);
        }

        if (path.Path.Count == 1) return read;

        var lookups = path.Path.SkipLast(1).ToArray();
        return (record, context) =>
        {
            var at = record;
            foreach (var lookup in lookups)
            {
                at = at.Related(lookup);
                if (at is null) return null;
            }

            return read(at, context);
        };
    }

    private static Func<IFieldValues, EvaluationContext, object?> CallOf(Call call, int depth)
    {
        var function = call.Function;
        var arguments = call.Arguments.Select(a => Delegate(a, depth)).ToArray();
        if (function == Functions.And) return (r, c) => Array.TrueForAll(arguments, a => a(r, c) is true);
        if (function == Functions.Or) return (r, c) => Array.Exists(arguments, a => a(r, c) is true);
        if (function == Functions.If) return (r, c) => arguments[0](r, c) is true ? arguments[1](r, c) : arguments[2](r, c);

        var whenEmpty = SqlCompiler.IsPredicate(function) ? (object?)false : null;
        return (record, context) =>
        {
            var values = new object?[arguments.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = arguments[i](record, context);
                if (values[i] is null && !function.TakesEmpty) return whenEmpty;
            }

            return function.Evaluate(values, context);
        };
    }

    private static Func<IFieldValues, EvaluationContext, object?> QuantifiedOf(Quantified quantified, int depth)
    {
        var condition = quantified.Condition is null ? (_, _) => true : Delegate(quantified.Condition, depth);
        return quantified.Quantifier switch
        {
            Quantifier.Any => (record, context) => record.Children(quantified.Child).Any(child => condition(child, context) is true),
            Quantifier.All => (record, context) => record.Children(quantified.Child).All(child => condition(child, context) is true),
        };
    }

    private static Func<IFieldValues, EvaluationContext, object?> AggregatedOf(Aggregated aggregated, int depth)
    {
        var filter = aggregated.Filter is null ? (_, _) => true : Delegate(aggregated.Filter, depth);
        var of = aggregated.Of is null ? (_, _) => true : Delegate(aggregated.Of, depth);
        var type = aggregated.Of?.Type ?? default;
        return (record, context) =>
        {
            var values = record.Children(aggregated.Child)
                .Where(child => filter(child, context) is true)
                .Select(child => ToColumn(of(child, context), type))
                .Where(value => value is not null)
                .ToList();
            return values.Count == 0 && aggregated.Function is not (Aggregate.Count or Aggregate.CountDistinct) ? null : Over(aggregated.Function, values!);
        };
    }

    private static object? Over(Aggregate function, List<object> values) => function switch
    {
        Aggregate.Count => (long)values.Count,
        Aggregate.CountDistinct => (long)values.Distinct().Count(),
        Aggregate.Sum when values[0] is long => values.Sum(v => (long)v),
        Aggregate.Sum => values.Sum(v => (decimal)v),
        Aggregate.Min => values.Aggregate((a, b) => Ordering.Compare(b, a) < 0 ? b : a),
        Aggregate.Max => values.Aggregate((a, b) => Ordering.Compare(b, a) > 0 ? b : a),
        Aggregate.Average => Numbers.Divide(values.Sum(v => v is long whole ? whole : (decimal)v), values.Count),
    };
}
