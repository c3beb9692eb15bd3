using System.Globalization;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>Writes a condition of the filter builder as the formula a person would have typed for it.</summary>
internal static class FormulaText
{
    public static string Write(Expr expression) => expression switch
    {
        Constant constant => Literal(constant.Value),
        FieldPath path => string.Join('.', path.Path.Select(f => f.Name)),
        ContextValue context => Named(context.Name) + "()",
        Call call => OfCall(call),
        _ => throw new InvalidOperationException($"The filter builder makes no {expression.GetType().Name}."),
    };

    private static string OfCall(Call call)
    {
        var arguments = call.Arguments;
        if (call.Function == Functions.And) return Joined(" AND ", arguments);
        if (call.Function == Functions.Or) return Joined(" OR ", arguments);
        if (call.Function == Functions.ToDecimal || call.Function == Functions.ToDate) return Write(arguments[0]);
        if (call.Function == Functions.In) return $"{Write(arguments[0])} IN ({string.Join(", ", arguments.Skip(1).Select(Write))})";
        if (call.Function == Functions.AddDays && arguments[1] is Constant { Value: long days }) return $"{Write(arguments[0])} {(days < 0 ? '-' : '+')} {Math.Abs(days).ToString(CultureInfo.InvariantCulture)}";
        if (call.Function.Symbol is { } symbol && arguments is [var left, var right]) return $"{Write(left)} {symbol} {Write(right)}";

        return call.Function.IsPublic
            ? $"{call.Function.Name}({string.Join(", ", arguments.Select(Write))})"
            : throw new InvalidOperationException($"The filter builder makes no {call.Function.Name}.");
    }

    private static string Joined(string word, IReadOnlyList<Expr> parts) =>
        string.Join(word, parts.Select(p => p is Call call && (call.Function == Functions.And || call.Function == Functions.Or) ? $"({Write(p)})" : Write(p)));

    private static string Literal(object? value) => value switch
    {
        null => "BLANK",
        bool flag => flag ? "TRUE" : "FALSE",
        long number => number.ToString(CultureInfo.InvariantCulture),
        decimal number => Numbers.ToText(number),
        string text => Quoted(text),
        DateOnly day => Quoted(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        TimeOnly time => Quoted(time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => Quoted(instant.UtcDateTime.ToString(Values.InstantFormat, CultureInfo.InvariantCulture)),
        Guid id => Quoted(id.ToString()),
        _ => throw new InvalidOperationException($"{value.GetType().Name} can't be written in a formula."),
    };

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Named(ContextName name) => name switch
    {
        ContextName.Me => "ME",
        ContextName.MyDepartment => "MYDEPARTMENT",
        ContextName.MyDepartmentTree => "MYDEPARTMENTTREE",
        ContextName.MyDepartmentPath => "MYDEPARTMENTPATH",
        ContextName.MyRoles => "MYROLES",
        ContextName.MeAndMySubordinates => "MYTEAM",
        ContextName.Now => "NOW",
        ContextName.Today => "TODAY",
    };
}
