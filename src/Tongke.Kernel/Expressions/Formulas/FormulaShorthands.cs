namespace Tongke.Kernel.Expressions;

/// <summary>Functions that are written in terms of others, so that no back end needs to know them.</summary>
internal static class FormulaShorthands
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["IFS", "SWITCH", "BETWEEN", "TEXT", "DATEVALUE", "DATEADD", "DATEDIF", "COUNT", "AVG", "ME", "MYDEPARTMENT", "TODAY", "NOW", "ISNOTBLANK"];

    public static bool Knows(string name) => name is "IFS" or "SWITCH" or "BETWEEN" or "TEXT" or "DATEVALUE" or "DATEADD" or "DATEDIF" or "COUNT" or "ISNOTBLANK";

    /// <summary>The call in terms of others; null when it is none of these.</summary>
    public static Expr? Expand(string name, List<Expr> arguments) => name switch
    {
        "IFS" => Ifs(arguments),
        "SWITCH" => Switch(arguments),
        "BETWEEN" => Counted(name, arguments, 3, a => Condition.AllOf(Calls.Make(Functions.AtLeast, a[0], a[1]), Calls.Make(Functions.AtMost, a[0], a[2]))),
        "TEXT" => arguments.Count == 1 ? Calls.ToText(arguments[0]) : Counted(name, arguments, 2, a => Format(a[0], Written(name, a[1]))),
        "DATEVALUE" => Counted(name, arguments, 1, a => a[0].Type.Kind switch
        {
            ValueKind.Date => a[0],
            ValueKind.Instant => Calls.Make(Functions.ToDate, a[0]),
            _ => Calls.Make(Functions.DateValue, a[0]),
        }),
        "DATEADD" => Counted(name, arguments, 3, a => DateAdd(a[0], a[1], Written(name, a[2]))),
        "DATEDIF" => Counted(name, arguments, 3, a => DateDif(a[0], a[1], Written(name, a[2]))),
        "COUNT" => Counted(name, arguments, 1, a => Calls.Make(Functions.CountOf, a[0])),
        "ISNOTBLANK" => Counted(name, arguments, 1, a => Condition.Not(Calls.Make(Functions.IsBlank, a[0]))),
        _ => null,
    };

    private static Expr Counted(string name, List<Expr> arguments, int count, Func<List<Expr>, Expr> make) => arguments.Count == count
        ? make(arguments)
        : throw new RefusedExpressionException("expression_argument_count", name, count, arguments.Count);

    private static string Written(string name, Expr argument) =>
        argument is Constant { Value: string text } ? text : throw new RefusedExpressionException("expression_constant_needed", name);

    private static Expr Ifs(List<Expr> arguments)
    {
        if (arguments.Count < 2) throw new RefusedExpressionException("expression_argument_count", "IFS", 2, arguments.Count);

        var result = arguments.Count % 2 == 1 ? arguments[^1] : Calls.Empty;
        for (var i = (arguments.Count - (arguments.Count % 2)) - 2; i >= 0; i -= 2)
            result = Calls.Make(Functions.If, arguments[i], arguments[i + 1], result);

        return result;
    }

    private static Expr Switch(List<Expr> arguments)
    {
        if (arguments.Count < 3) throw new RefusedExpressionException("expression_argument_count", "SWITCH", 3, arguments.Count);

        var hasDefault = arguments.Count % 2 == 0;
        var result = hasDefault ? arguments[^1] : Calls.Empty;
        for (var i = arguments.Count - (hasDefault ? 3 : 2); i >= 1; i -= 2)
            result = Calls.Make(Functions.If, Calls.Make(Functions.Equal, arguments[0], arguments[i]), arguments[i + 1], result);

        return result;
    }

    private static Expr Format(Expr value, string format) => value.Type.Kind switch
    {
        ValueKind.Integer or ValueKind.Decimal when NumberFormat.Parse(format) is not null => Calls.Make(Functions.FormatNumber, value, Calls.Value(format)),
        ValueKind.Date when DateFormat.Parse(format) is not null => Calls.Make(Functions.FormatDate, value, Calls.Value(format)),
        ValueKind.Instant when DateFormat.Parse(format) is not null => Calls.Make(Functions.FormatInstant, value, Calls.Value(format)),
        _ => throw new RefusedExpressionException("expression_format", format, KindLabels.Of(value.Type.Kind)),
    };

    private static Expr DateAdd(Expr value, Expr count, string unit) => unit.ToUpperInvariant() switch
    {
        "DAY" or "DAYS" or "D" => Calls.Add(value, Calls.Make(Functions.Truncate, count)),
        "WEEK" or "WEEKS" or "W" => Calls.Add(value, Calls.Make(Functions.Multiply, Calls.Make(Functions.Truncate, count), Calls.Value(7L))),
        "MONTH" or "MONTHS" or "M" => Calls.Make(Functions.AddMonths, value, count),
        "QUARTER" or "QUARTERS" or "Q" => Calls.Make(Functions.AddMonths, value, Calls.Make(Functions.Multiply, Calls.Make(Functions.Truncate, count), Calls.Value(3L))),
        "YEAR" or "YEARS" or "Y" => Calls.Make(Functions.AddMonths, value, Calls.Make(Functions.Multiply, Calls.Make(Functions.Truncate, count), Calls.Value(12L))),
        "HOUR" or "HOURS" or "H" => Calls.Make(Functions.AddDuration, value, Calls.Make(Functions.Divide, count, Calls.Value(24L))),
        "MINUTE" or "MINUTES" => Calls.Make(Functions.AddDuration, value, Calls.Make(Functions.Divide, count, Calls.Value(1440L))),
        _ => throw new RefusedExpressionException("expression_unit", unit),
    };

    private static Expr DateDif(Expr from, Expr to, string unit) => unit.ToUpperInvariant() switch
    {
        "DAY" or "DAYS" or "D" => Calls.Make(Functions.DaysBetween, to, from),
        "MONTH" or "MONTHS" or "M" => Calls.Make(Functions.MonthsBetween, from, to),
        "YEAR" or "YEARS" or "Y" => Calls.Make(Functions.Truncate, Calls.Make(Functions.Divide, Calls.Make(Functions.MonthsBetween, from, to), Calls.Value(12L))),
        _ => throw new RefusedExpressionException("expression_unit", unit),
    };
}
