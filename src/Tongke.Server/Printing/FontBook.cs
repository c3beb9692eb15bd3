using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Tongke.Server.Printing;

/// <summary>The fonts that documents are set in, and how wide their characters are.</summary>
internal sealed class FontBook
{
    private const double Measured = 100;

    private readonly Dictionary<(double Size, bool Bold), XFont> fonts = [];
    private readonly Dictionary<(Rune Rune, bool Bold), double> widths = [];

    /// <summary>The font in a size.</summary>
    public XFont Of(double size, bool bold) => fonts.TryGetValue((size, bold), out var font)
        ? font
        : fonts[(size, bold)] = new XFont(DocumentFonts.Family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode));

    /// <summary>The width of a character.</summary>
    public double WidthOf(Rune rune, double size, bool bold, XGraphics page)
    {
        if (!widths.TryGetValue((rune, bold), out var width))
            widths[(rune, bold)] = width = page.MeasureString(rune.ToString(), Of(Measured, bold)).Width;

        return width * size / Measured;
    }
}
