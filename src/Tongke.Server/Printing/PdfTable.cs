using PdfSharp.Drawing;
using Tongke.Crm.Documents;

namespace Tongke.Server.Printing;

/// <summary>The lines of a document: its head comes again on every page, a row is never torn, and a section's head stays with its first row.</summary>
internal sealed class PdfTable
{
    private const double Size = 8.5;
    private const double Leading = 12;
    private const double Padding = 4;
    private const double HeadHeight = 20;

    private static readonly XBrush Ink = new XSolidBrush(XColor.FromArgb(31, 41, 55));
    private static readonly XBrush Quiet = new XSolidBrush(XColor.FromArgb(95, 105, 118));
    private static readonly XBrush Shade = new XSolidBrush(XColor.FromArgb(238, 245, 244));
    private static readonly XBrush Light = new XSolidBrush(XColor.FromArgb(247, 248, 250));
    private static readonly XPen Line = new(XColor.FromArgb(222, 226, 232), 0.5);

    private readonly PdfFlow flow;
    private readonly PrintedDocument document;
    private readonly double[] edges;

    public PdfTable(PdfFlow flow, PrintedDocument document)
    {
        (this.flow, this.document) = (flow, document);
        var all = document.Columns.Sum(c => c.Share);
        edges = new double[document.Columns.Count + 1];
        for (var i = 0; i < document.Columns.Count; i++)
            edges[i + 1] = edges[i] + (flow.Width * document.Columns[i].Share / all);
    }

    /// <summary>Draws it.</summary>
    public void Write()
    {
        flow.Need(HeadHeight + (Leading * 3));
        Head();
        flow.OnNewPage = Head;
        foreach (var section in document.Sections)
            Write(section);
    }

    private void Head()
    {
        flow.Page.DrawRectangle(Shade, PdfFlow.Margin, flow.Y, flow.Width, HeadHeight);
        foreach (var (index, column) in document.Columns.Index())
            Cell(column.Title, index, flow.Y + 13, Ink, bold: true);
        flow.Y += HeadHeight;
    }

    private void Write(PrintedSection section)
    {
        var rows = section.Lines.Select(l => (Line: l, Cells: l.Cells.Select((text, i) => Wrapped(text, i, l.IsPart)).ToArray())).ToArray();
        if (section.Title is { } title)
        {
            flow.Need(18 + (rows.Length > 0 ? HeightOf(rows[0].Cells) : 0));
            flow.Page.DrawRectangle(Light, PdfFlow.Margin, flow.Y, flow.Width, 18);
            flow.Write(flow.Wrap(title, flow.Width - 12, Size, bold: true)[0], Padding, flow.Y + 12, Size, Ink, bold: true);
            flow.Y += 18;
        }

        foreach (var (line, cells) in rows)
            Row(cells, line.IsPart);

        if (section.Subtotal is not { } subtotal)
            return;

        flow.Need(18);
        flow.Write($"{section.Title} {subtotal.Label}".Trim(), edges[^2], flow.Y + 12, Size, Quiet, toRight: true);
        flow.Write(subtotal.Value, flow.Width - Padding, flow.Y + 12, Size, Ink, bold: true, toRight: true);
        flow.Y += 18;
        flow.Rule(flow.Y, Line);
    }

    private void Row(IReadOnlyList<string>[] cells, bool isPart)
    {
        var height = HeightOf(cells);
        flow.Need(height);
        foreach (var (index, lines) in cells.Index())
            foreach (var (row, text) in lines.Index())
                Cell(text, index, flow.Y + 12 + (row * Leading), isPart ? Quiet : Ink, indent: isPart && !document.Columns[index].IsNumber ? 8 : 0);

        flow.Y += height;
        flow.Rule(flow.Y, Line);
    }

    private IReadOnlyList<string> Wrapped(string text, int column, bool isPart) => document.Columns[column].IsNumber
        ? [text]
        : flow.Wrap(text, edges[column + 1] - edges[column] - (2 * Padding) - (isPart ? 8 : 0), Size);

    private void Cell(string text, int column, double baseline, XBrush brush, bool bold = false, double indent = 0)
    {
        if (document.Columns[column].IsNumber)
            flow.Write(text, edges[column + 1] - Padding, baseline, Fitting(text, column, bold), brush, bold, toRight: true);
        else
            flow.Write(text, edges[column] + Padding + indent, baseline, Size, brush, bold);
    }

    /// <summary>A number is never broken: where it is too wide it is written smaller.</summary>
    private double Fitting(string text, int column, bool bold)
    {
        var room = edges[column + 1] - edges[column] - 2;
        var needed = flow.Measure(text, Size, bold);
        return needed <= room ? Size : Size * room / needed;
    }

    private static double HeightOf(IReadOnlyList<string>[] cells) => (cells.Max(c => c.Count) * Leading) + (2 * Padding);
}
