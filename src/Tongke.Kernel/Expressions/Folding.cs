namespace Tongke.Kernel.Expressions;

/// <summary>Evaluates, before SQL is made, what depends on no record: <c>STARTOFMONTH(TODAY())</c> becomes a parameter that an index can be searched with.</summary>
internal static class Folding
{
    public static Expr Apply(Expr expression, EvaluationContext context) => expression switch
    {
        Call call => Folded(call with { Arguments = [.. call.Arguments.Select(a => Apply(a, context))] }, context),
        Quantified { Condition: { } condition } quantified => quantified with { Condition = Apply(condition, context) },
        Aggregated aggregated => aggregated with { Of = aggregated.Of is null ? null : Apply(aggregated.Of, context), Filter = aggregated.Filter is null ? null : Apply(aggregated.Filter, context) },
        _ => expression,
    };

    private static Expr Folded(Call call, EvaluationContext context) =>
        call.Arguments.All(a => a is Constant or ContextValue { Type.Kind: not ValueKind.Ids }) && call.Function != Functions.In
            ? new Constant(Evaluator.Evaluate(call, Nothing.Instance, context), call.Type)
            : call;

    /// <summary>The record that what is folded never reads.</summary>
    private sealed class Nothing : IFieldValues
    {
        public static readonly Nothing Instance = new();

        public object? Value(Schemas.FieldSchema field) => null;

        public IFieldValues? Related(Schemas.FieldSchema lookup) => null;

        public IEnumerable<IFieldValues> Children(Schemas.FieldSchema childLookup) => [];
    }
}
