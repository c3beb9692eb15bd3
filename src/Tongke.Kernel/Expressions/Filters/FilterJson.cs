using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Reads the filter builder's JSON: <c>{"and": […]}</c>, <c>{"or": […]}</c>, <c>{"not": …}</c>, and conditions
/// <c>{"field": "account.industry", "operator": "is", "value": "制造业"}</c>, whose operators are those of <see cref="FilterOperator"/>.
/// The values <c>"@me"</c>, <c>"@my_department"</c> and <c>"@my_team"</c> stand for the reader, <c>"@today"</c> and <c>"@today-30"</c> for a day as seen from the day
/// on which it is read; <c>{"field": "start_date"}</c> for what another field has. A point in time compared with a day <c>"2026-01-31"</c> counts as the day
/// it is on.
/// </summary>
public static partial class FilterJson
{
    private const int DeepestNesting = 20;

    private static readonly Dictionary<ContextName, string> Names = new()
    {
        [ContextName.Me] = "@me",
        [ContextName.MyDepartment] = "@my_department",
        [ContextName.MyDepartmentTree] = "@my_department_tree",
        [ContextName.MeAndMySubordinates] = "@my_team",
        [ContextName.Today] = "@today",
    };

    /// <summary>The condition over records of <paramref name="scope"/>, or why it is none.</summary>
    public static FormulaResult Parse(JsonElement filter, ObjectSchema scope) => Parse(filter, scope, sees: null);

    /// <summary>As <see cref="Parse(JsonElement, ObjectSchema)"/>, for somebody who may not know of all fields: the others are told as fields that there are not.</summary>
    public static FormulaResult Parse(JsonElement filter, ObjectSchema scope, Func<FieldSchema, bool>? sees)
    {
        try
        {
            var condition = Read(filter, new(scope, sees), 0);
            return ExprShape.Size(condition) > ExprShape.LargestSize ? throw new RefusedExpressionException("expression_too_big", ExprShape.LargestSize) : new(condition, null);
        }
        catch (RefusedExpressionException refused)
        {
            return new(null, new(refused.Reason, 0));
        }
    }

    /// <summary>The filter builder's JSON of a condition; null when the condition says more than its rows can show.</summary>
    public static JsonElement? Write(Expr condition) => FilterWriter.Write(condition) is { } filter ? JsonSerializer.SerializeToElement(filter, Schemas.Json.Relaxed) : null;

    /// <summary>What a text stands for that isn't meant literally; null for every other.</summary>
    internal static Expr? Meant(string text)
    {
        if (Names.FirstOrDefault(n => n.Value == text) is { Value: not null } named) return Calls.Context(named.Key);

        return Day().Match(text) is { Success: true } day
            ? Calls.Make(Functions.AddDays, Calls.Context(ContextName.Today), Calls.Value(long.Parse(day.Groups[1].Value, CultureInfo.InvariantCulture)))
            : null;
    }

    /// <summary>The text that stands for what the reader or the moment gives; null where none does.</summary>
    internal static string? NameOf(ContextName name) => Names.GetValueOrDefault(name);

    private static Expr Read(JsonElement filter, SeenFields scope, int depth)
    {
        if (depth > DeepestNesting) throw new RefusedExpressionException("expression_too_deep", DeepestNesting);
        if (filter.ValueKind != JsonValueKind.Object) throw new RefusedExpressionException("filter_not_an_object");

        if (filter.TryGetProperty("and", out var all)) return Condition.AllOf(Parts(all, scope, depth));
        if (filter.TryGetProperty("or", out var any)) return Condition.AnyOf(Parts(any, scope, depth));
        if (filter.TryGetProperty("not", out var not)) return Condition.Not(Read(not, scope, depth + 1));

        return OfField(filter, scope);
    }

    private static List<Expr> Parts(JsonElement parts, SeenFields scope, int depth) => parts.ValueKind == JsonValueKind.Array
        ? [.. parts.EnumerateArray().Select(p => Read(p, scope, depth + 1))]
        : throw new RefusedExpressionException("filter_not_a_list");

    private static Expr OfField(JsonElement filter, SeenFields scope)
    {
        if (!filter.TryGetProperty("field", out var name) || name.ValueKind != JsonValueKind.String) throw new RefusedExpressionException("filter_no_field");

        var written = filter.TryGetProperty("operator", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()!.Replace("_", "", StringComparison.Ordinal) : "";
        if (!Enum.TryParse<FilterOperator>(written, ignoreCase: true, out var operation) || !Enum.IsDefined(operation) || int.TryParse(written, out _))
            throw new RefusedExpressionException("filter_unknown_operator", written);

        var path = PathOf(name.GetString()!, scope);
        var value = filter.TryGetProperty("value", out var v) ? v : default;
        return operation switch
        {
            FilterOperator.Is => Calls.Make(Functions.Equal, path, Value(value, path, scope)),
            FilterOperator.IsNot => Calls.Make(Functions.NotEqual, path, Value(value, path, scope)),
            FilterOperator.In => Calls.Make(Functions.In, [path, .. Listed(value, path, scope)]),
            FilterOperator.NotIn => Condition.Not(Calls.Make(Functions.In, [path, .. Listed(value, path, scope)])),
            FilterOperator.Contains => Calls.Make(Functions.Contains, path, Value(value, path, scope)),
            FilterOperator.NotContains => Condition.Not(Calls.Make(Functions.Contains, path, Value(value, path, scope))),
            FilterOperator.StartsWith => Calls.Make(Functions.StartsWith, path, Value(value, path, scope)),
            FilterOperator.EndsWith => Calls.Make(Functions.EndsWith, path, Value(value, path, scope)),
            FilterOperator.Greater => Calls.Make(Functions.Greater, path, Value(value, path, scope)),
            FilterOperator.AtLeast => Calls.Make(Functions.AtLeast, path, Value(value, path, scope)),
            FilterOperator.Less => Calls.Make(Functions.Less, path, Value(value, path, scope)),
            FilterOperator.AtMost => Calls.Make(Functions.AtMost, path, Value(value, path, scope)),
            FilterOperator.Between when Listed(value, path, scope) is [var low, var high] => Condition.AllOf(Calls.Make(Functions.AtLeast, path, low), Calls.Make(Functions.AtMost, path, high)),
            FilterOperator.Between => throw new RefusedExpressionException("filter_two_values"),
            FilterOperator.Within => Periods.Within(path, value.ValueKind == JsonValueKind.String ? value.GetString()! : ""),
            FilterOperator.HasAll => Calls.Make(Functions.HasAll, [path, .. Listed(value, path, scope)]),
            FilterOperator.HasAny => Calls.Make(Functions.HasAny, [path, .. Listed(value, path, scope)]),
            FilterOperator.IsEmpty => Calls.Make(Functions.IsBlank, path),
            FilterOperator.IsNotEmpty => Condition.Not(Calls.Make(Functions.IsBlank, path)),
        };
    }

    private static FieldPath PathOf(string name, SeenFields scope)
    {
        var path = new List<FieldSchema>();
        var fields = scope;
        foreach (var step in name.Split('.', '/'))
        {
            if (path.Count > 0) fields = path[^1] is { Target: { } target, ValueType.Kind: ValueKind.Id } ? scope with { Object = target } : throw new RefusedExpressionException("formula_not_a_lookup", path[^1].Name, path[^1].Label);
            path.Add(fields.Find(step) ?? throw (Spelling.Nearest(step, fields.Names) is { } meant
                ? new RefusedExpressionException("formula_unknown_field_meant", step, fields.Object.Label, meant)
                : new RefusedExpressionException("formula_unknown_field", step, fields.Object.Label)));
        }

        return Relations.Path(path);
    }

    private static List<Expr> Listed(JsonElement value, FieldPath path, SeenFields scope) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
        ? [.. value.EnumerateArray().Select(v => Value(v, path, scope))]
        : throw new RefusedExpressionException("filter_no_values");

    private static Expr Value(JsonElement value, FieldPath path, SeenFields scope) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => Calls.Empty,
        JsonValueKind.True => Constant.True,
        JsonValueKind.False => Constant.False,
        JsonValueKind.Number when value.TryGetInt64(out var whole) => Calls.Value(whole),
        JsonValueKind.Number when value.TryGetDecimal(out var number) => Calls.Value(number),
        JsonValueKind.String => Meant(value.GetString()!) ?? (path.Type.Kind == ValueKind.Instant && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Calls.Make(Functions.MakeDate, Calls.Value((long)day.Year), Calls.Value((long)day.Month), Calls.Value((long)day.Day))
            : Calls.Value(value.GetString()!)),
        JsonValueKind.Object when value.TryGetProperty("field", out var other) && other.ValueKind == JsonValueKind.String => PathOf(other.GetString()!, scope),
        _ => throw new RefusedExpressionException("filter_value"),
    };

    [GeneratedRegex("^@today([+-][0-9]{1,5})$", RegexOptions.CultureInvariant)]
    private static partial Regex Day();
}
