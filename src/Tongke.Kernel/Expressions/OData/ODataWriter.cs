using System.Globalization;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Writes conditions as <c>$filter</c> text, for the filters of views that clients show, change and send back. What stays relative to the reader is written as
/// the client's aliases: <c>@me</c>, and days such as <c>@day</c>, <c>@month-1</c>, with a T behind for the instant at which the day begins.
/// </summary>
public sealed class ODataWriter
{
    /// <summary>What paths start with: the variable, inside an any/all.</summary>
    private string prefix = "";

    private ODataWriter()
    {
    }

    /// <summary>The text of a condition; null when OData can't say it.</summary>
    public static string? Write(Expr condition) => new ODataWriter().Condition(condition) is { } text ? Unwrapped(text) : null;

    private string? Condition(Expr expression) => expression switch
    {
        Constant { Value: true } => "true",
        Constant { Value: not true } => "false",
        FieldPath path => $"{Path(path)} eq true",
        Quantified quantified => Quantified(quantified),
        Call call when call.Function == Functions.And => Joined(" and ", call),
        Call call when call.Function == Functions.Or => Joined(" or ", call),
        Call call when call.Function == Functions.Not => Negated(call.Arguments[0]),
        Call call when call.Function == Functions.IsBlank => $"{Value(call.Arguments[0])} eq null",
        Call call when call.Function == Functions.Contains => Function("contains", call),
        Call call when call.Function == Functions.StartsWith => Function("startswith", call),
        Call call when call.Function == Functions.EndsWith => Function("endswith", call),
        Call call when call.Function == Functions.HasAny => Combined(call.Arguments.Skip(1).Select(Value), items => $"{Value(call.Arguments[0])}/any(x:x in ({items}))"),
        Call call when call.Function == Functions.In => Combined(call.Arguments.Skip(1).Select(Value), items => $"{Value(call.Arguments[0])} in ({items})"),
        Call call when Operator(call.Function) is { } symbol => Comparison(symbol, call.Arguments[0], call.Arguments[1]),
        _ => null,
    };

    private string? Negated(Expr inside) => inside is Call call && call.Function == Functions.IsBlank && call.Arguments[0].Type.Kind is not (ValueKind.Texts or ValueKind.Ids)
        ? $"{Value(call.Arguments[0])} ne null"
        : Condition(inside) is { } text ? text.StartsWith('(') || text.StartsWith("contains(", StringComparison.Ordinal) || text.StartsWith("startswith(", StringComparison.Ordinal) ? $"not {text}" : $"not ({text})" : null;

    private static string? Operator(Function function) => function == Functions.Equal ? "eq"
        : function == Functions.NotEqual ? "ne"
        : function == Functions.Less ? "lt"
        : function == Functions.AtMost ? "le"
        : function == Functions.Greater ? "gt"
        : function == Functions.AtLeast ? "ge"
        : null;

    private string? Comparison(string symbol, Expr a, Expr b)
    {
        if (Within(symbol, a, b) is { } within) return within;

        // The day of a point in time against a day that is relative to today: against the instants at its ends.
        var isDayOf = a is Call call && call.Function == Functions.ToDate;
        var (from, to) = (Day(b, 0), Day(b, 1));
        if (Value(isDayOf ? ((Call)a).Arguments[0] : a) is not { } left) return null;

        var ends = isDayOf ? "T" : "";
        return symbol switch
        {
            "le" when to is not null => $"{left} lt {to}{ends}",
            "gt" when to is not null => $"{left} ge {to}{ends}",
            "lt" or "ge" when from is not null => $"{left} {symbol} {from}{ends}",
            "eq" when isDayOf && from is not null && to is not null => $"({left} ge {from}T and {left} lt {to}T)",
            _ => Value(a) is { } value && Value(b) is { } right ? $"{value} {symbol} {right}" : null,
        };
    }

    /// <summary>The week, month, quarter or year of a day against one relative to today: the day against its ends.</summary>
    private string? Within(string symbol, Expr a, Expr b)
    {
        if (a is not Call { Arguments: [var day] } start || UnitOf(start.Function) is not { } unit || b is not Call other || Offset(other) is not { } at || at.Unit != unit) return null;

        var isDayOf = day is Call call && call.Function == Functions.ToDate;
        if (Value(isDayOf ? ((Call)day).Arguments[0] : day) is not { } left) return null;

        var ends = isDayOf ? "T" : "";
        var (from, to) = (Alias(unit, at.By) + ends, Alias(unit, at.By + 1) + ends);
        return symbol switch
        {
            "eq" => $"({left} ge {from} and {left} lt {to})",
            "lt" or "ge" => $"{left} {symbol} {from}",
            "le" => $"{left} lt {to}",
            "gt" => $"{left} ge {to}",
            _ => null,
        };
    }

    /// <summary>The alias of a day relative to today, some days later; null when it has none.</summary>
    private static string? Day(Expr day, int later)
    {
        if (day is ContextValue { Name: ContextName.Today }) return Alias("day", later);
        if (day is not Call call) return null;
        if (call.Function == Functions.AddDays && call.Arguments is [ContextValue { Name: ContextName.Today }, Constant { Value: long days }]) return Alias("day", days + later);
        if (call.Function == Functions.EndOfMonth && call.Arguments is [ContextValue { Name: ContextName.Today }, Constant { Value: long months }]) return later == 1 ? Alias("month", months + 1) : null;

        return later == 0 ? Start(call) : null;
    }

    /// <summary>The alias of the first day of a week, month, quarter or year.</summary>
    private static string? Start(Call call) => Offset(call) is var (unit, by) ? Alias(unit, by) : null;

    /// <summary>Which week, month, quarter or year begins with a day, counted from that of today.</summary>
    private static (string Unit, long By)? Offset(Call call)
    {
        if (UnitOf(call) is { } unit) return (unit, 0);
        if (call.Function == Functions.MakeDate && call.Arguments is [Call year, Call month, Constant { Value: 1L }] && IsOfToday(year, Functions.Year) && IsOfToday(month, Functions.Month)) return ("month", 0);
        if (call.Arguments is not [Call start, Constant { Value: long by }] || UnitOf(start) is not { } moved) return null;

        var step = moved switch { "week" => 7, "month" => 1, "quarter" => 3, _ => 12 };
        return (call.Function == Functions.AddDays) == (moved == "week") && (call.Function == Functions.AddDays || call.Function == Functions.AddMonths) && by % step == 0 ? (moved, by / step) : null;
    }

    private static string? UnitOf(Call call) => call.Arguments is [ContextValue { Name: ContextName.Today }] ? UnitOf(call.Function) : null;

    private static string? UnitOf(Function function) => function == Functions.StartOfWeek ? "week"
        : function == Functions.StartOfMonth ? "month"
        : function == Functions.StartOfQuarter ? "quarter"
        : function == Functions.StartOfYear ? "year"
        : null;

    private static bool IsOfToday(Call part, Function function) => part.Function == function && part.Arguments is [ContextValue { Name: ContextName.Today }];

    private static string Alias(string unit, long offset) => offset == 0 ? $"@{unit}" : string.Create(CultureInfo.InvariantCulture, $"@{unit}{offset:+0;-0}");

    private string? Quantified(Quantified quantified)
    {
        var word = quantified.Quantifier == Quantifier.Any ? "any" : "all";
        if (quantified.Condition is null) return $"{Relations.NameOf(quantified.Child)}/any()";

        if (prefix.Length > 0) return null;

        prefix = "c/";
        var inside = Condition(quantified.Condition);
        prefix = "";
        return inside is null ? null : $"{Relations.NameOf(quantified.Child)}/{word}(c:{Unwrapped(inside)})";
    }

    private string? Joined(string word, Call call) => call.Arguments.Select(Condition).ToList() is var parts && parts.Contains(null) ? null : $"({string.Join(word, parts)})";

    private string? Function(string name, Call call) => Combined(call.Arguments.Select(Value), arguments => $"{name}({arguments})");

    private static string? Combined(IEnumerable<string?> parts, Func<string, string> write) => parts.ToList() is var all && all.Contains(null) ? null : write(string.Join(",", all));

    private static string Unwrapped(string text) => text.StartsWith('(') && Matching(text) == text.Length - 1 ? text[1..^1] : text;

    /// <summary>Where the bracket that opens a text closes.</summary>
    private static int Matching(string text)
    {
        var (depth, quoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\'') quoted = !quoted;
            else if (!quoted && text[i] == '(') depth++;
            else if (!quoted && text[i] == ')' && --depth == 0) return i;
        }

        return -1;
    }

    private string? Value(Expr expression) => expression switch
    {
        Constant constant => constant.Value switch
        {
            null => "null",
            string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            bool flag => flag ? "true" : "false",
            decimal number => Numbers.ToText(number),
            DateOnly day => Moments.ToText(day),
            TimeOnly time => Moments.ToText(time),
            DateTimeOffset instant => Moments.ToText(instant),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        },
        FieldPath path => Path(path),
        ContextValue { Name: ContextName.Me } => "@me",
        ContextValue { Name: ContextName.Now } => "now()",
        Call call when call.Function == Functions.ToDecimal => Value(call.Arguments[0]),
        Call call when call.Function == Functions.ToDate => Combined(call.Arguments.Select(Value), a => $"date({a})"),
        Call call when call.Function == Functions.Year => Combined(call.Arguments.Select(Value), a => $"year({a})"),
        Call call when call.Function == Functions.Month => Combined(call.Arguments.Select(Value), a => $"month({a})"),
        _ => Day(expression, 0),
    };

    private string Path(FieldPath path) => prefix + string.Join('/', path.Path.Select(f => f.Name));
}
