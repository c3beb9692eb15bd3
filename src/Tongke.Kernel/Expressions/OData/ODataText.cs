namespace Tongke.Kernel.Expressions;

/// <summary>A part of a request with its place in the option, cut at separators that stand outside brackets and quotes.</summary>
/// <param name="Value">The text.</param>
/// <param name="Start">Where it starts in the option's value.</param>
internal readonly record struct ODataText(string Value, int Start)
{
    public ODataText Trimmed => new(Value.Trim(), Start + Value.Length - Value.TrimStart().Length);

    public ODataText From(int index) => new(Value[index..], Start + index);

    public ODataText Cut(int index, int end) => new(Value[index..end], Start + index);

    /// <summary>The parts between separators.</summary>
    public IEnumerable<ODataText> Split(char separator)
    {
        var start = 0;
        foreach (var (i, c) in Outside())
        {
            if (c != separator) continue;
            yield return Cut(start, i).Trimmed;
            start = i + 1;
        }

        yield return From(start).Trimmed;
    }

    /// <summary>The last place of a word between spaces outside brackets and quotes; -1 when it isn't there.</summary>
    public int LastWord(string word)
    {
        var found = -1;
        foreach (var (i, c) in Outside())
            if (c == ' ' && i + word.Length + 1 < Value.Length && string.CompareOrdinal(Value, i + 1, word, 0, word.Length) == 0 && Value[i + 1 + word.Length] == ' ') found = i;

        return found;
    }

    /// <summary>Splits <c>name(inside)</c>; inside is null when there are no brackets.</summary>
    public (ODataText Name, ODataText? Inside) Call()
    {
        var open = Value.IndexOf('(', StringComparison.Ordinal);
        if (open < 0) return (this, null);
        if (!Value.EndsWith(')')) throw new RefusedExpressionException(new("odata_bracket"), Start + Value.Length);

        return (Cut(0, open).Trimmed, Cut(open + 1, Value.Length - 1));
    }

    private IEnumerable<(int Index, char Character)> Outside()
    {
        var depth = 0;
        var quoted = false;
        for (var i = 0; i < Value.Length; i++)
        {
            var c = Value[i];
            if (c == '\'') quoted = !quoted;
            else if (quoted) continue;
            else if (c == '(') depth++;
            else if (c == ')') depth--;
            else if (depth == 0) yield return (i, c);

            if (depth < 0) throw new RefusedExpressionException(new("odata_bracket"), Start + i);
        }

        if (depth > 0 || quoted) throw new RefusedExpressionException(new(quoted ? "formula_text_open" : "odata_bracket"), Start + Value.Length);
    }
}
