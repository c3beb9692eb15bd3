using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>One condition of entering or leaving a stage.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Label">What has to be true, as people read it.</param>
/// <param name="Formula">Formula over the deal.</param>
public sealed record Criterion(string Name, Label Label, string Formula)
{
    /// <summary>The criteria that a stage's field holds.</summary>
    /// <exception cref="JsonException">The field does not hold a list of criteria; <see cref="CheckCriteria"/> keeps such values out.</exception>
    public static IReadOnlyList<Criterion> ListOf(JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Array } list ? list.Deserialize<Criterion[]>(Json.Definitions) ?? [] : [];

    /// <summary>The condition that all of them hold; never, where one can't be read any more, and null where there are none.</summary>
    internal static Expr? ConditionOf(JsonElement? json, ObjectSchema definition)
    {
        var criteria = ListOf(json);
        return criteria.Count == 0
            ? null
            : Condition.AllOf(criteria.Select(c => Kernel.Expressions.Formula.Parse(c.Formula, definition).Expr is { Type.Kind: ValueKind.Boolean } condition ? condition : Constant.False));
    }
}
