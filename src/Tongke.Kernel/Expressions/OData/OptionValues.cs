using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Refuses conditions on options that there are not: they would find nothing, and look as if there were nothing. Only what is asked now is looked at;
/// definitions keep what they were given.
/// </summary>
internal static class OptionValues
{
    private const int MostNamed = 30;

    public static void Check(Expr condition)
    {
        if (condition is Call { Arguments: [FieldPath { Field: { Definition: { Type: "select" or "multi_select", Options: { Count: > 0 } options } } field }, ..] } call && Compares(call.Function))
            foreach (var value in call.Arguments.Skip(1).OfType<Constant>().SelectMany(Values))
                if (options.All(o => o.Value != value))
                    throw new RefusedExpressionException("odata_unknown_value", value.Cut(60), field.Label, options.Take(MostNamed).Select(o => o.Value).ToArray());

        foreach (var inside in ExprShape.Inside(condition))
            Check(inside);
    }

    private static bool Compares(Function function) => function == Functions.Equal || function == Functions.NotEqual || function == Functions.In || function == Functions.HasAny || function == Functions.HasAll;

    private static IEnumerable<string> Values(Constant constant) => constant.Value switch
    {
        string { Length: > 0 } one => [one],
        string[] many => many,
        _ => [],
    };
}
