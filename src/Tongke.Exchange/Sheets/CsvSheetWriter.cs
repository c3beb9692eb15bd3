using System.Buffers;
using System.Text;

namespace Tongke.Exchange.Sheets;

/// <summary>CSV in UTF-8 with a byte order mark, which Excel needs to show Chinese.</summary>
internal sealed class CsvSheetWriter(Stream target) : SheetWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n;\t|");

    private readonly StreamWriter text = new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 64 * 1024, leaveOpen: true);

    /// <inheritdoc />
    public override string MediaType => "text/csv; charset=utf-8";

    /// <inheritdoc />
    public override async ValueTask WriteAsync(IReadOnlyList<SheetCell> cells, CancellationToken ct = default)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                await text.WriteAsync(',');

            await text.WriteAsync(Quote(cells[i].IsNumber ? cells[i].Text : SafeCell.Protect(cells[i].Text)));
        }

        await text.WriteAsync("\r\n".AsMemory(), ct);
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => text.DisposeAsync();

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(Special) || cell.Length > 0 && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1])) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
