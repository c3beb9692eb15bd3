using System.Text;

namespace Tongke.Kernel.Expressions;

/// <summary>Cuts a formula into pieces. Full-width signs, as a Chinese keyboard types them, become the Latin ones outside of texts.</summary>
internal static class FormulaTokens
{
    private const string FullWidth = "（），．＋－×＊÷／＾＆＝＜＞≤≥≠；％、";
    private static readonly string[] Latin = ["(", ")", ",", ".", "+", "-", "*", "*", "/", "/", "^", "&", "=", "<", ">", "<=", ">=", "<>", ",", "%", ","];
    private static readonly string[] Symbols = ["<=", ">=", "<>", "!=", "==", "&&", "||", "(", ")", ",", ".", "+", "-", "*", "/", "^", "&", "=", "<", ">", "%", ";", "!"];

    public static List<FormulaToken> Of(string formula)
    {
        var tokens = new List<FormulaToken>();
        for (var i = 0; i < formula.Length;)
        {
            var c = formula[i];
            if (char.IsWhiteSpace(c)) i++;
            else if (char.IsAsciiDigit(c)) tokens.Add(Number(formula, ref i));
            else if (c is '"' or '\'' or '“' or '”' or '‘') tokens.Add(Text(formula, ref i));
            else if (char.IsLetter(c) || c == '_') tokens.Add(Name(formula, ref i));
            else tokens.Add(Symbol(formula, ref i));
        }

        tokens.Add(new(FormulaTokenKind.End, "", formula.Length));
        return tokens;
    }

    private static FormulaToken Number(string formula, ref int i)
    {
        var start = i;
        while (i < formula.Length && char.IsAsciiDigit(formula[i])) i++;
        if (i + 1 < formula.Length && formula[i] == '.' && char.IsAsciiDigit(formula[i + 1]))
            for (i++; i < formula.Length && char.IsAsciiDigit(formula[i]); i++) { }

        return new(FormulaTokenKind.Number, formula[start..i], start);
    }

    private static FormulaToken Text(string formula, ref int i)
    {
        var start = i;
        var close = formula[i] switch { '"' => "\"", '\'' => "'", '‘' => "’", _ => "”“" };
        var text = new StringBuilder();
        for (i++; i < formula.Length; i++)
        {
            if (!close.Contains(formula[i], StringComparison.Ordinal))
                text.Append(formula[i]);
            else if (close.Length == 1 && i + 1 < formula.Length && formula[i + 1] == formula[i])
                text.Append(formula[++i]);
            else
                break;
        }

        if (i == formula.Length) throw new RefusedExpressionException(new("formula_text_open"), start);

        i++;
        return new(FormulaTokenKind.Text, text.ToString(), start);
    }

    private static FormulaToken Name(string formula, ref int i)
    {
        var start = i;
        while (i < formula.Length && (char.IsLetterOrDigit(formula[i]) || formula[i] == '_')) i++;
        return new(FormulaTokenKind.Name, formula[start..i], start);
    }

    private static FormulaToken Symbol(string formula, ref int i)
    {
        var start = i;
        var wide = FullWidth.IndexOf(formula[i], StringComparison.Ordinal);
        if (wide >= 0)
        {
            i++;
            var symbol = Latin[wide];
            var next = i < formula.Length ? formula[i] switch { '=' or '＝' => "=", '>' or '＞' => ">", _ => "" } : "";
            if (next.Length > 0 && symbol + next is "<=" or ">=" or "<>")
            {
                symbol += next;
                i++;
            }

            return new(FormulaTokenKind.Symbol, symbol, start);
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(formula, i, symbol, 0, symbol.Length) != 0) continue;

            i += symbol.Length;
            return new(FormulaTokenKind.Symbol, symbol switch { "!=" => "<>", "==" => "=", ";" => ",", _ => symbol }, start);
        }

        throw new RefusedExpressionException(new("formula_character", char.IsSurrogate(formula[i]) ? formula.Substring(i, Math.Min(2, formula.Length - i)) : formula[i].ToString()), start);
    }
}
