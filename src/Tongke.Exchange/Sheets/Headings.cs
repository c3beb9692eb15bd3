namespace Tongke.Exchange.Sheets;

/// <summary>Finds the row of a sheet that names its columns: the first, or below a title the first that names several. It is a guess; a person may say it.</summary>
internal static class Headings
{
    /// <summary>Filled rows at the start of a sheet among which the headings are looked for, and which a person chooses from.</summary>
    public const int LookedAt = 8;

    private const int Longest = 40;

    /// <summary>Which of the first rows it is.</summary>
    public static int Find(IReadOnlyList<SheetRow> first)
    {
        if (first.Count == 0 || Texts(first[0]).Length > 1)
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
