using System.Globalization;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Server.Meta;

/// <summary>
/// A condition as OData text, the way the client's filters are written: who reads and what day it is stay names
/// (<c>@me</c>, <c>@day</c>) that the client resolves.
/// </summary>
internal static class FilterText
{
    private static readonly Dictionary<Function, string> Comparisons = new()
    {
        [Functions.Equal] = "eq", [Functions.NotEqual] = "ne", [Functions.Less] = "lt", [Functions.AtMost] = "le", [Functions.Greater] = "gt", [Functions.AtLeast] = "ge",
    };

    private static readonly Dictionary<Function, string> Tests = new()
    {
        [Functions.Contains] = "contains", [Functions.StartsWith] = "startswith", [Functions.EndsWith] = "endswith",
    };

    /// <summary>The text; null for what OData text of the client can't say.</summary>
    public static string? Of(Expr condition) => condition switch
    {
        Call call when call.Function == Functions.And => Joined(" and ", call),
        Call call when call.Function == Functions.Or => Joined(" or ", call),
        Call call when call.Function == Functions.Not && call.Arguments[0] is Call { Arguments: [FieldPath field] } blank && blank.Function == Functions.IsBlank => $"{Path(field)} ne null",
        Call call when call.Function == Functions.Not => Of(call.Arguments[0]) is { } text ? $"not ({text})" : null,
        Call { Arguments: [FieldPath field] } call when call.Function == Functions.IsBlank => $"{Path(field)} eq null",
        Call { Arguments: [var left, Call { Arguments: [ContextValue { Name: ContextName.Today }, Constant months] } end] } call when call.Function == Functions.AtMost && end.Function == Functions.EndOfMonth && Value(left) is { } a => $"{a} lt @month+{Convert.ToInt64(months.Value, CultureInfo.InvariantCulture) + 1}",
        Call { Arguments: [var left, var right] } call when Comparisons.TryGetValue(call.Function, out var word) => Value(left) is { } a && Value(right) is { } b ? $"{a} {word} {b}" : null,
        Call { Arguments: [FieldPath field, var part] } call when Tests.TryGetValue(call.Function, out var word) => Value(part) is { } text ? $"{word}({Path(field)},{text})" : null,
        FieldPath { Type.Kind: ValueKind.Boolean } field => $"{Path(field)} eq true",
        _ => null,
    };

    private static string? Joined(string word, Call call)
    {
        var parts = call.Arguments.Select(a => (Expr: a, Text: Of(a))).ToArray();
        return parts.Any(p => p.Text is null)
            ? null
            : string.Join(word, parts.Select(p => p.Expr is Call { } inner && (inner.Function == Functions.And || inner.Function == Functions.Or) ? $"({p.Text})" : p.Text));
    }

    private static string? Value(Expr value) => value switch
    {
        FieldPath field => Path(field),
        ContextValue { Name: ContextName.Me } => "@me",
        ContextValue { Name: ContextName.Today } => "@day",
        ContextValue { Name: ContextName.Now } => "now()",
        Call { Arguments: [Call year, Call month, Constant { Value: 1L or 1m }] } call when call.Function == Functions.MakeDate && IsOfToday(year, Functions.Year) && IsOfToday(month, Functions.Month) => "@month",
        Call { Arguments: [ContextValue { Name: ContextName.Today }, Constant { Value: long or decimal } days] } call when call.Function == Functions.AddDays => string.Create(CultureInfo.InvariantCulture, $"@day{Convert.ToInt64(days.Value, CultureInfo.InvariantCulture):+0;-0;+0}"),
        Call call when call.Function == Functions.ToDecimal => Value(call.Arguments[0]),
        Constant { Value: string text } => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        Constant { Value: DateOnly day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Constant { Value: DateTimeOffset instant } => instant.UtcDateTime.ToString(Values.InstantFormat, CultureInfo.InvariantCulture),
        Constant { Value: bool truth } => truth ? "true" : "false",
        Constant { Value: null } => "null",
        Constant { Value: long or decimal or Guid } constant => Convert.ToString(constant.Value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool IsOfToday(Call part, Function function) => part.Function == function && part.Arguments is [ContextValue { Name: ContextName.Today }];

    private static string Path(FieldPath field) => string.Join('/', field.Path.Select(f => f.Name));
}
