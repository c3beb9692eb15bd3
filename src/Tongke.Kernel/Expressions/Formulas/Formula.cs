using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Expressions;

/// <summary>Reads Excel-like formulas: <c>IF(amount >= 100000, "大单", "正常单")</c>. Chinese punctuation is as good as Latin.</summary>
public static class Formula
{
    /// <summary>Longest formula, in characters.</summary>
    public const int LongestText = 10_000;

    /// <summary>Deepest nesting of brackets and operators.</summary>
    public const int DeepestNesting = 60;

    /// <summary>Reads <paramref name="text"/> as a formula over records of <paramref name="scope"/>. Works while the Schema is still being compiled, once its fields are declared.</summary>
    public static FormulaResult Parse(string text, ObjectSchema scope) => Parse(text, scope, sees: null);

    /// <summary>As <see cref="Parse(string, ObjectSchema)"/>, for somebody who may not know of all fields: the others are told as fields that there are not.</summary>
    public static FormulaResult Parse(string text, ObjectSchema scope, Func<FieldSchema, bool>? sees)
    {
        if (text.Length > LongestText)
            return Refuse(new("expression_too_long", LongestText), LongestText);

        var parser = new FormulaParser(text, sees);
        try
        {
            var expression = parser.Parse(scope);
            return ExprShape.Size(expression) > ExprShape.LargestSize
                ? Refuse(new("expression_too_big", ExprShape.LargestSize), 0)
                : new(expression, null);
        }
        catch (RefusedExpressionException refused)
        {
            return Refuse(refused.Reason, refused.Position ?? parser.Position);
        }
    }

    /// <summary>The formula of a condition that the filter builder made: what <see cref="Parse"/> reads as the same condition.</summary>
    public static string Write(Expr condition) => FormulaText.Write(condition);

    private static FormulaResult Refuse(Message reason, int position) => new(null, new(new Message("formula_error", position + 1, reason), position));
}

/// <summary>A formula that was understood, or why it wasn't: exactly one of the two.</summary>
public sealed record FormulaResult(Expr? Expr, FormulaError? Error);

/// <summary>Why a formula can't be understood.</summary>
/// <param name="Message">What is wrong, with the place.</param>
/// <param name="Position">Index of the character at fault, from 0.</param>
public sealed record FormulaError(Message Message, int Position);
