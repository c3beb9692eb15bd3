using System.Text;

namespace Tongke.Exchange.Sheets;

/// <summary>
/// A text file with one record a line (CSV, TSV), quoted as RFC 4180 says. A quote that opens a cell must close: one that doesn't means that the
/// file was cut, and is refused instead of being swallowed to its end. A quote inside of an unquoted cell is a character like others.
/// </summary>
internal sealed class CsvSheet : Sheet
{
    private const int BufferSize = 64 * 1024;

    private readonly StreamReader text;
    private readonly Encoding encoding;
    private readonly char delimiter;
    private readonly char[] buffer = new char[BufferSize];
    private readonly StringBuilder longCell = new();
    private int start;
    private int end;
    private long row;

    private CsvSheet(Stream content, TextForm form)
    {
        (encoding, delimiter) = (form.Encoding, form.Delimiter);
        text = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, BufferSize);
    }

    /// <inheritdoc />
    public override string Encoding => encoding.WebName;

    public static CsvSheet Open(Stream content, string? encodingName) => new(content, TextForm.Detect(content, encodingName));

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        text.Dispose();
        return default;
    }

    /// <inheritdoc />
    protected override ValueTask<SheetRow?> NextAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            if (Peek() is null)
                return default;

            row++;
            return new(new SheetRow(row, ReadRow()));
        }
        catch (DecoderFallbackException failure)
        {
            throw new SheetException(new("sheet_wrong_encoding_at", encoding.WebName, row + 1), failure);
        }
    }

    private List<string> ReadRow()
    {
        var cells = new List<string>(Headers.Count);
        while (true)
        {
            cells.Add(Peek() == '"' ? ReadQuoted() : ReadPlain());
            if (cells.Count > MostColumns + 1)
                throw new SheetException("sheet_too_many_columns", MostColumns);

            var next = Peek();
            if (next is not null)
                start++;

            if (next == delimiter)
                continue;

            if (next == '\r' && Peek() == '\n')
                start++;

            return cells;
        }
    }

    /// <summary>Up to the next delimiter or line end.</summary>
    private string ReadPlain()
    {
        longCell.Clear();
        while (Peek() is not null)
        {
            var ready = buffer.AsSpan(start, end - start);
            var length = ready.IndexOfAny(delimiter, '\r', '\n');
            if (length >= 0 && longCell.Length == 0)
            {
                start += length;
                return ready[..length].ToString();
            }

            Keep(length >= 0 ? ready[..length] : ready);
            if (length >= 0)
                break;
        }

        return longCell.ToString();
    }

    /// <summary>From quote to quote; two in a row are one. What stands between the closing quote and the delimiter is taken along.</summary>
    private string ReadQuoted()
    {
        var opened = row;
        longCell.Clear();
        start++;
        while (true)
        {
            if (Peek() is null)
                throw new SheetException("sheet_open_quote", opened);

            var ready = buffer.AsSpan(start, end - start);
            var length = ready.IndexOf('"');
            Keep(length >= 0 ? ready[..length] : ready);
            if (length < 0)
                continue;

            start++;
            if (Peek() != '"')
                break;

            longCell.Append('"');
            start++;
        }

        var cell = longCell.ToString();
        return Peek() is { } next && next != delimiter && next is not ('\r' or '\n') ? cell + ReadPlain() : cell;
    }

    private void Keep(ReadOnlySpan<char> part)
    {
        if (longCell.Length + part.Length > LongestCell)
            throw new SheetException("sheet_cell_too_long", row, LongestCell);

        longCell.Append(part);
        start += part.Length;
    }

    /// <summary>The next character, still to be taken; null at the end of the file.</summary>
    private char? Peek()
    {
        if (start == end)
        {
            (start, end) = (0, text.ReadBlock(buffer));
            if (end == 0)
                return null;
        }

        return buffer[start];
    }
}
