using System.Globalization;
using System.Text.RegularExpressions;
using Tongke.Storage;
using static Tongke.Kernel.Expressions.ParameterKind;

namespace Tongke.Kernel.Expressions;

/// <summary>Arithmetic, by the rules of <see cref="Numbers"/>.</summary>
public static partial class Functions
{
    /// <summary>Digits after the point that a quotient has as a column, unless ROUND or the field's definition say otherwise.</summary>
    public const int QuotientScale = 6;

    public static readonly Function Add = Arithmetic("ADD", "+", new("加", "Plus"), Numbers.Add, (a, b) => Sql.From($"{a} + {b}"), Math.Max);

    public static readonly Function Subtract = Arithmetic("SUB", "-", new("减", "Minus"), Numbers.Subtract, (a, b) => Sql.From($"{a} - {b}"), Math.Max);

    public static readonly Function Multiply = Arithmetic("MUL", "*", new("乘", "Times"), Numbers.Multiply, (a, b) => Sql.From($"{a} * {b}"), (a, b) => Math.Min(a + b, Math.Max(QuotientScale, Math.Max(a, b))));

    // 45 digits of quotient are more than any tie between two decimals of the domain can hide behind, so rounding twice is rounding once.
    public static readonly Function Divide = Arithmetic("DIV", "/", new("除；除数为零则为空", "Divided by; empty when that is zero"), Numbers.Divide, (a, b) => Sql.From($"round({a}, 45) / nullif({b}, 0)"), (_, _) => QuotientScale);

    public static readonly Function Power = new()
    {
        Name = "POWER", Symbol = "^", Description = new("整数次幂（-100 到 100）", "A whole power, from -100 to 100"),
        Parameters = [Number, Number], Result = Always(new(ValueKind.Decimal, QuotientScale)),
        Evaluate = (a, _) => Numbers.Power((decimal)a[0]!, (decimal)a[1]!),
        Postgres = a => InDomain(Sql.From($"(select case when n <> trunc(n) or abs(n) > {Sql.Integer(Numbers.LargestExponent)} or (v = 0 and n < 0) then null when v = 0 and n = 0 then 1 when v <> 0 and n * ln(abs(v)) > 42 then {Sql.Integer((long)Numbers.Limit)} else power(round(v, 45), n) end from (select {a[0]} as v, {a[1]} as n offset 0) t)")),
    };

    public static readonly Function Negate = new()
    {
        Name = "NEG", Symbol = "-", IsPublic = false, Description = new("负数", "Negative"),
        Parameters = [Number], Result = Widest,
        Evaluate = (a, _) => -(decimal)a[0]!,
        Postgres = a => Sql.From($"(- {a[0]})"),
    };

    public static readonly Function Modulo = new()
    {
        Name = "MOD", Description = new("余数，符号同除数", "Remainder, with the sign of the divisor"),
        Parameters = [Number, Number], Result = Widest,
        Evaluate = (a, _) => Numbers.Modulo((decimal)a[0]!, (decimal)a[1]!),
        Postgres = a => InDomain(Sql.From($"(select mod(mod(v, nullif(n, 0)) + n, nullif(n, 0)) from (select {a[0]} as v, {a[1]} as n offset 0) t)")),
    };

    public static readonly Function Absolute = new()
    {
        Name = "ABS", Description = new("绝对值", "Without its sign"),
        Parameters = [Number], Result = Widest,
        Evaluate = (a, _) => Math.Abs((decimal)a[0]!),
        Postgres = a => Sql.From($"abs({a[0]})"),
    };

    public static readonly Function Sign = new()
    {
        Name = "SIGN", Description = new("符号：-1、0 或 1", "-1, 0 or 1"),
        Parameters = [Number], Result = Always(Integer),
        Evaluate = (a, _) => (long)Math.Sign((decimal)a[0]!),
        Postgres = a => Sql.From($"sign({a[0]})::bigint"),
    };

    public static readonly Function Round = Rounding("ROUND", new("四舍五入到小数位", "Rounded to digits after the point, half away from zero"), Numbers.Round, Sql.Literal("round(v, n)"));

    public static readonly Function RoundUp = Rounding("ROUNDUP", new("向远离零的方向取整到小数位", "Rounded away from zero"), Numbers.RoundUp, Sql.Literal("case when trunc(v, n) = v then v else trunc(v, n) + sign(v) * power(10::numeric, -n) end"));

    public static readonly Function RoundDown = Rounding("ROUNDDOWN", new("向零的方向取整到小数位", "Rounded towards zero"), Numbers.RoundDown, Sql.Literal("trunc(v, n)"));

    public static readonly Function Ceiling = ToWhole("CEILING", new("不小于它的最小整数", "Smallest whole number that is not less"), v => decimal.Ceiling(v), v => Sql.From($"ceil({v})"));

    public static readonly Function Floor = ToWhole("FLOOR", new("不大于它的最大整数", "Largest whole number that is not greater"), v => decimal.Floor(v), v => Sql.From($"floor({v})"), "INT");

    public static readonly Function Truncate = ToWhole("TRUNC", new("去掉小数部分", "Without what is after the point"), v => decimal.Truncate(v), v => Sql.From($"trunc({v})"));

    public static readonly Function SquareRoot = new()
    {
        Name = "SQRT", Description = new("平方根；负数则为空", "Square root; empty for a negative number"),
        Parameters = [Number], Result = Always(new(ValueKind.Decimal, QuotientScale)),
        Evaluate = (a, _) => Numbers.SquareRoot((decimal)a[0]!),
        Postgres = a => InDomain(Sql.From($"(select case when v >= 0 then sqrt(round(v, 45)) end from (select {a[0]} as v offset 0) t)")),
    };

    public static readonly Function Smallest = Extreme("MIN", new("最小的值，不计空值", "The smallest value; empty ones don't count"), order => order < 0, Sql.Literal("min"), Sql.Literal("least"));

    public static readonly Function Largest = Extreme("MAX", new("最大的值，不计空值", "The largest value; empty ones don't count"), order => order > 0, Sql.Literal("max"), Sql.Literal("greatest"));

    public static readonly Function ToDecimal = new()
    {
        Name = "DECIMAL", IsPublic = false, Description = new("整数作小数", "A whole number as a decimal"),
        Parameters = [Any], Result = Always(new(ValueKind.Decimal)),
        Evaluate = (a, _) => Numbers.Fit((long)a[0]!),
        Sqlite = a => Sql.From($"(select case when v > {Sql.Integer(-(long)Numbers.Limit)} and v < {Sql.Integer((long)Numbers.Limit)} then cast(v as text) end from (select {a[0]} as v))"),
        Postgres = a => InDomain(Sql.From($"{a[0]}::numeric")),
    };

    public static readonly Function Value = new()
    {
        Name = "VALUE", Description = new("文本表示的数；不是数则为空", "The number a text shows; empty when it shows none"),
        Parameters = [ParameterKind.Text], Result = Always(new(ValueKind.Decimal, QuotientScale)),
        Evaluate = (a, _) => WrittenNumber().Match((string)a[0]!) is { Success: true } match ? Numbers.Parse(match.Groups[1].Value) : null,
        Postgres = a => Sql.From($"substring({a[0]} from '^[ ]*([+-]?[0-9]{{1,18}}(?:[.][0-9]{{1,10}})?)[ ]*$')::numeric"),
    };

    public static readonly Function NumberText = new()
    {
        Name = "NUMBERTEXT", IsPublic = false, Description = new("数作文本", "A number as text"),
        Parameters = [Number], Result = Always(Text),
        Evaluate = (a, _) => Numbers.ToText((decimal)a[0]!),
        Sqlite = a => a[0],
        Postgres = a => Sql.From($"trim_scale({a[0]})::text"),
    };

    public static readonly Function FormatNumber = new()
    {
        Name = "FORMATNUMBER", IsPublic = false, Description = new("按格式写数", "A number in a format"),
        Parameters = [Number, Literal], Result = Always(Text),
        Evaluate = (a, _) => NumberFormat.Parse((string)a[1]!)!.Write((decimal)a[0]!),
        Postgres = a => NumberFormat.Parse(a.Literal(1))!.ToPostgres(a[0]),
    };

    /// <summary>Keeps a PostgreSQL number within the domain without naming it twice: rounds, and empties what reaches the limit.</summary>
    internal static Sql InDomain(Sql number) =>
        Sql.From($"nullif(nullif(least(greatest(round({number}, {Sql.Integer(Numbers.Digits)}), {Sql.Integer(-(long)Numbers.Limit)}), {Sql.Integer((long)Numbers.Limit)}), {Sql.Integer(-(long)Numbers.Limit)}), {Sql.Integer((long)Numbers.Limit)})");

    private static ExprType Widest(IReadOnlyList<Expr> arguments) => new(ValueKind.Decimal, arguments.Max(a => a.Type.Scale));

    private static Function Arithmetic(string name, string symbol, Texts.Label description, Func<decimal, decimal, decimal?> evaluate, Func<Sql, Sql, Sql> postgres, Func<int, int, int> scale) => new()
    {
        Name = name, Symbol = symbol, IsPublic = false, Description = description,
        Parameters = [Number, Number], Result = a => new(ValueKind.Decimal, scale(a[0].Type.Scale, a[1].Type.Scale)),
        Evaluate = (a, _) => evaluate((decimal)a[0]!, (decimal)a[1]!),
        Postgres = a => InDomain(postgres(a[0], a[1])),
    };

    private static Function Rounding(string name, Texts.Label description, Func<decimal, long, decimal?> evaluate, Sql postgres) => new()
    {
        Name = name, Description = description,
        Parameters = [Number, Whole], Required = 1,
        Result = a => new(ValueKind.Decimal, a[1] is Constant { Value: long digits } ? (int)Math.Clamp(digits, 0, Numbers.Digits) : Math.Max(a[0].Type.Scale, QuotientScale)),
        Evaluate = (a, _) => evaluate((decimal)a[0]!, (long)a[1]!),
        Postgres = a => InDomain(Sql.From($"(select case when w is not null then {postgres} end from (select v, w, least(greatest(w, -18), {Sql.Integer(Numbers.Digits)})::int as n from (select {a[0]} as v, {a[1]} as w offset 0) s) t)")),
    };

    private static Function ToWhole(string name, Texts.Label description, Func<decimal, decimal> evaluate, Func<Sql, Sql> postgres, params string[] aliases) => new()
    {
        Name = name, Aliases = aliases, Description = description,
        Parameters = [Number], Result = Always(Integer),
        Evaluate = (a, _) => Math.Abs(evaluate((decimal)a[0]!)) < Numbers.Limit ? (long)evaluate((decimal)a[0]!) : null,
        Postgres = a => Sql.From($"{InDomain(postgres(a[0]))}::bigint"),
    };

    private static Function Extreme(string name, Texts.Label description, Func<int, bool> isBetter, Sql sqlite, Sql postgres) => new()
    {
        Name = name, Description = description,
        Parameters = [Same], IsVariadic = true, TakesEmpty = true, Result = TypeOfAll,
        Evaluate = (a, _) => a.Where(v => v is not null).Aggregate((object?)null, (best, v) => best is null || isBetter(Ordering.Compare(v!, best)) ? v : best),
        Sqlite = a => a.Expressions[0].Type.Kind == ValueKind.Decimal
            ? a.Values.Skip(1).Aggregate(a[0], (best, v) => SqliteExpressionFunctions.Call(name, [Sql.From($"coalesce({best}, '')"), Sql.From($"coalesce({v}, '')")]))
            : Sql.From($"(select {sqlite}(v) from ({Sql.Join(" union all ", a.Values.Select(v => Sql.From($"select {v} as v")))}))"),
        Postgres = a => a.Expressions[0].Type.Kind == ValueKind.Text
            ? Sql.From($"{postgres}({Sql.Join(", ", a.Values.Select(v => Sql.From($"{v} collate \"C\"")))})")
            : Sql.From($"{postgres}({Sql.Join(", ", a.Values)})"),
    };

    [GeneratedRegex("^[ ]*([+-]?[0-9]{1,18}(?:[.][0-9]{1,10})?)[ ]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex WrittenNumber();
}
