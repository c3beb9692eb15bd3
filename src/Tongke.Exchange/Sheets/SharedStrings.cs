using System.Text;
using System.Xml;

namespace Tongke.Exchange.Sheets;

/// <summary>The table of texts that the cells of a workbook refer to. A big one lies in a file of its own while the workbook is read.</summary>
internal sealed class SharedStrings : IDisposable
{
    /// <summary>Characters that are kept in memory; what comes after them goes to disk.</summary>
    private const long MostInMemory = 8_000_000;

    private readonly List<string> kept = [];
    private readonly List<(long At, int Length)> spilled = [];
    private FileStream? file;
    private long characters;

    /// <summary>The text with this number; empty when there is none.</summary>
    public string this[int index]
    {
        get
        {
            if (index < 0 || index >= kept.Count + spilled.Count)
                return "";

            if (index < kept.Count)
                return kept[index];

            var (at, length) = spilled[index - kept.Count];
            var bytes = new byte[length];
            file!.Position = at;
            file.ReadExactly(bytes);
            return Encoding.UTF8.GetString(bytes);
        }
    }

    public static SharedStrings Read(XlsxPackage package)
    {
        var strings = new SharedStrings();
        using var reader = package.Open("xl/sharedStrings.xml");
        while (reader?.Read() == true)
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
                strings.Add(ReadItem(reader));

        return strings;
    }

    /// <summary>The text of an item: its runs one after another, without the readings above Japanese text.</summary>
    public static string ReadItem(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return "";

        var depth = reader.Depth;
        string? first = null;
        StringBuilder? more = null;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                XlsxPackage.ReadText(reader);
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "t" })
            {
                var text = XlsxPackage.ReadText(reader);
                if (first is null)
                    first = text;
                else
                    (more ??= new StringBuilder(first)).Append(text);
            }
        }

        return more?.ToString() ?? first ?? "";
    }

    public void Dispose() => file?.Dispose();

    private void Add(string text)
    {
        if (characters + text.Length <= MostInMemory && file is null)
        {
            characters += text.Length;
            kept.Add(text);
            return;
        }

        file ??= new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        var bytes = Encoding.UTF8.GetBytes(text);
        spilled.Add((file.Length, bytes.Length));
        file.Position = file.Length;
        file.Write(bytes);
    }
}
