using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Sheets;

/// <summary>A spreadsheet that is read from top to bottom, whatever its size, without being held in memory.</summary>
public abstract class Sheet : IAsyncDisposable
{
    /// <summary>Most columns that are read.</summary>
    public const int MostColumns = 500;

    /// <summary>Most characters of one cell.</summary>
    public const int LongestCell = 200_000;

    /// <summary>Most rows of one file.</summary>
    public const long MostRows = 5_000_000;

    private const char MarkStart = '⟦';
    private const char MarkEnd = '⟧';

    // Rows below the headings that were read to find them.
    private readonly Queue<SheetRow> unread = new();
    private SheetException? fault;

    /// <summary>What the columns are called.</summary>
    public IReadOnlyList<string> Headers { get; private set; } = [];

    /// <summary>Where the headings stand, as spreadsheet programs count.</summary>
    public long HeaderRow { get; private set; }

    /// <summary>The first filled rows as they stand, the headings among them: from these a person chooses others.</summary>
    public IReadOnlyList<SheetRow> First { get; private set; } = [];

    /// <summary>Name of the text encoding, for those that have one.</summary>
    public virtual string? Encoding => null;

    /// <summary>Names of the sheets of the workbook; empty for a text file.</summary>
    public virtual IReadOnlyList<string> Names => [];

    /// <summary>Opens a file by what it holds; the name only helps to tell texts apart.</summary>
    /// <param name="content">The file; must be able to seek. Closed with the sheet.</param>
    /// <param name="encoding">Encoding of a text; found out when null.</param>
    /// <param name="name">Sheet of a workbook; the first when null.</param>
    /// <param name="headerRow">Row of the headings; found out when null.</param>
    /// <param name="isKnown">Whether a text is the name of a column that is waited for, by which headings are found out.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="SheetException">The file can't be read, and why.</exception>
    public static async Task<Sheet> OpenAsync(Stream content, string? encoding = null, string? name = null, long? headerRow = null, Func<string, bool>? isKnown = null, CancellationToken ct = default)
    {
        Sheet? sheet = null;
        try
        {
            sheet = await IsZipAsync(content, ct) ? XlsxSheet.Open(content, name) : CsvSheet.Open(content, encoding);
            await sheet.ReadHeadersAsync(headerRow, isKnown, ct);
            return sheet;
        }
        catch
        {
            await (sheet?.DisposeAsync() ?? content.DisposeAsync());
            throw;
        }
    }

    /// <summary>Why a workbook has no sheet that can be seen under a name; null where it has one, and for a text, which has none at all.</summary>
    /// <exception cref="SheetException">The file can't be read, and why.</exception>
    public static async Task<Message?> WhyNoSheetAsync(Stream content, string name, CancellationToken ct) =>
        await IsZipAsync(content, ct) && !XlsxSheet.NamesOf(content).Contains(name) ? new("sheet_no_such_sheet", name) : null;

    /// <summary>The next row that isn't empty; null after the last.</summary>
    /// <exception cref="SheetException">The file is broken from here on.</exception>
    public async ValueTask<SheetRow?> ReadAsync(CancellationToken ct = default)
    {
        while (await NextUnreadAsync(ct) is { } row)
        {
            if (row.Cells.All(string.IsNullOrWhiteSpace) || IsMark(row.Cells))
                continue;

            if (row.Number > MostRows)
                throw new SheetException("sheet_too_many_rows", MostRows);

            return row with { Cells = Fit(row.Cells) };
        }

        return null;
    }

    /// <summary>A row's only text that belongs to no record, such as who exported the file; reading passes it over.</summary>
    public static string Mark(string text) => $"{MarkStart}{text}{MarkEnd}";

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>The next row as it stands; null after the last.</summary>
    protected abstract ValueTask<SheetRow?> NextAsync(CancellationToken ct);

    private async ValueTask<SheetRow?> NextUnreadAsync(CancellationToken ct) =>
        unread.TryDequeue(out var known) ? known : fault is null ? await NextAsync(ct) : throw fault;

    private static bool IsMark(IReadOnlyList<string> cells) =>
        cells[0].StartsWith(MarkStart) && cells[0].EndsWith(MarkEnd) && cells.Skip(1).All(string.IsNullOrWhiteSpace);

    private static async ValueTask<bool> IsZipAsync(Stream content, CancellationToken ct)
    {
        var start = new byte[4];
        content.Position = 0;
        var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        content.Position = 0;
        if (read == 0)
            throw new SheetException("sheet_empty");

        // Old Excel workbooks are another format altogether: say so instead of reading them as text.
        if (start is [0xD0, 0xCF, 0x11, 0xE0])
            throw new SheetException("sheet_old_excel");

        return start is [(byte)'P', (byte)'K', 3, 4];
    }

    private async ValueTask ReadHeadersAsync(long? wanted, Func<string, bool>? isKnown, CancellationToken ct)
    {
        var first = new List<SheetRow>(Headings.LookedAt);
        while ((first.Count < Headings.LookedAt || first[^1].Number < wanted) && await NextFilledAsync(first.Count > 0, ct) is { } row)
            first.Add(row);

        var at = wanted is null ? Headings.Find(first, isKnown) : first.FindIndex(row => row.Number >= wanted);
        if (at < 0 || at >= first.Count)
            throw fault ?? (first.Count == 0 ? new SheetException("sheet_empty") : new SheetException("sheet_no_header_row", wanted));

        var headers = Filled(first[at]);
        if (headers.Count > MostColumns)
            throw new SheetException("sheet_too_many_columns", MostColumns);

        (Headers, HeaderRow, First) = (Unique(headers), first[at].Number, first);
        foreach (var row in first.Skip(at + 1))
            unread.Enqueue(row);
    }

    /// <summary>The next row that has texts. What is broken behind the first is told when reading comes there.</summary>
    private async ValueTask<SheetRow?> NextFilledAsync(bool isBelow, CancellationToken ct)
    {
        try
        {
            while (await NextAsync(ct) is { } row)
                if (!row.Cells.All(string.IsNullOrWhiteSpace) && !IsMark(row.Cells))
                    return row;
        }
        catch (SheetException broken) when (isBelow)
        {
            fault = broken;
        }

        return null;
    }

    /// <summary>Its texts up to the last that is not empty.</summary>
    private static List<string> Filled(SheetRow row)
    {
        var cells = row.Cells.Select(c => c.Trim()).ToList();
        while (cells.Count > 0 && cells[^1].Length == 0)
            cells.RemoveAt(cells.Count - 1);

        return cells;
    }

    /// <summary>Columns without a name are called by their number, and a name that comes again gets its number too.</summary>
    private static List<string> Unique(List<string> headers)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i].Length == 0 || !taken.Add(headers[i]))
                headers[i] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{headers[i]} ({i + 1})").TrimStart();

            taken.Add(headers[i]);
        }

        return headers;
    }

    private string[] Fit(IReadOnlyList<string> cells)
    {
        var fitted = new string[Headers.Count];
        for (var i = 0; i < fitted.Length; i++)
            fitted[i] = i < cells.Count ? SafeCell.Unguard(cells[i]) : "";

        return fitted;
    }
}

/// <summary>A file that can't be read as a spreadsheet, in words for the person who chose it.</summary>
public sealed class SheetException(Message reason, Exception? cause = null) : Exception(reason.In(Language.English), cause)
{
    /// <summary>Code of a file that unpacks without end.</summary>
    public const string Bomb = "sheet_bomb";

    /// <summary>By code and values.</summary>
    public SheetException(string code, params IReadOnlyList<object?> values) : this(new Message(code, values)) { }

    /// <summary>What is wrong and what to do.</summary>
    public Message Reason { get; } = reason;
}
