using System.Text.Json;
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
}
