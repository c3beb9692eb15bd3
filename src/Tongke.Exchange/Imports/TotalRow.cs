using Tongke.Exchange.Sheets;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>
/// Rows in which a spreadsheet sums up those above (合计, 小计, Total): they are no records and are left out, unless the person says of the word that it
/// means itself. Such a row begins with the word and names nothing else.
/// </summary>
internal static class TotalRow
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "合计", "总计", "小计", "共计", "总合计", "本页合计", "total", "totals", "grandtotal", "subtotal" };

    /// <summary>Leaves the row out if it is one.</summary>
    public static bool IsLeftOut(ImportRow row, ImportPlan plan)
    {
        var cells = row.Source.Cells;
        var first = 0;
        while (first < cells.Count && string.IsNullOrWhiteSpace(cells[first]))
            first++;

        if (first == cells.Count || !Words.Contains(ColumnSuggestions.Bare(cells[first])))
            return false;

        var word = cells[first].Trim();
        var name = plan.ColumnOf(plan.Object.NameField.Name);
        var column = plan.Columns.FirstOrDefault(c => c.Index == first);
        if (name is not null && name.Index != first && !string.IsNullOrWhiteSpace(cells[name.Index]) || column?.Values.ContainsKey(word) == true)
            return false;

        row.Skip(column?.Field.Name, word, new Message("import_skipped_total", word));
        return true;
    }
}
