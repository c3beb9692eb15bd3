using Tongke.Exchange.Sheets;

namespace Tongke.Exchange.Imports;

/// <summary>How many rows a file has, for showing how far an import is. A file that is broken at some place has the rows before it.</summary>
public static class SheetSize
{
    /// <summary>Counts and closes it.</summary>
    /// <exception cref="SheetException">It unpacks without end: no row of such a file is worth working through.</exception>
    public static async Task<long> CountAsync(Sheet sheet, CancellationToken ct)
    {
        await using (sheet)
        {
            long rows = 0;
            try
            {
                while (await sheet.ReadAsync(ct) is not null)
                    rows++;
            }
            catch (SheetException broken) when (broken.Reason.Code != SheetException.Bomb)
            {
                // The import itself comes to that row and tells.
            }

            return rows;
        }
    }
}
