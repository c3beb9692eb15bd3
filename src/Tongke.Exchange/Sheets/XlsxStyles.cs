using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Tongke.Exchange.Sheets;

/// <summary>How the numbers of a workbook are shown, as far as it says what they are: dates, times, percentages.</summary>
internal sealed partial class XlsxStyles
{
    private const int Days1904 = 1462;

    private static readonly SearchValues<char> DateSigns = SearchValues.Create("yYmMdDhHsS年月日时分秒");

    private readonly List<Form> forms;
    private readonly bool is1904;

    private XlsxStyles(List<Form> forms, bool is1904) => (this.forms, this.is1904) = (forms, is1904);

    private enum Form
    {
        Plain,
        Date,
        Percent,
    }

    public static XlsxStyles Read(XlsxPackage package, bool is1904)
    {
        var custom = new Dictionary<int, Form>();
        var forms = new List<Form>();
        var inCells = false;
        using var reader = package.Open("xl/styles.xml");
        while (reader?.Read() == true)
        {
            switch (reader.LocalName)
            {
                case "numFmt" when reader.NodeType == XmlNodeType.Element && int.TryParse(reader.GetAttribute("numFmtId"), out var id):
                    custom[id] = FormOf(reader.GetAttribute("formatCode") ?? "");
                    break;
                case "cellXfs":
                    inCells = reader.NodeType == XmlNodeType.Element;
                    break;
                case "xf" when inCells && reader.NodeType == XmlNodeType.Element:
                    var number = int.TryParse(reader.GetAttribute("numFmtId"), out var known) ? known : 0;
                    forms.Add(custom.TryGetValue(number, out var form) ? form : BuiltIn(number));
                    break;
            }
        }

        return new XlsxStyles(forms, is1904);
    }

    /// <summary>The number of a cell as a person reads it.</summary>
    public string Write(string raw, int style)
    {
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return raw;

        return (style >= 0 && style < forms.Count ? forms[style] : Form.Plain) switch
        {
            Form.Date => WriteDate(number) ?? WriteNumber(raw, number),
            Form.Percent => WriteNumber("", Math.Round(number * 100, 10)) + "%",
            _ => WriteNumber(raw, number),
        };
    }

    private string? WriteDate(double serial)
    {
        if (is1904)
            serial += Days1904;

        if (serial is < 0 or >= 2_958_466)
            return null;

        // Excel counts a 29 February 1900 that never was.
        var moment = DateTime.FromOADate(serial < 60 && serial >= 1 ? serial + 1 : serial);
        moment = new DateTime((moment.Ticks + TimeSpan.TicksPerSecond / 2) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
        if (serial < 1)
            return moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Whole numbers as they are; others at the 15 digits that Excel shows, so that 1.1000000000000001 is 1.1.</summary>
    private static string WriteNumber(string raw, double number)
    {
        if (raw.Length is > 0 and <= 15 && raw.All(c => char.IsAsciiDigit(c) || c is '-' or '.'))
            return raw;

        return Math.Abs(number) < 1e15 ? ((decimal)number).ToString("0.###############", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
    }

    private static Form BuiltIn(int number) => number switch
    {
        9 or 10 => Form.Percent,
        (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => Form.Date,
        _ => Form.Plain,
    };

    private static Form FormOf(string code)
    {
        var bare = Literals().Replace(code.Split(';')[0], "");
        return bare.Contains('%', StringComparison.Ordinal) ? Form.Percent
            : bare.AsSpan().ContainsAny(DateSigns) && !bare.Contains("General", StringComparison.OrdinalIgnoreCase) ? Form.Date
            : Form.Plain;
    }

    // Quoted texts, escaped characters, and [Red] or [$-804], but not [h]:mm.
    [GeneratedRegex("""
        "[^"]*"|\\.|_.|\*.|\[(?![hmsHMS]+\])[^\]]*\]
        """)]
    private static partial Regex Literals();
}
