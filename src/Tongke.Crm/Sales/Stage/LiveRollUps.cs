using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>
/// Roll-ups are computed by the commit, so before it a criterion would not see what the commit itself brings. Here each stands for the children
/// it counts: those of this session are among them.
/// </summary>
internal static class LiveRollUps
{
    /// <summary>The same condition over the children themselves.</summary>
    public static Expr Unfold(Expr expression) => expression switch
    {
        FieldPath { Path: [{ Storage: FieldStorage.RollUp, RollUp: { } rollUp } field] } => OrNothing(
            field, new Aggregated(FunctionOf(rollUp.Function), rollUp.Lookup, rollUp.Of is null ? null : new FieldPath(rollUp.Of), rollUp.Filter, field.ValueType)),
        FieldPath { Path: [{ Storage: FieldStorage.Virtual, Formula: { } formula }] } => Unfold(formula),
        Call call => new Call(call.Function, call.Type, [.. call.Arguments.Select(Unfold)]),
        _ => expression,
    };

    /// <summary>A sum over no children is 0, as the roll-up itself says.</summary>
    private static Expr OrNothing(FieldSchema field, Aggregated aggregated) =>
        field.OfNothing is { } nothing ? new Call(Functions.Coalesce, field.ValueType, [aggregated, new Constant(nothing, field.ValueType)]) : aggregated;

    private static Aggregate FunctionOf(string name) => name switch
    {
        "count" => Aggregate.Count,
        "sum" => Aggregate.Sum,
        "min" => Aggregate.Min,
        "max" => Aggregate.Max,
        "avg" => Aggregate.Average,
        var other => throw new InvalidOperationException($"There is no roll-up by '{other}'."),
    };
}
