using System.IO.Compression;
using System.Text;
using System.Xml;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Sheets;

/// <summary>A workbook with one sheet, written in one pass: texts stand in their cells, not in a table of strings.</summary>
internal sealed class XlsxSheetWriter : SheetWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly (string Name, string Content)[] Fixed =
    [
        ("[Content_Types].xml", """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""),
        ("_rels/.rels", """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml", """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""),
    ];

    private readonly ZipArchive archive;
    private readonly XmlWriter sheet;

    public XlsxSheetWriter(Stream target)
    {
        archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, content) in Fixed)
        {
            using var part = archive.CreateEntry(name).Open();
            part.Write(Encoding.UTF8.GetBytes(content));
        }

        var entry = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest);
        sheet = XmlWriter.Create(entry.Open(), new XmlWriterSettings { CloseOutput = true, CheckCharacters = false });
        sheet.WriteStartDocument(standalone: true);
        sheet.WriteStartElement("worksheet", Main);
        sheet.WriteStartElement("sheetData");
    }

    /// <inheritdoc />
    public override string MediaType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <inheritdoc />
    public override ValueTask WriteAsync(IReadOnlyList<SheetCell> cells, CancellationToken ct = default)
    {
        sheet.WriteStartElement("row");
        foreach (var cell in cells)
        {
            sheet.WriteStartElement("c");
            if (cell.IsNumber)
            {
                sheet.WriteElementString("v", cell.Text);
            }
            else if (cell.Text.Length > 0)
            {
                sheet.WriteAttributeString("t", "inlineStr");
                sheet.WriteStartElement("is");
                sheet.WriteStartElement("t");
                sheet.WriteAttributeString("xml", "space", null, "preserve");
                sheet.WriteString(Writable(SafeCell.Protect(cell.Text)));
                sheet.WriteEndElement();
                sheet.WriteEndElement();
            }

            sheet.WriteEndElement();
        }

        sheet.WriteEndElement();
        return default;
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        sheet.WriteEndDocument();
        sheet.Dispose();
        archive.Dispose();
        return default;
    }

    /// <summary>XML has no control characters; a cell takes 32,767 characters at most.</summary>
    private static string Writable(string text)
    {
        const int longest = 32_767;
        var whole = text.Cut(longest);
        return whole.All(XmlConvert.IsXmlChar) ? whole : new string([.. whole.Where((c, i) => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))]);
    }
}
