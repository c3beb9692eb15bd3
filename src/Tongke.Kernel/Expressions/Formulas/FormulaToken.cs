namespace Tongke.Kernel.Expressions;

/// <summary>Kind of a piece of a formula.</summary>
internal enum FormulaTokenKind
{
    Number,
    Text,
    Name,
    Symbol,
    End,
}

/// <summary>A piece of a formula.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The number as written, the text without quotes, the name, or the symbol in its Latin form.</param>
/// <param name="Position">Where it starts.</param>
internal readonly record struct FormulaToken(FormulaTokenKind Kind, string Text, int Position)
{
    public bool Is(string symbol) => Kind == FormulaTokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == FormulaTokenKind.Name && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
