namespace Tongke.Exchange.Sheets;

/// <summary>
/// Finds the row of a sheet that names its columns: the first, or below a title the one with the most names that are known, else the first that names
/// several. It is a guess; a person may say it.
/// </summary>
internal static class Headings
{
    /// <summary>Filled rows at the start of a sheet among which the headings are looked for, and which a person chooses from.</summary>
    public const int LookedAt = 8;

    private const int Longest = 40;

    /// <summary>One known name alone may stand in a title, too.</summary>
    private const int FewestKnown = 2;

    /// <summary>Which of the first rows it is.</summary>
    /// <param name="first">The rows.</param>
    /// <param name="isKnown">Whether a text is the name of a column that is waited for.</param>
    public static int Find(IReadOnlyList<SheetRow> first, Func<string, bool>? isKnown)
    {
        if (first.Count == 0)
            return 0;

        // A title may stand in several cells, 客户台账 beside 2024年. Names in two languages stand in two rows that both are known: the first counts.
        int[] known = isKnown is null ? [] : [.. first.Select(row => Texts(row).Distinct(StringComparer.Ordinal).Count(isKnown))];
        if (known is [< FewestKnown, ..] && known.Max() is >= FewestKnown and var most)
            return Array.IndexOf(known, most);

        if (Texts(first[0]).Length > 1)
            return 0;

        // One text alone may be the title of the sheet, or the only column there is.
        for (var i = 1; i < first.Count; i++)
            if (AreHeadings(Texts(first[i])))
                return i;

        return 0;
    }

    /// <summary>
    /// Several short words, most of them different; not 制表：张三, a number, a date or a mail address, which rows below the only column's name may hold.
    /// A star or bracket in front says that the column is required.
    /// </summary>
    private static bool AreHeadings(string[] texts) =>
        texts.Length > 1 && Array.TrueForAll(texts, IsHeading) && texts.Distinct(StringComparer.Ordinal).Count() * 2 > texts.Length;

    private static bool IsHeading(string text) =>
        text.Length <= Longest && !text.Contains('@') && text.TrimStart('*', '＊', '#', '(', '（', '[', '【') is [var start, ..] && char.IsLetter(start) && text.AsSpan(0, text.Length - 1).IndexOfAny(':', '：') < 0;

    private static string[] Texts(SheetRow row) => [.. row.Cells.Select(c => c.Trim()).Where(c => c.Length > 0)];
}
