namespace Tongke.Exchange.Sheets;

/// <summary>
/// Keeps spreadsheet programs from running what a cell says. A text that a program may take for a formula (it starts with = + - @, in full width too, which
/// Chinese and Japanese programs read alike, a tab or a carriage return, behind any number of apostrophes) gets an apostrophe in front; reading takes
/// exactly that one away again.
/// </summary>
public static class SafeCell
{
    private const char Guard = '\'';

    /// <summary>The text as it is written into a file.</summary>
    public static string Protect(string text) => StartsFormula(text.AsSpan().TrimStart(Guard)) ? Guard + text : text;

    /// <summary>The text that was meant.</summary>
    public static string Unguard(string cell) => cell.Length > 1 && cell[0] == Guard && StartsFormula(cell.AsSpan().TrimStart(Guard)) ? cell[1..] : cell;

    private static bool StartsFormula(ReadOnlySpan<char> text) => text is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '\t' or '\r', ..];
}
