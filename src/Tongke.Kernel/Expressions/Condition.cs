using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>Makes conditions in code. Constants are folded: what always or never holds stays <see cref="Constant.True"/> or <see cref="Constant.False"/>.</summary>
public static class Condition
{
    /// <summary>All of them hold; true when there are none.</summary>
    public static Expr AllOf(params IEnumerable<Expr?> conditions) => Combine(Functions.And, conditions, neutral: Constant.True, decisive: Constant.False);

    /// <summary>At least one of them holds; false when there are none.</summary>
    public static Expr AnyOf(params IEnumerable<Expr?> conditions) => Combine(Functions.Or, conditions, neutral: Constant.False, decisive: Constant.True);

    /// <summary>The opposite.</summary>
    public static Expr Not(Expr condition) => condition switch
    {
        Constant constant => constant.Value is true ? Constant.False : Constant.True,
        Call call when call.Function == Functions.Not && call.Arguments[0].Type.Kind == ValueKind.Boolean => call.Arguments[0],
        _ => Calls.Make(Functions.Not, condition),
    };

    /// <summary>The field has what the reader or the moment gives; never when that is empty.</summary>
    public static Expr Equal(FieldPath field, ContextName name) => Calls.Make(Functions.Equal, field, Calls.Context(name));

    /// <summary>The field has this value; null asks whether it is empty.</summary>
    public static Expr Equal(FieldPath field, object? value) => value is null ? IsEmpty(field) : Calls.Make(Functions.Equal, field, Calls.Value(value));

    /// <summary>The field has a value, and it lies before this one.</summary>
    public static Expr IsBefore(FieldPath field, object value) => Calls.Make(Functions.Less, field, Calls.Value(value));

    /// <summary>The field has a value, and it is this one or lies before it.</summary>
    public static Expr IsUpTo(FieldPath field, object value) => Calls.Make(Functions.AtMost, field, Calls.Value(value));

    /// <summary>The field has a value, and it is this one or lies behind it.</summary>
    public static Expr IsFrom(FieldPath field, object value) => Calls.Make(Functions.AtLeast, field, Calls.Value(value));

    /// <summary>The id in the field is one of those the reader gives.</summary>
    public static Expr IsAmong(FieldPath field, ContextName name) => Calls.Make(Functions.In, field, Calls.Context(name));

    /// <summary>The id in the field is one of these.</summary>
    public static Expr IsAmong(FieldPath field, IReadOnlyCollection<Guid> ids) =>
        ids.Count == 0 ? Constant.False : Calls.Make(Functions.In, field, new Constant(ids.ToArray(), new(ValueKind.Ids)));

    /// <summary>The list of ids in the field has this one.</summary>
    public static Expr Has(FieldPath list, Guid id) => Calls.Make(Functions.HasAny, list, Calls.Value(id));

    /// <summary>The field has no value.</summary>
    public static Expr IsEmpty(FieldPath field) => Calls.Make(Functions.IsBlank, field);

    private static Expr Combine(Function function, IEnumerable<Expr?> conditions, Constant neutral, Constant decisive)
    {
        var parts = new List<Expr>();
        foreach (var condition in conditions)
        {
            if (condition is null || condition == neutral) continue;
            if (condition == decisive) return decisive;

            if (condition is Call call && call.Function == function)
                parts.AddRange(call.Arguments);
            else
                parts.Add(condition);
        }

        return parts switch
        {
            [] => neutral,
            [var only] => only,
            _ => Calls.Make(function, [.. parts]),
        };
    }
}
