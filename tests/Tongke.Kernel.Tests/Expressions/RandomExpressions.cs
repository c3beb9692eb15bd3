using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Tests;

/// <summary>Well-typed trees over every function, of every kind of value.</summary>
internal sealed class RandomExpressions(RandomRows values)
{
    private static readonly ValueKind[] Kinds = [ValueKind.Boolean, ValueKind.Integer, ValueKind.Decimal, ValueKind.Text, ValueKind.Date, ValueKind.Time, ValueKind.Instant];
    private static readonly string[] NumberFormats = ["0", "0.00", "#,##0", "#,##0.000", "0%", "0.0%"];
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy年m月d日", "yy/mm/dd", "dd.MM.yyyy \"Q\"", "hh:mm:ss", "yyyymm"];

    /// <summary>A tree of any kind that has a column form.</summary>
    public Expr Any(ObjectSchema scope, int depth) => Of(values.One(Kinds), scope, depth);

    /// <summary>A tree of one kind.</summary>
    public Expr Of(ValueKind kind, ObjectSchema scope, int depth)
    {
        if (depth > 0 && !values.Chance(10))
        {
            for (var tries = 0; tries < 12; tries++)
            {
                if (values.Chance(12) && OverChildren(kind, scope, depth) is { } aggregate) return aggregate;
                if (Made(values.One([.. Functions.All.Values]), kind, scope, depth) is { } call && call.Type.Kind == kind) return call;
            }
        }

        return Leaf(kind, scope);
    }

    private Expr? Made(Function function, ValueKind wanted, ObjectSchema scope, int depth)
    {
        var same = function == Functions.If || function == Functions.Coalesce || function == Functions.Smallest || function == Functions.Largest ? wanted : values.One(Kinds);
        var count = function.IsVariadic ? function.Parameters.Count + values.Next(2) : values.Chance(70) ? function.Parameters.Count : function.Required;
        try
        {
            var arguments = Enumerable.Range(0, count).Select(i => Argument(function, function.Parameters[Math.Min(i, function.Parameters.Count - 1)], i, same, scope, depth - 1)).ToList();
            return Calls.Make(function, arguments);
        }
        catch (RefusedExpressionException)
        {
            return null;
        }
    }

    private Expr Argument(Function function, ParameterKind kind, int index, ValueKind same, ObjectSchema scope, int depth) => kind switch
    {
        ParameterKind.Any when function == Functions.ToDecimal => Of(ValueKind.Integer, scope, depth),
        ParameterKind.Any => values.Chance(10) && scope.Find("tags") is { } tags ? new FieldPath(tags) : Any(scope, depth),
        ParameterKind.Same when function == Functions.HasAny || function == Functions.HasAll => Calls.Value(values.One(["vip", "new", "云", "𠮷", "it's"])),
        ParameterKind.Same when function == Functions.In && index > 0 && values.Chance(70) => Leaf(same, scope, constant: true),
        ParameterKind.Same => Of(same, scope, depth),
        ParameterKind.Boolean => Of(ValueKind.Boolean, scope, depth),
        // Not centuries away: before 1901, when clocks showed the sun's time, .NET knows offsets to the minute only.
        ParameterKind.Number when function == Functions.AddDuration => Calls.Make(Functions.Modulo, Of(ValueKind.Decimal, scope, depth), Calls.Value(3000L)),
        ParameterKind.Number => Of(values.Chance(70) ? ValueKind.Decimal : ValueKind.Integer, scope, depth),
        ParameterKind.Whole => Of(values.Chance(85) ? ValueKind.Integer : ValueKind.Decimal, scope, depth),
        ParameterKind.Text => Of(ValueKind.Text, scope, depth),
        ParameterKind.Textual => Of(values.Chance(70) ? ValueKind.Text : values.One(Kinds), scope, depth),
        ParameterKind.Date => Of(values.Chance(70) ? ValueKind.Date : ValueKind.Instant, scope, depth),
        ParameterKind.Instant => Of(ValueKind.Instant, scope, depth),
        ParameterKind.Time => Of(ValueKind.Time, scope, depth),
        ParameterKind.Clock => Of(values.Chance(50) ? ValueKind.Time : ValueKind.Instant, scope, depth),
        ParameterKind.List => scope.Find("tags") is { } list ? new FieldPath(list) : throw new RefusedExpressionException("no_list"),
        ParameterKind.Literal => Calls.Value(values.One(function == Functions.FormatNumber ? NumberFormats : DateFormats)),
        _ => throw new NotSupportedException(),
    };

    private Expr? OverChildren(ValueKind kind, ObjectSchema scope, int depth)
    {
        if (scope.Referrers.Count == 0) return null;

        var child = scope.Referrers[0];
        var filter = values.Chance(60) ? Of(ValueKind.Boolean, child.Object, Math.Min(depth - 1, 1)) : null;
        return kind switch
        {
            ValueKind.Boolean => Relations.Quantify(filter is not null && values.Chance(40) ? Quantifier.All : Quantifier.Any, child, filter),
            ValueKind.Integer when values.Chance(50) => Relations.Aggregate(Aggregate.Count, child, null, filter),
            ValueKind.Integer => Relations.Aggregate(values.One([Aggregate.Sum, Aggregate.Min, Aggregate.Max]), child, new FieldPath(child.Object["quantity"]), filter),
            ValueKind.Decimal => Relations.Aggregate(values.One([Aggregate.Sum, Aggregate.Min, Aggregate.Max, Aggregate.Average]), child, new FieldPath(child.Object[values.One(["amount", "discount", "net"])]), filter),
            ValueKind.Text => Relations.Aggregate(values.One([Aggregate.Min, Aggregate.Max]), child, new FieldPath(child.Object["name"]), filter),
            ValueKind.Date => Relations.Aggregate(values.One([Aggregate.Min, Aggregate.Max]), child, new FieldPath(child.Object["close_date"]), filter),
            _ => null,
        };
    }

    private Expr Leaf(ValueKind kind, ObjectSchema scope, bool constant = false)
    {
        if (!constant && values.Chance(70))
        {
            var paths = scope.Fields.Where(f => f.ValueType.Kind == kind && f.Name != "deleted_at").Select(f => new FieldPath(f)).ToList();
            if (scope.Find("account") is { Target: { } target } lookup)
                paths.AddRange(target.Fields.Where(f => f.ValueType.Kind == kind && f.Name is not ("id" or "deleted_at")).Select(f => new FieldPath(lookup, f)));
            if (paths.Count > 0) return values.One(paths);
        }

        if (kind == ValueKind.Date && values.Chance(20)) return Calls.Context(ContextName.Today);
        if (kind == ValueKind.Instant && values.Chance(20)) return Calls.Context(ContextName.Now);

        return values.Chance(8) ? new Constant(null, new(kind)) : Calls.Value(RandomRows.Whole(values.Value(kind, 4)));
    }
}
