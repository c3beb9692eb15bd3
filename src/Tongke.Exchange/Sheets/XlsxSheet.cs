using System.IO.Compression;
using System.Xml;

namespace Tongke.Exchange.Sheets;

/// <summary>One sheet of an Excel workbook, read from its XML as it comes. Numbers that are shown as dates become dates, percentages keep their sign.</summary>
internal sealed class XlsxSheet : Sheet
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly XlsxPackage package;
    private readonly XlsxStyles styles;
    private readonly SharedStrings strings;
    private readonly XmlReader reader;
    private readonly IReadOnlyList<string> names;
    private long row;

    private XlsxSheet(XlsxPackage package, string? name)
    {
        this.package = package;
        var (sheets, is1904) = ReadWorkbook(package);
        names = [.. sheets.Select(s => s.Name)];
        var chosen = sheets.FirstOrDefault(s => name is null || s.Name == name);
        if (chosen.Part is null)
            throw name is null ? new SheetException("sheet_empty") : new SheetException("sheet_no_such_sheet", name);

        styles = XlsxStyles.Read(package, is1904);
        strings = SharedStrings.Read(package);
        reader = package.Open(chosen.Part) ?? throw new SheetException("sheet_broken");
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Names => names;

    /// <summary>Names of the sheets, without opening one.</summary>
    public static IReadOnlyList<string> NamesOf(Stream content) => XlsxPackage.Guard<IReadOnlyList<string>>(() =>
    {
        using var package = XlsxPackage.Open(content);
        return [.. ReadWorkbook(package).Sheets.Select(s => s.Name)];
    });

    public static XlsxSheet Open(Stream content, string? name) => XlsxPackage.Guard(() => new XlsxSheet(XlsxPackage.Open(content), name));

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        reader.Dispose();
        strings.Dispose();
        package.Dispose();
        return default;
    }

    /// <inheritdoc />
    protected override ValueTask<SheetRow?> NextAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new(XlsxPackage.Guard(Next));
    }

    private SheetRow? Next()
    {
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "row" })
                return ReadRow();

            if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "sheetData" })
                return null;
        }

        return null;
    }

    private SheetRow ReadRow()
    {
        row = long.TryParse(reader.GetAttribute("r"), out var number) && number > row ? number : row + 1;
        var cells = new List<string>(Headers.Count);
        if (reader.IsEmptyElement)
            return new SheetRow(row, cells);

        while (reader.Read() && reader is not { NodeType: XmlNodeType.EndElement, LocalName: "row" })
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "c" })
                continue;

            var column = ColumnOf(reader.GetAttribute("r")) ?? cells.Count;
            if (column >= MostColumns)
            {
                // Empty cells are often formatted far beyond what is written in.
                if (ReadCell().Length > 0)
                    throw new SheetException("sheet_too_many_columns", MostColumns);

                continue;
            }

            while (cells.Count < column)
                cells.Add("");

            var text = ReadCell();
            if (cells.Count == column)
                cells.Add(text);
        }

        return new SheetRow(row, cells);
    }

    private string ReadCell()
    {
        var type = reader.GetAttribute("t");
        var style = int.TryParse(reader.GetAttribute("s"), out var index) ? index : 0;
        if (reader.IsEmptyElement)
            return "";

        string? value = null;
        while (reader.Read() && reader is not { NodeType: XmlNodeType.EndElement, LocalName: "c" })
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "v" })
                value = XlsxPackage.ReadText(reader);
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "is" })
                value = SharedStrings.ReadItem(reader);
        }

        if (value is null)
            return "";

        var text = type switch
        {
            "s" => int.TryParse(value, out var at) ? strings[at] : "",
            "str" or "inlineStr" or "e" or "d" => value,
            "b" => value == "1" ? "TRUE" : "FALSE",
            _ => styles.Write(value, style),
        };
        return text.Length <= LongestCell ? text : throw new SheetException("sheet_cell_too_long", row, LongestCell);
    }

    /// <summary>The index of the column that a reference such as <c>AB12</c> names.</summary>
    private static int? ColumnOf(string? reference)
    {
        var index = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetter(c))
                break;

            index = index * 26 + (char.ToUpperInvariant(c) - 'A' + 1);
            if (index > 20_000)
                return MostColumns;
        }

        return index == 0 ? null : index - 1;
    }

    private static (IReadOnlyList<(string Name, string? Part)> Sheets, bool Is1904) ReadWorkbook(XlsxPackage package)
    {
        using var workbook = package.Open("xl/workbook.xml") ?? throw new SheetException("sheet_not_workbook");
        var parts = ReadRelations(package);
        var sheets = new List<(string, string?)>();
        var is1904 = false;
        while (workbook.Read())
        {
            if (workbook.NodeType != XmlNodeType.Element)
                continue;

            if (workbook.LocalName == "workbookPr")
                is1904 = workbook.GetAttribute("date1904") is "1" or "true";
            else if (workbook.LocalName == "sheet" && workbook.GetAttribute("state") is null or "visible")
                sheets.Add((workbook.GetAttribute("name") ?? "", parts.GetValueOrDefault(workbook.GetAttribute("id", Relations) ?? "")));
        }

        return ([.. sheets.Where(s => s.Item2 is not null)], is1904);
    }

    private static Dictionary<string, string> ReadRelations(XlsxPackage package)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        using var relations = package.Open("xl/_rels/workbook.xml.rels");
        while (relations?.Read() == true)
            if (relations is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && relations.GetAttribute("Target") is { } target)
                parts[relations.GetAttribute("Id") ?? ""] = target.StartsWith('/') ? target[1..] : "xl/" + target;

        return parts;
    }
}
