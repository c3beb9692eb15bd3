using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Tongke.Server.Printing;

/// <summary>A document that grows downwards, page after page.</summary>
internal sealed class PdfFlow(FontBook fonts) : IDisposable
{
    /// <summary>Space left and right of everything.</summary>
    public const double Margin = 44;

    /// <summary>Where a page begins below its edge.</summary>
    public const double Top = 40;

    /// <summary>Space kept for the foot of each page.</summary>
    public const double Foot = 52;

    private readonly PdfDocument document = new();
    private readonly List<XGraphics> pages = [];

    /// <summary>Called on each page after the first, to draw what is repeated there.</summary>
    public Action? OnNewPage { get; set; }

    /// <summary>How far down the page is used.</summary>
    public double Y { get; set; }

    /// <summary>The width between the margins.</summary>
    public double Width { get; private set; }

    /// <summary>Every page, to draw on.</summary>
    public IReadOnlyList<XGraphics> Pages => pages;

    /// <summary>Height of a page.</summary>
    public double Height { get; private set; }

    /// <summary>The document's own data.</summary>
    public PdfDocument Document => document;

    /// <summary>The present page.</summary>
    public XGraphics Page => pages[^1];

    /// <summary>Begins a page.</summary>
    public void Begin()
    {
        var page = document.AddPage();
        page.Size = PageSize.A4;
        (Width, Height) = (page.Width.Point - (2 * Margin), page.Height.Point);
        pages.Add(XGraphics.FromPdfPage(page));
        Y = Top;
        if (pages.Count > 1)
            OnNewPage?.Invoke();
    }

    /// <summary>Makes sure that so much fits on the present page, and begins another where it does not.</summary>
    public void Need(double height)
    {
        if (Y + height > Height - Foot)
            Begin();
    }

    /// <summary>The font in a size.</summary>
    public XFont Font(double size, bool bold = false) => fonts.Of(size, bold);

    /// <summary>The lines of a text in a width.</summary>
    public IReadOnlyList<string> Wrap(string text, double width, double size, bool bold = false) => WrappedText.Lines(text, width, rune => fonts.WidthOf(rune, size, bold, Page));

    /// <summary>The width of a text.</summary>
    public double Measure(string text, double size, bool bold = false) => WrappedText.Width(text, rune => fonts.WidthOf(rune, size, bold, Page));

    /// <summary>Writes one line: its left end stands at <paramref name="x"/> from the margin, or its right end where it is aligned there.</summary>
    public void Write(string text, double x, double baseline, double size, XBrush brush, bool bold = false, bool toRight = false)
    {
        if (text.Length == 0)
            return;

        var at = Margin + x - (toRight ? Measure(text, size, bold) : 0);
        Page.DrawString(text, Font(size, bold), brush, new XPoint(at, baseline));
    }

    /// <summary>Draws a line across.</summary>
    public void Rule(double y, XPen pen, double from = 0, double? to = null) => Page.DrawLine(pen, Margin + from, y, Margin + (to ?? Width), y);

    /// <summary>The bytes of the file.</summary>
    public byte[] Save()
    {
        Dispose();
        using var stream = new MemoryStream();
        document.Save(stream, false);
        return stream.ToArray();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var page in pages)
            page.Dispose();
        pages.Clear();
    }
}
