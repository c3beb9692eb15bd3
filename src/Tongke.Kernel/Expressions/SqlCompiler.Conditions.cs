using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Expressions;

/// <summary>Conditions: written so that indexes serve them, with "empty" counting as false only where nobody negates it.</summary>
internal sealed partial class SqlCompiler
{
    /// <summary>The condition; empty where it may as well be false.</summary>
    public Sql Truth(Expr expression) => expression switch
    {
        Constant constant => constant.Value is true ? Sql.Literal("true") : Sql.Literal("false"),
        Quantified quantified => QuantifiedOf(quantified),
        Call call when call.Function == Functions.And => Joined(" and ", call),
        Call call when call.Function == Functions.Or => Joined(" or ", call),
        Call call when call.Function == Functions.Not => Negated(call.Arguments[0]),
        Call call when call.Function == Functions.IsBlank => Blank(call.Arguments[0]),
        Call call when call.Function == Functions.In => Membership(call),
        Call call when IsComparison(call.Function) => Compared(call.Function, call.Arguments[0], call.Arguments[1]),
        Call call when IsPredicate(call.Function) => Applied(call),
        _ => Free(expression),
    };

    private static bool IsComparison(Function function) => function == Functions.Equal || function == Functions.NotEqual || function == Functions.Less
        || function == Functions.AtMost || function == Functions.Greater || function == Functions.AtLeast;

    /// <summary>Whether the function's result is never empty.</summary>
    internal static bool IsPredicate(Function function) => function == Functions.And || function == Functions.Or || function == Functions.Not || function == Functions.IsBlank
        || function == Functions.In || IsComparison(function) || function == Functions.Contains || function == Functions.StartsWith || function == Functions.EndsWith
        || function == Functions.HasAny || function == Functions.HasAll;

    private Sql Joined([System.Diagnostics.CodeAnalysis.ConstantExpected] string word, Call call) => Sql.From($"({Sql.Join(word, call.Arguments.Select(Truth))})");

    private Sql Negated(Expr condition) => condition is Call call && call.Function == Functions.IsBlank && call.Arguments[0] is { Type.Kind: not (ValueKind.Text or ValueKind.Texts or ValueKind.Ids) } value
        ? Sql.From($"{Raw(value)} is not null")
        : Sql.From($"({Truth(condition)}) is not true");

    private Sql Blank(Expr value) => value.Type.Kind switch
    {
        ValueKind.Text when value is FieldPath { Field.Storage: not FieldStorage.Virtual } => Sql.From($"({Raw(value)} is null or {Raw(value)} = '')"),
        ValueKind.Text => Sql.From($"coalesce({Free(value)}, '') = ''"),
        ValueKind.Texts or ValueKind.Ids => Sql.PerDialect(Sql.From($"coalesce({Free(value)}, '[]') = '[]'"), Sql.From($"coalesce({Free(value)}, '[]'::jsonb) = '[]'::jsonb")),
        _ => Sql.From($"{Raw(value)} is null"),
    };

    /// <summary>The value where its form does not matter: a bare column stays one.</summary>
    private Sql Raw(Expr value) => value is FieldPath { Field.Storage: not FieldStorage.Virtual } path ? scope.ColumnOf(path.Path, seesAll) : Free(value);

    private Sql QuantifiedOf(Quantified quantified)
    {
        var child = scope.Child(quantified.Child.Object);
        var condition = quantified.Condition is null ? null : new SqlCompiler(child, seesAll, depth).Truth(quantified.Condition);
        return quantified.Quantifier switch
        {
            Quantifier.Any => Sql.From($"exists (select 1 {FromChildren(child, quantified.Child, condition)})"),
            Quantifier.All => Sql.From($"not exists (select 1 {FromChildren(child, quantified.Child, Sql.From($"({condition!}) is not true"))})"),
        };
    }

    private Sql Compared(Function function, Expr a, Expr b)
    {
        if (a is Constant or ContextValue && b is not (Constant or ContextValue)) return Compared(Mirrored(function), b, a);
        if (ByDay(function, a, b) is { } byDay) return byDay;

        return a.Type.Kind switch
        {
            ValueKind.Decimal => Sql.PerDialect(ComparedOnSqlite(function, a, b), Operator(function, Free(a), Free(b))),
            ValueKind.Text when function != Functions.Equal && function != Functions.NotEqual => Operator(function, Free(a), Collated(Free(b), b.Type)),
            _ => Operator(function, Free(a), Free(b)),
        };
    }

    private static Function Mirrored(Function function) => function == Functions.Less ? Functions.Greater
        : function == Functions.AtMost ? Functions.AtLeast
        : function == Functions.Greater ? Functions.Less
        : function == Functions.AtLeast ? Functions.AtMost
        : function;

    private static Sql Operator(Function function, Sql a, Sql b) => function == Functions.Equal ? Sql.From($"{a} = {b}")
        : function == Functions.Less ? Sql.From($"{a} < {b}")
        : function == Functions.AtMost ? Sql.From($"{a} <= {b}")
        : function == Functions.Greater ? Sql.From($"{a} > {b}")
        : function == Functions.AtLeast ? Sql.From($"{a} >= {b}")
        : Sql.PerDialect(Sql.From($"{a} is not {b}"), Sql.From($"({a}) is distinct from ({b})"));

    /// <summary>Columns are compared as the integers they are; what is calculated, through a function that compares decimal texts.</summary>
    private Sql ComparedOnSqlite(Function function, Expr a, Expr b)
    {
        if (NativeScale(a) is { } scale)
        {
            if (b is Constant { Value: decimal number }) return ComparedWithConstant(function, Scaled(a, scale), number, scale);
            if (NativeScale(b) == scale) return Operator(function, Scaled(a, scale), Scaled(b, scale));
        }

        // Canonical texts are equal when the numbers are.
        return function == Functions.Equal || function == Functions.NotEqual
            ? Operator(function, Free(a), Free(b))
            : Operator(function, Sql.From($"x_compare({Free(a)}, {Free(b)})"), Sql.Literal("0"));
    }

    /// <summary>The scale at which SQLite has the value as an integer without calculating.</summary>
    private static int? NativeScale(Expr expression) => expression switch
    {
        FieldPath { Field.Storage: not FieldStorage.Virtual } path => path.Type.Scale,
        Call call when call.Function == Functions.ToDecimal && call.Arguments[0] is FieldPath { Field.Storage: not FieldStorage.Virtual } => 0,
        _ => null,
    };

    /// <summary>A constant between two steps of the column's scale is met by the step beside it.</summary>
    private static Sql ComparedWithConstant(Function function, Sql column, decimal number, int scale)
    {
        var step = decimal.Floor(number * PowerOfTen(scale));
        var isExact = step == number * PowerOfTen(scale);
        if (decimal.Abs(step) >= long.MaxValue)
        {
            var always = function == Functions.NotEqual || (step > 0 ? function == Functions.Less || function == Functions.AtMost : function == Functions.Greater || function == Functions.AtLeast);
            return always ? function == Functions.NotEqual ? Sql.Literal("true") : Sql.From($"{column} is not null") : Sql.Literal("false");
        }

        var value = Sql.From($"{(long)step}");
        if (isExact) return Operator(function, column, value);

        return function == Functions.Equal ? Sql.Literal("false")
            : function == Functions.NotEqual ? Sql.Literal("true")
            : function == Functions.Less || function == Functions.AtMost ? Operator(Functions.AtMost, column, value)
            : Operator(Functions.Greater, column, value);
    }

    private static decimal PowerOfTen(int scale)
    {
        var power = 1m;
        for (var i = 0; i < scale; i++) power *= 10;
        return power;
    }

    /// <summary>The day of a point in time against a known day is the point against the day's ends, which an index serves.</summary>
    private Sql? ByDay(Function function, Expr a, Expr b)
    {
        if (a is not Call call || call.Function != Functions.ToDate || call.Arguments[0] is not FieldPath { Field.Storage: not FieldStorage.Virtual } path) return null;
        if ((b switch { Constant constant => constant.Value, ContextValue context => scope.Context[context.Name], _ => null }) is not DateOnly day || day.DayNumber < 2 || day.DayNumber > DateOnly.MaxValue.DayNumber - 2) return null;

        var column = scope.ColumnOf(path.Path, seesAll);
        var start = Sql.From($"{Moments.StartOf(day, scope.Context.Conventions.TimeZone)}");
        var next = Sql.From($"{Moments.StartOf(day.AddDays(1), scope.Context.Conventions.TimeZone)}");
        return function == Functions.Equal ? Sql.From($"({column} >= {start} and {column} < {next})")
            : function == Functions.Less ? Sql.From($"{column} < {start}")
            : function == Functions.AtMost ? Sql.From($"{column} < {next}")
            : function == Functions.Greater ? Sql.From($"{column} >= {next}")
            : function == Functions.AtLeast ? Sql.From($"{column} >= {start}")
            : null;
    }

    private Sql Membership(Call call)
    {
        var value = call.Arguments[0];
        var others = call.Arguments.Skip(1).Where(a => a is not Constant { Value: null }).ToList();
        if (others.Count == 0) return Sql.Literal("false");

        if (value.Type.Kind == ValueKind.Id && others.TrueForAll(o => o is Constant or ContextValue))
            return Sql.In(Free(value), others.SelectMany(Ids).ToArray());
        if (value.Type.Kind == ValueKind.Text && others.TrueForAll(o => o is Constant))
            return Sql.In(Free(value), others.Select(o => (string)((Constant)o).Value!).ToArray());
        if (value.Type.Kind == ValueKind.Integer && others.TrueForAll(o => o is Constant))
            return Sql.In(Free(value), others.Select(o => (long)((Constant)o).Value!).ToArray());

        return Sql.From($"({Sql.Join(" or ", others.Select(o => Compared(Functions.Equal, value, o)))})");
    }

    private IEnumerable<Guid> Ids(Expr expression) => (expression switch { Constant constant => constant.Value, ContextValue context => scope.Context[context.Name], _ => null }) switch
    {
        Guid id => [id],
        Guid[] ids => ids,
        _ => [],
    };
}
