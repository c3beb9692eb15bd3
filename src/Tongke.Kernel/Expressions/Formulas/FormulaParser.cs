using System.Globalization;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Reads one formula by operator precedence: or, and, not, comparison, &amp;, + -, * /, ^, sign, percent. Written by hand, because what a formula
/// is worth is its error messages: where, what, and what was probably meant.
/// </summary>
internal sealed class FormulaParser(string text, Func<FieldSchema, bool>? sees = null)
{
    private const int AndLevel = 2, NotLevel = 3, ComparisonLevel = 4, PowerLevel = 8, SignLevel = 9;

    private List<FormulaToken> tokens = [];
    private int at;
    private int depth;

    /// <summary>Where reading has come to.</summary>
    public int Position => at < tokens.Count ? tokens[at].Position : 0;

    private FormulaToken Current => tokens[at];

    public Expr Parse(ObjectSchema scope)
    {
        tokens = FormulaTokens.Of(text);
        var expression = Expression(scope, 0);
        return Current.Kind == FormulaTokenKind.End ? expression : throw Unexpected();
    }

    private Expr Expression(ObjectSchema scope, int level)
    {
        if (++depth > Formula.DeepestNesting) throw Refuse("expression_too_deep", Formula.DeepestNesting);

        var left = Operand(scope);
        var links = 0;
        while (LevelOf(Current) is var next && next > level)
        {
            if (++links > 1000) throw Refuse("expression_too_big", ExprShape.LargestSize);

            var position = Position;
            var symbol = Current;
            at++;
            left = At(position, () => Combine(scope, left, symbol, next));
            if (next == ComparisonLevel && LevelOf(Current) == ComparisonLevel) throw Refuse("formula_comparison_chain");
        }

        depth--;
        return left;
    }

    private static int LevelOf(FormulaToken token) => token.Kind switch
    {
        FormulaTokenKind.Name => token.Text.ToUpperInvariant() switch { "OR" => 1, "AND" => AndLevel, "IN" => ComparisonLevel, _ => 0 },
        FormulaTokenKind.Symbol => token.Text switch
        {
            "||" => 1,
            "&&" => AndLevel,
            "=" or "<>" or "<" or "<=" or ">" or ">=" => ComparisonLevel,
            "&" => 5,
            "+" or "-" => 6,
            "*" or "/" => 7,
            "^" => PowerLevel,
            _ => 0,
        },
        _ => 0,
    };

    private Expr Combine(ObjectSchema scope, Expr left, FormulaToken symbol, int level)
    {
        if (symbol.IsWord("in")) return Calls.Make(Functions.In, [left, .. Arguments(scope)]);

        var right = Expression(scope, level);
        return symbol.Text.ToUpperInvariant() switch
        {
            "OR" or "||" => Condition.AnyOf(Boolean(left, Functions.Or), Boolean(right, Functions.Or)),
            "AND" or "&&" => Condition.AllOf(Boolean(left, Functions.And), Boolean(right, Functions.And)),
            "=" => Calls.Make(Functions.Equal, left, right),
            "<>" => Calls.Make(Functions.NotEqual, left, right),
            "<" => Calls.Make(Functions.Less, left, right),
            "<=" => Calls.Make(Functions.AtMost, left, right),
            ">" => Calls.Make(Functions.Greater, left, right),
            ">=" => Calls.Make(Functions.AtLeast, left, right),
            "&" => Calls.Make(Functions.Concat, left, right),
            "+" => Calls.Add(left, right),
            "-" => Calls.Subtract(left, right),
            "*" => Calls.Make(Functions.Multiply, left, right),
            "/" => Calls.Make(Functions.Divide, left, right),
            _ => Calls.Make(Functions.Power, left, right),
        };
    }

    private static Expr Boolean(Expr value, Function function) => value.Type.Kind == ValueKind.Boolean
        ? value
        : throw new RefusedExpressionException("expression_argument_kind", function.Name, KindLabels.Of(ValueKind.Boolean), KindLabels.Of(value.Type.Kind));

    private Expr Operand(ObjectSchema scope)
    {
        var token = Current;
        at++;
        var operand = token switch
        {
            { Kind: FormulaTokenKind.Number } => At(token.Position, () => Number(token.Text)),
            { Kind: FormulaTokenKind.Text } => At(token.Position, () => Calls.Value(token.Text)),
            _ when token.Is("(") => Bracket(scope),
            _ when token.Is("-") => At(token.Position, () => Calls.Make(Functions.Negate, Expression(scope, SignLevel))),
            _ when token.Is("+") => Expression(scope, SignLevel),
            _ when token.Is("!") => At(token.Position, () => Condition.Not(Boolean(Expression(scope, SignLevel), Functions.Not))),
            _ when token.IsWord("not") && !Current.Is("(") => At(token.Position, () => Condition.Not(Boolean(Expression(scope, NotLevel), Functions.Not))),
            { Kind: FormulaTokenKind.Name } => new FormulaNames(this, scope).Read(token),
            _ => throw Unexpected(back: true),
        };
        while (Current.Is("%"))
        {
            at++;
            operand = At(token.Position, () => Calls.Make(Functions.Divide, operand, Calls.Value(100L)));
        }

        return operand;
    }

    private Expr Bracket(ObjectSchema scope)
    {
        var inside = Expression(scope, 0);
        Expect(")");
        return inside;
    }

    private static Constant Number(string digits)
    {
        if (!digits.Contains('.', StringComparison.Ordinal) && long.TryParse(digits, CultureInfo.InvariantCulture, out var whole) && whole < (long)Numbers.Limit)
            return Calls.Value(whole);

        return digits.Length < 29 && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Calls.Value(number)
            : throw new RefusedExpressionException("expression_number_digits", digits);
    }

    /// <summary>The fields that may be named.</summary>
    internal SeenFields FieldsOf(ObjectSchema definition) => new(definition, sees);

    internal List<Expr> Arguments(ObjectSchema scope)
    {
        Expect("(");
        var arguments = new List<Expr>();
        if (TryTake(")")) return arguments;

        do arguments.Add(Expression(scope, 0));
        while (TryTake(","));
        Expect(")");
        return arguments;
    }

    internal bool TryTake(string symbol)
    {
        if (!Current.Is(symbol)) return false;

        at++;
        return true;
    }

    internal bool Sees(string symbol) => Current.Is(symbol);

    internal Expr Argument(ObjectSchema scope) => Expression(scope, 0);

    /// <summary>The name that must follow.</summary>
    internal FormulaToken TakeName() => Current.Kind == FormulaTokenKind.Name ? tokens[at++] : throw Unexpected();

    /// <summary>A name two pieces ahead of the current one or nearer, without taking it.</summary>
    internal FormulaToken Peek(int ahead) => tokens[Math.Min(at + ahead, tokens.Count - 1)];

    internal void Expect(string symbol)
    {
        if (!TryTake(symbol)) throw new RefusedExpressionException(new("formula_expected", symbol, Shown(Current)), Position);
    }

    /// <summary>Runs <paramref name="make"/>; a refusal without a place of its own is at <paramref name="position"/>.</summary>
    internal static T At<T>(int position, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (RefusedExpressionException refused) when (refused.Position is null)
        {
            throw new RefusedExpressionException(refused.Reason, position);
        }
    }

    private RefusedExpressionException Refuse(string code, params IReadOnlyList<object?> values) => new(new(code, values), Position);

    private RefusedExpressionException Unexpected(bool back = false)
    {
        if (back) at--;
        return Refuse(Current.Kind == FormulaTokenKind.End ? "formula_ends" : "formula_unexpected", Shown(Current));
    }

    private static string Shown(FormulaToken token) => token.Kind == FormulaTokenKind.End ? "…" : token.Text;
}
