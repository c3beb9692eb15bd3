using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Tongke.Exchange.Sheets;

/// <summary>A text file with one record a line (CSV, TSV), quoted as RFC 4180 says.</summary>
internal sealed class CsvSheet : Sheet
{
    private readonly StreamReader text;
    private readonly CsvParser parser;
    private readonly Encoding encoding;
    private bool isOpenQuote;

    private CsvSheet(Stream content, TextForm form)
    {
        encoding = form.Encoding;
        text = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);
        parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = form.Delimiter.ToString(),
            HasHeaderRecord = false,
            MaxFieldSize = LongestCell,
            BadDataFound = found => isOpenQuote |= found.Field.AsSpan().TrimStart() is ['"', ..],
        });
    }

    /// <inheritdoc />
    public override string Encoding => encoding.WebName;

    public static CsvSheet Open(Stream content, string? encodingName) => new(content, TextForm.Detect(content, encodingName));

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        parser.Dispose();
        text.Dispose();
        return default;
    }

    /// <inheritdoc />
    protected override async ValueTask<SheetRow?> NextAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            if (!await parser.ReadAsync())
                return null;

            if (parser.Count > MostColumns)
                throw new SheetException("sheet_too_many_columns", MostColumns);

            var cells = new string[parser.Count];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = parser[i];

            return isOpenQuote ? throw new SheetException("sheet_open_quote", parser.Row) : new SheetRow(parser.Row, cells);
        }
        catch (DecoderFallbackException failure)
        {
            throw new SheetException(new("sheet_wrong_encoding_at", encoding.WebName, parser.Row + 1), failure);
        }
        catch (MaxFieldSizeException failure)
        {
            throw new SheetException(new("sheet_cell_too_long", parser.Row + 1, LongestCell), failure);
        }
    }
}
