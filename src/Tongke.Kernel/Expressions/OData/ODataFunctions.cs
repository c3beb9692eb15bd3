namespace Tongke.Kernel.Expressions;

/// <summary>The functions of OData in terms of our own.</summary>
internal static class ODataFunctions
{
    private static readonly string[] Names =
    [
        "contains", "startswith", "endswith", "length", "indexof", "substring", "tolower", "toupper", "trim", "concat", "year", "month", "day", "hour", "minute",
        "second", "date", "now", "round", "floor", "ceiling", "quarter", "week", "weekday", "startofmonth", "startofweek", "startofquarter", "startofyear", "me", "today",
    ];

    /// <summary>The call of the OData function <paramref name="name"/>. Beyond the standard: quarter, week, startofmonth … for grouping, me() and today() for filters.</summary>
    public static Expr Call(string name, Expr[] a) => (name.ToLowerInvariant(), a.Length) switch
    {
        ("contains", 2) => Calls.Make(Functions.Contains, a),
        ("startswith", 2) => Calls.Make(Functions.StartsWith, a),
        ("endswith", 2) => Calls.Make(Functions.EndsWith, a),
        ("length", 1) => Calls.Make(Functions.Length, a),
        ("indexof", 2) => Calls.Subtract(Calls.Make(Functions.Coalesce, Calls.Make(Functions.FindIn, a[1], a[0]), Calls.Value(0L)), Calls.Value(1L)),
        ("substring", 2) => Calls.Make(Functions.Middle, a[0], Calls.Add(a[1], Calls.Value(1L)), Calls.Value((long)int.MaxValue / 2)),
        ("substring", 3) => Calls.Make(Functions.Middle, a[0], Calls.Add(a[1], Calls.Value(1L)), a[2]),
        ("tolower", 1) => Calls.Make(Functions.Lower, a),
        ("toupper", 1) => Calls.Make(Functions.Upper, a),
        ("trim", 1) => Calls.Make(Functions.Trim, a),
        ("concat", 2) => Calls.Make(Functions.Concat, a),
        ("year", 1) => Calls.Make(Functions.Year, a),
        ("quarter", 1) => Calls.Make(Functions.Quarter, a),
        ("month", 1) => Calls.Make(Functions.Month, a),
        ("week", 1) => Calls.Make(Functions.WeekNumber, a),
        ("weekday", 1) => Calls.Make(Functions.Weekday, a),
        ("day", 1) => Calls.Make(Functions.Day, a),
        ("hour", 1) => Calls.Make(Functions.Hour, a),
        ("minute", 1) => Calls.Make(Functions.Minute, a),
        ("second", 1) => Calls.Make(Functions.Second, a),
        ("startofweek", 1) => Calls.Make(Functions.StartOfWeek, a),
        ("startofmonth", 1) => Calls.Make(Functions.StartOfMonth, a),
        ("startofquarter", 1) => Calls.Make(Functions.StartOfQuarter, a),
        ("startofyear", 1) => Calls.Make(Functions.StartOfYear, a),
        ("date", 1) => a[0].Type.Kind == ValueKind.Date ? a[0] : Calls.Make(Functions.ToDate, a),
        ("now", 0) => Calls.Context(ContextName.Now),
        ("today", 0) => Calls.Context(ContextName.Today),
        ("me", 0) => Calls.Context(ContextName.Me),
        ("round", 1) => Calls.Make(Functions.Round, a),
        ("floor", 1) => Calls.Make(Functions.Floor, a),
        ("ceiling", 1) => Calls.Make(Functions.Ceiling, a),
        var (unknown, count) when Names.Contains(unknown, StringComparer.Ordinal) => throw new RefusedExpressionException("odata_argument_count", unknown, count),
        _ => throw (Spelling.Nearest(name, Names) is { } meant
            ? new RefusedExpressionException("formula_unknown_function_meant", name, meant)
            : new RefusedExpressionException("formula_unknown_function", name)),
    };
}
