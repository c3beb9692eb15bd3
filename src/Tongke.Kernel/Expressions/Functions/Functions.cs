using System.Collections.Frozen;
using System.Reflection;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Every function and operator of the expression language, each declared in the file of its subject. Where a PostgreSQL form names an argument twice, the argument
/// stands in a subselect with <c>offset 0</c>: without it the planner would copy the argument to each place, and nesting would multiply the work.
/// </summary>
public static partial class Functions
{
    private static readonly ExprType Boolean = new(ValueKind.Boolean);
    private static readonly ExprType Integer = new(ValueKind.Integer);
    private static readonly ExprType Text = new(ValueKind.Text);
    private static readonly ExprType Date = new(ValueKind.Date);
    private static readonly ExprType Instant = new(ValueKind.Instant);

    /// <summary>All of them, by <see cref="Function.Name"/>.</summary>
    public static FrozenDictionary<string, Function> All => Registry.ByName;

    /// <summary>The function that formulas call <paramref name="name"/>, in letters of either case; null when there is none.</summary>
    public static Function? Find(string name) => Registry.ByWrittenName.GetValueOrDefault(name);

    /// <summary>The names that formulas may call, for suggestions and completion.</summary>
    public static IEnumerable<string> WrittenNames => Registry.ByWrittenName.Keys;

    private static Func<IReadOnlyList<Expr>, ExprType> Always(ExprType type) => _ => type;

    /// <summary>Filled on first use, after every declaration of the partial class has run.</summary>
    private static class Registry
    {
        public static readonly FrozenDictionary<string, Function> ByName = typeof(Functions)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(Function))
            .Select(f => (Function)f.GetValue(null)!)
            .ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

        public static readonly FrozenDictionary<string, Function> ByWrittenName = ByName.Values
            .Where(f => f.IsPublic)
            .SelectMany(f => f.Aliases.Append(f.Name).Select(name => (name, f)))
            .ToFrozenDictionary(pair => pair.name, pair => pair.f, StringComparer.OrdinalIgnoreCase);
    }
}
