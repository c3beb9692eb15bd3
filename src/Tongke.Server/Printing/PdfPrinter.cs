using PdfSharp.Drawing;
using PdfSharp.Fonts;
using Tongke.Crm.Documents;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Printing;

/// <summary>Prints documents as PDF files: their text can be selected and searched, and only the characters that occur are embedded.</summary>
internal sealed class PdfPrinter
{
    private const double Body = 9;
    private const double Leading = 14;
    private const double LogoHeight = 40;
    private const double LogoWidth = 130;
    private const double SignatureSpace = 64;

    private static readonly XBrush Ink = new XSolidBrush(XColor.FromArgb(31, 41, 55));
    private static readonly XBrush Quiet = new XSolidBrush(XColor.FromArgb(95, 105, 118));
    private static readonly XBrush Brand = new XSolidBrush(XColor.FromArgb(15, 118, 110));
    private static readonly XBrush Stamp = new XSolidBrush(XColor.FromArgb(40, 190, 60, 60));
    private static readonly XPen Line = new(XColor.FromArgb(210, 215, 222), 0.6);
    private static readonly XPen Strong = new(XColor.FromArgb(15, 118, 110), 1.4);

    // The library keeps fonts in tables of its own that several threads must not fill at once.
    private readonly Lock gate = new();
    private readonly FontBook fonts = new();

    static PdfPrinter() => GlobalFontSettings.FontResolver ??= new DocumentFonts();

    /// <summary>The file.</summary>
    /// <param name="document">What to print.</param>
    /// <param name="logo">The picture at the head; null leaves it out, as one that can't be read is.</param>
    public byte[] Print(PrintedDocument document, byte[]? logo)
    {
        lock (gate)
        {
            using var flow = new PdfFlow(fonts);
            (flow.Document.Info.Title, flow.Document.Info.Author) = ($"{document.Title} {document.Number}".Trim(), document.Letterhead.Company);
            flow.Document.Language = document.Language == Language.Chinese ? "zh-CN" : "en";
            flow.Begin();
            Head(flow, document, logo);
            Facts(flow, document);
            new PdfTable(flow, document).Write();
            Totals(flow, document);
            flow.OnNewPage = null;
            foreach (var text in document.Texts)
                Text(flow, text);
            Signatures(flow, document);
            Feet(flow, document);
            return flow.Save();
        }
    }

    private static void Head(PdfFlow flow, PrintedDocument document, byte[]? logo)
    {
        var left = 0d;
        if (logo is not null && Picture(logo) is { } picture)
        {
            using (picture)
            {
                var scale = Math.Min(LogoWidth / picture.PixelWidth, LogoHeight / picture.PixelHeight);
                flow.Page.DrawImage(picture, PdfFlow.Margin, flow.Y, picture.PixelWidth * scale, picture.PixelHeight * scale);
                left = (picture.PixelWidth * scale) + 12;
            }
        }

        var titleWidth = flow.Measure(document.Title, 20, bold: true);
        var y = flow.Y + 13;
        foreach (var line in flow.Wrap(document.Letterhead.Company, flow.Width - left - titleWidth - 20, 13, bold: true))
        {
            flow.Write(line, left, y, 13, Ink, bold: true);
            y += 17;
        }

        foreach (var line in document.Letterhead.Lines.SelectMany(l => flow.Wrap(l, flow.Width - left - titleWidth - 20, 8)))
        {
            flow.Write(line, left, y - 2, 8, Quiet);
            y += 12;
        }

        flow.Write(document.Title, flow.Width, flow.Y + 20, 20, Brand, bold: true, toRight: true);
        flow.Write(document.Number, flow.Width, flow.Y + 36, Body, Quiet, toRight: true);
        flow.Y = Math.Max(y, flow.Y + LogoHeight) + 4;
        flow.Rule(flow.Y, Strong);
        flow.Y += 12;
    }

    private static XImage? Picture(byte[] bytes)
    {
        try
        {
            return XImage.FromStream(new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true));
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or ArgumentException or NotSupportedException or NotImplementedException or IOException or InvalidDataException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            return null; // A picture of another kind, or a broken one: the document is worth more than its logo.
        }
    }

    /// <summary>Two columns of label and value.</summary>
    private static void Facts(PdfFlow flow, PrintedDocument document)
    {
        var (half, label) = (flow.Width / 2, document.Language == Language.Chinese ? 52d : 62d);
        foreach (var pair in document.Facts.Chunk(2))
        {
            var cells = pair.Select(f => flow.Wrap(f.Value, half - label - 10, Body)).ToArray();
            var rows = cells.Max(c => c.Count);
            flow.Need(rows * Leading);
            foreach (var (index, fact) in pair.Index())
            {
                flow.Write(fact.Label, index * half, flow.Y + 9, Body, Quiet);
                foreach (var (row, text) in cells[index].Index())
                    flow.Write(text, (index * half) + label, flow.Y + 9 + (row * Leading), Body, Ink);
            }

            flow.Y += (rows * Leading) + 1;
        }

        flow.Y += 8;
    }

    private static void Totals(PdfFlow flow, PrintedDocument document)
    {
        flow.OnNewPage = null; // The head of the table is not repeated over sums.
        flow.Need((document.Totals.Count * 16) + (document.InWords is null ? 0 : 22) + 8);
        flow.Y += 6;
        foreach (var total in document.Totals)
        {
            var size = total.IsMain ? 11 : Body;
            flow.Write(total.Label, flow.Width - 130, flow.Y + 10, size, total.IsMain ? Ink : Quiet, total.IsMain, toRight: true);
            flow.Write(total.Value, flow.Width, flow.Y + 10, size, total.IsMain ? Brand : Ink, total.IsMain, toRight: true);
            flow.Y += total.IsMain ? 18 : 15;
        }

        if (document.InWords is { } words)
        {
            var line = $"{words.Label}：{words.Value}";
            foreach (var part in flow.Wrap(line, flow.Width, Body, bold: true))
            {
                flow.Write(part, flow.Width, flow.Y + 10, Body, Ink, bold: true, toRight: true);
                flow.Y += Leading;
            }
        }

        flow.Y += 10;
    }

    private static void Text(PdfFlow flow, PrintedText text)
    {
        flow.Need(Leading * 3);
        flow.Write(text.Title, 0, flow.Y + 10, 10, Brand, bold: true);
        flow.Y += 17;
        foreach (var line in flow.Wrap(text.Text, flow.Width, Body))
        {
            flow.Need(Leading);
            flow.Write(line, 0, flow.Y + 9, Body, Ink);
            flow.Y += Leading;
        }

        flow.Y += 8;
    }

    private static void Signatures(PdfFlow flow, PrintedDocument document)
    {
        if (document.Signatures.Count == 0)
            return;

        flow.Need(SignatureSpace + 12);
        flow.Y += 14;
        var share = flow.Width / document.Signatures.Count;
        foreach (var (index, place) in document.Signatures.Index())
        {
            flow.Write(place, index * share, flow.Y + 9, Body, Quiet);
            flow.Rule(flow.Y + SignatureSpace - 14, Line, index * share, ((index + 1) * share) - 24);
        }

        flow.Y += SignatureSpace;
    }

    private static void Feet(PdfFlow flow, PrintedDocument document)
    {
        foreach (var (index, page) in flow.Pages.Index())
        {
            var y = flow.Height - 34;
            page.DrawLine(Line, PdfFlow.Margin, y - 12, PdfFlow.Margin + flow.Width, y - 12);
            var number = document.PageOf(index + 1, flow.Pages.Count);
            var room = flow.Width - flow.Measure(number, 8) - 16;
            if (document.Letterhead.Footer is { Length: > 0 } footer)
                page.DrawString(flow.Wrap(footer, room, 8)[0], flow.Font(8), Quiet, new XPoint(PdfFlow.Margin, y));
            page.DrawString(number, flow.Font(8), Quiet, new XPoint(PdfFlow.Margin + flow.Width - flow.Measure(number, 8), y));
            if (document.Stamp is { } stamp)
                Put(flow, page, stamp);
        }
    }

    private static void Put(PdfFlow flow, XGraphics page, string stamp)
    {
        const double Size = 90;
        var state = page.Save();
        page.RotateAtTransform(-35, new XPoint(PdfFlow.Margin + (flow.Width / 2), flow.Height / 2));
        page.DrawString(stamp, flow.Font(Size, bold: true), Stamp, new XPoint(PdfFlow.Margin + (flow.Width / 2) - (flow.Measure(stamp, Size, bold: true) / 2), (flow.Height / 2) + (Size / 3)));
        page.Restore(state);
    }
}
