using static Tongke.Kernel.Expressions.ParameterKind;

namespace Tongke.Kernel.Expressions;

/// <summary>Conditions. They are never empty: an empty condition counts as false. Their SQL is written by <see cref="SqlCompiler"/>.</summary>
public static partial class Functions
{
    public static readonly Function And = new()
    {
        Name = "AND", Description = new("所有条件都成立", "All conditions hold"),
        Parameters = [ParameterKind.Boolean], IsVariadic = true, TakesEmpty = true, Result = Always(Boolean),
        Evaluate = (a, _) => Array.TrueForAll(a, v => v is true),
    };

    public static readonly Function Or = new()
    {
        Name = "OR", Description = new("至少一个条件成立", "At least one condition holds"),
        Parameters = [ParameterKind.Boolean], IsVariadic = true, TakesEmpty = true, Result = Always(Boolean),
        Evaluate = (a, _) => Array.Exists(a, v => v is true),
    };

    public static readonly Function Not = new()
    {
        Name = "NOT", Description = new("条件不成立", "The condition does not hold"),
        Parameters = [ParameterKind.Boolean], TakesEmpty = true, Result = Always(Boolean),
        Evaluate = (a, _) => a[0] is not true,
    };

    public static readonly Function If = new()
    {
        Name = "IF", Description = new("条件成立取第二个值，否则取第三个（可省略，为空）", "The second value when the condition holds, otherwise the third (empty when left out)"),
        Parameters = [ParameterKind.Boolean, Same, Same], Required = 2, TakesEmpty = true, Result = a => TypeOfAll(a.Skip(1)),
        Evaluate = (a, _) => a[0] is true ? a[1] : a[2],
    };

    public static readonly Function IsBlank = new()
    {
        Name = "ISBLANK", Aliases = ["ISEMPTY"], Description = new("没有值，或是空文本、空列表", "Has no value, or is an empty text or list"),
        Parameters = [Any], TakesEmpty = true, Result = Always(Boolean),
        Evaluate = (a, _) => a[0] is null or "" or Array { Length: 0 },
    };

    public static readonly Function Coalesce = new()
    {
        Name = "COALESCE", Aliases = ["IFBLANK", "IFEMPTY"], Description = new("第一个不为空的值", "The first value that is there"),
        Parameters = [Same], IsVariadic = true, TakesEmpty = true, Result = TypeOfAll,
        Evaluate = (a, _) => Array.Find(a, v => v is not null),
    };

    public static readonly Function Equal = Comparison("EQ", "=", new("等于；空值不等于任何值", "Equal; an empty value equals nothing"), order => order == 0);

    public static readonly Function NotEqual = new()
    {
        Name = "NE", Symbol = "<>", IsPublic = false, Description = new("不等于；空值与任何值都不同，两个空值除外", "Different; an empty value differs from every other one, but not from an empty one"),
        Parameters = [Same, Same], TakesEmpty = true, Result = Always(Boolean),
        Evaluate = (a, _) => (a[0], a[1]) switch
        {
            (null, null) => false,
            (null, _) or (_, null) => true,
            var (x, y) => Ordering.Compare(x, y) != 0,
        },
    };

    public static readonly Function Less = Comparison("LT", "<", new("小于", "Less than"), order => order < 0);

    public static readonly Function AtMost = Comparison("LE", "<=", new("小于或等于", "At most"), order => order <= 0);

    public static readonly Function Greater = Comparison("GT", ">", new("大于", "Greater than"), order => order > 0);

    public static readonly Function AtLeast = Comparison("GE", ">=", new("大于或等于", "At least"), order => order >= 0);

    public static readonly Function In = new()
    {
        Name = "IN", Description = new("等于其中之一", "Equals one of the values"),
        Parameters = [Same, Same], IsVariadic = true, TakesEmpty = true, Result = Always(Boolean),
        Evaluate = (a, _) => a[0] is { } value && a.Skip(1).Any(v => v is Guid[] ids ? ids.Contains((Guid)value) : v is not null && Ordering.Compare(value, v) == 0),
    };

    private static Function Comparison(string name, string symbol, Texts.Label description, Func<int, bool> holds) => new()
    {
        Name = name, Symbol = symbol, IsPublic = false, Description = description,
        Parameters = [Same, Same], TakesEmpty = true, Result = Always(Boolean),
        Evaluate = (a, _) => a[0] is { } x && a[1] is { } y && holds(Ordering.Compare(x, y)),
    };

    /// <summary>The type that can hold each of the values: the widest scale of their kind.</summary>
    private static ExprType TypeOfAll(IEnumerable<Expr> values)
    {
        var types = values.Select(v => v.Type).ToList();
        return new(types[0].Kind, types.Max(t => t.Scale));
    }
}
