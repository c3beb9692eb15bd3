using System.Globalization;
using System.Text.Json.Nodes;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>Shows a condition as rows of the filter builder. A condition that says more than rows can has no such form.</summary>
internal static class FilterWriter
{
    public static JsonObject? Write(Expr condition) => condition switch
    {
        Constant { Value: true } => Group("and", []),
        Constant { Value: false } => Group("or", []),
        FieldPath { Type.Kind: ValueKind.Boolean } path => Row(path, FilterOperator.Is, true),
        Call call when call.Function == Functions.And => All(call.Arguments),
        Call call when call.Function == Functions.Or => Any(call.Arguments),
        Call call when call.Function == Functions.Not => Negated(call.Arguments[0]),
        Call call => OfCall(call),
        _ => null,
    };

    private static JsonObject? All(IReadOnlyList<Expr> parts)
    {
        var rows = new List<JsonObject>(parts.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            if (i + 1 < parts.Count && Bounded(parts[i], parts[i + 1]) is { } range)
            {
                rows.Add(range);
                i++;
            }
            else if (Write(parts[i]) is { } row)
            {
                rows.Add(row);
            }
            else
            {
                return null;
            }
        }

        return rows is [var only] ? only : Group("and", rows);
    }

    private static JsonObject? Any(IReadOnlyList<Expr> parts)
    {
        var rows = parts.Select(Write).OfType<JsonObject>().ToList();
        return rows.Count == parts.Count ? Group("or", rows) : null;
    }

    /// <summary>Two bounds of one field, side by side, are one row: between two values, or within a period.</summary>
    private static JsonObject? Bounded(Expr first, Expr second)
    {
        if (Compared(first) is not { } from || Compared(second) is not { } to || from.Path != to.Path || from.Function != Functions.AtLeast)
            return null;

        if (to.Function == Functions.AtMost && Value(from.Value) is { } low && Value(to.Value) is { } high)
            return Row(from.Path, FilterOperator.Between, new JsonArray(low, high));

        return to.Function == Functions.Less && Periods.Find(from.Value, to.Value) is { } period ? Row(from.Path, FilterOperator.Within, period) : null;
    }

    private static JsonObject? Negated(Expr condition) => condition switch
    {
        FieldPath { Type.Kind: ValueKind.Boolean } path => Row(path, FilterOperator.IsNot, true),
        Call call when call.Function == Functions.IsBlank && call.Arguments[0] is FieldPath path => Row(path, FilterOperator.IsNotEmpty),
        Call call when call.Function == Functions.Contains => OfText(call, FilterOperator.NotContains),
        Call call when call.Function == Functions.In => Listed(call, FilterOperator.NotIn),
        _ => Write(condition) is { } row ? new JsonObject { ["not"] = row } : null,
    };

    private static JsonObject? OfCall(Call call)
    {
        if (call.Function == Functions.IsBlank) return call.Arguments[0] is FieldPath path ? Row(path, FilterOperator.IsEmpty) : null;
        if (call.Function == Functions.In) return Listed(call, FilterOperator.In);
        if (call.Function == Functions.HasAny) return Listed(call, FilterOperator.HasAny);
        if (call.Function == Functions.HasAll) return Listed(call, FilterOperator.HasAll);
        if (call.Function == Functions.Contains) return OfText(call, FilterOperator.Contains);
        if (call.Function == Functions.StartsWith) return OfText(call, FilterOperator.StartsWith);
        if (call.Function == Functions.EndsWith) return OfText(call, FilterOperator.EndsWith);

        return Compared(call) is { } compared && Value(compared.Value) is { } value && Operator(compared.Function) is { } operation ? Row(compared.Path, operation, value) : null;
    }

    private static JsonObject? OfText(Call call, FilterOperator operation) =>
        call.Arguments[0] is FieldPath { Type.Kind: ValueKind.Text } path && call.Arguments[1] is Constant { Value: string } text && Fixed(text) is { } value ? Row(path, operation, value) : null;

    private static JsonObject? Listed(Call call, FilterOperator operation)
    {
        if (PathOf(call.Arguments[0]) is not { } path) return null;

        var values = call.Arguments.Skip(1).Select(Fixed).OfType<JsonValue>().ToArray<JsonNode>();
        return values.Length == call.Arguments.Count - 1 ? Row(path, operation, new JsonArray(values)) : null;
    }

    /// <summary>The field and the value that a comparison has on its sides, whichever way round they stand.</summary>
    private static (FieldPath Path, Function Function, Expr Value)? Compared(Expr condition)
    {
        if (condition is not Call { Arguments: [var left, var right] } call || Operator(call.Function) is null) return null;
        if (PathOf(left) is { } path) return (path, call.Function, right);
        return PathOf(right) is { } other ? (other, Mirrored(call.Function), left) : null;
    }

    /// <summary>The field itself, or made a number or a day to be compared with one.</summary>
    private static FieldPath? PathOf(Expr value) => value is Call call && (call.Function == Functions.ToDecimal || call.Function == Functions.ToDate)
        ? call.Arguments[0] as FieldPath
        : value as FieldPath;

    private static FilterOperator? Operator(Function function)
    {
        if (function == Functions.Equal) return FilterOperator.Is;
        if (function == Functions.NotEqual) return FilterOperator.IsNot;
        if (function == Functions.Greater) return FilterOperator.Greater;
        if (function == Functions.AtLeast) return FilterOperator.AtLeast;
        if (function == Functions.Less) return FilterOperator.Less;
        return function == Functions.AtMost ? FilterOperator.AtMost : null;
    }

    private static Function Mirrored(Function function)
    {
        if (function == Functions.Greater) return Functions.Less;
        if (function == Functions.AtLeast) return Functions.AtMost;
        if (function == Functions.Less) return Functions.Greater;
        return function == Functions.AtMost ? Functions.AtLeast : function;
    }

    /// <summary>The value that a comparison asks for, which another field may have.</summary>
    private static JsonNode? Value(Expr value) => PathOf(value) is { } other ? new JsonObject { ["field"] = NameOf(other) } : Fixed(value);

    private static JsonValue? Fixed(Expr value) => value switch
    {
        // A text that the builder takes for the reader or the moment has no row.
        Constant { Value: string text } => FilterJson.Meant(text) is null ? JsonValue.Create(text) : null,
        Constant { Value: bool flag } => JsonValue.Create(flag),
        Constant { Value: long number } => JsonValue.Create(number),
        Constant { Value: decimal number } => decimal.IsInteger(number) && Math.Abs(number) < long.MaxValue ? JsonValue.Create((long)number) : JsonValue.Create(number),
        Constant { Value: DateOnly day } => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Constant { Value: TimeOnly time } => JsonValue.Create(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
        Constant { Value: DateTimeOffset instant } => JsonValue.Create(instant.UtcDateTime.ToString(Values.InstantFormat, CultureInfo.InvariantCulture)),
        Constant { Value: Guid id } => JsonValue.Create(id.ToString()),
        ContextValue context => FilterJson.NameOf(context.Name) is { } name ? JsonValue.Create(name) : null,
        Call call when call.Function == Functions.AddDays && call.Arguments is [ContextValue { Name: ContextName.Today }, Constant { Value: long days }] =>
            JsonValue.Create(days == 0 ? "@today" : string.Create(CultureInfo.InvariantCulture, $"@today{days:+0;-0}")),
        Call call when call.Function == Functions.MakeDate && call.Arguments is [Constant { Value: long year }, Constant { Value: long month }, Constant { Value: long day }] && DayOf(year, month, day) is { } date =>
            JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static string NameOf(FieldPath path) => string.Join('.', path.Path.Select(f => f.Name));

    private static DateOnly? DayOf(long year, long month, long day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth((int)year, (int)month) ? new((int)year, (int)month, (int)day) : null;

    private static JsonObject Row(FieldPath path, FilterOperator operation, JsonNode? value = null)
    {
        var row = new JsonObject
        {
            ["field"] = NameOf(path),
            ["operator"] = System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(operation.ToString()),
        };
        if (value is not null) row["value"] = value;
        return row;
    }

    private static JsonObject Group(string join, List<JsonObject> rows) => new() { [join] = new JsonArray([.. rows]) };
}
