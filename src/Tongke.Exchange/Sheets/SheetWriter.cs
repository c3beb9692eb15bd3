namespace Tongke.Exchange.Sheets;

/// <summary>A cell on its way into a file.</summary>
/// <param name="Text">What it says.</param>
/// <param name="IsNumber">Whether the text is a number in the invariant form, and nothing that could be taken for a formula.</param>
public readonly record struct SheetCell(string Text, bool IsNumber = false)
{
    /// <summary>An ordinary text.</summary>
    public static implicit operator SheetCell(string text) => new(text);

    /// <summary>An ordinary text.</summary>
    public static SheetCell FromString(string text) => text;
}

/// <summary>Writes a spreadsheet row by row. Texts are protected by <see cref="SafeCell"/>.</summary>
public abstract class SheetWriter : IAsyncDisposable
{
    /// <summary>Media type of the file.</summary>
    public abstract string MediaType { get; }

    /// <summary>A writer of the format.</summary>
    /// <param name="format"><c>csv</c> or <c>xlsx</c>.</param>
    /// <param name="target">Left open.</param>
    public static SheetWriter Create(string format, Stream target) => format == "csv" ? new CsvSheetWriter(target) : new XlsxSheetWriter(target);

    /// <summary>Adds a row.</summary>
    public abstract ValueTask WriteAsync(IReadOnlyList<SheetCell> cells, CancellationToken ct = default);

    /// <summary>Ends the file.</summary>
    public abstract ValueTask DisposeAsync();
}
