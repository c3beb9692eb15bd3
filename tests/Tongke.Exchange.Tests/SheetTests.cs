using System.IO.Compression;
using System.Text;
using Tongke.Exchange.Sheets;
using Xunit;

namespace Tongke.Exchange.Tests;

public class SheetTests
{
    static SheetTests()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Tongke.Kernel.Texts.Dictionaries.Register(typeof(ExchangePackage).Assembly);
    }

    public static TheoryData<string, string> Encodings => new() { { "utf-8", "utf-8" }, { "gb18030", "gb18030" }, { "utf-16", "utf-16" }, { "utf-16BE", "utf-16BE" } };

    [Theory, MemberData(nameof(Encodings))]
    public async Task Text_is_read_in_the_encoding_it_is_in(string written, string found)
    {
        var encoding = Encoding.GetEncoding(written);
        var (headers, rows, name) = await ReadAsync([.. encoding.Preamble, .. encoding.GetBytes(new string('a', 70_000) + ",名称;别名\n云海，科技,\"引\"\"号\n两行\"\n")]);
        Assert.Equal("名称;别名", headers[1]);
        Assert.Equal(["云海，科技", "引\"号\n两行"], Assert.Single(rows));
        Assert.Equal(found, name, ignoreCase: true);
    }

    [Theory, InlineData(","), InlineData(";"), InlineData("\t"), InlineData("|")]
    public async Task The_delimiter_is_seen_from_the_first_line(string delimiter)
    {
        var (headers, rows, _) = await ReadAsync(Encoding.UTF8.GetBytes($"a{delimiter}b{delimiter}\"c,;|\"\r\n\r\n1{delimiter}2\r\n"));
        Assert.Equal(["a", "b", "c,;|"], headers);
        Assert.Equal(["1", "2", ""], Assert.Single(rows));
    }

    [Theory]
    [InlineData("", "sheet_empty")]
    [InlineData("a,b\n1,\"2", "sheet_open_quote")]
    [InlineData("PK\u0003\u0004 broken", "sheet_broken")]
    [InlineData("a\0b", "sheet_not_text")]
    public async Task A_broken_file_is_refused_in_words(string content, string code)
    {
        var refused = await Assert.ThrowsAsync<SheetException>(() => ReadAsync(Encoding.UTF8.GetBytes(content)));
        Assert.Equal(code, refused.Reason.Code);
    }

    [Fact]
    public async Task A_workbook_with_more_columns_than_a_text_file_may_have_is_refused_as_well()
    {
        static string Cells(int count, string text) => string.Concat(Enumerable.Range(0, count).Select(i => $"<c t=\"inlineStr\"><is><t>{text}{i}</t></is></c>"));

        Assert.Equal(500, (await ReadAsync(Workbook($"<row>{Cells(500, "列")}</row>"))).Headers.Count);
        foreach (var rows in new[] { $"<row>{Cells(20_000, "列")}</row>", $"<row>{Cells(501, "列")}</row>", "<row><c t=\"inlineStr\" r=\"A1\"><is><t>a</t></is></c></row><row><c t=\"inlineStr\" r=\"ZZZ2\"><is><t>b</t></is></c></row>" })
            Assert.Equal("sheet_too_many_columns", (await Assert.ThrowsAsync<SheetException>(() => ReadAsync(Workbook(rows)))).Reason.Code);

        // Cells that are only formatted, and empty ones of a text file, are no columns.
        Assert.Single((await ReadAsync(Workbook("<row><c t=\"inlineStr\" r=\"A1\"><is><t>a</t></is></c><c r=\"ZZZ1\" s=\"1\"/></row>"))).Headers);
    }

    [Fact]
    public async Task A_workbook_gives_dates_percentages_and_texts_as_people_see_them()
    {
        var (headers, rows, _) = await ReadAsync(Workbook(
            """<row r="1"><c t="s" r="A1"><v>0</v></c><c t="inlineStr" r="C1"><is><t>比例</t></is></c></row><row r="3"><c r="A3" s="1"><v>45000</v></c><c r="B3" s="2"><v>45000.75</v></c><c r="C3" s="3"><v>0.155</v></c><c r="D3"><v>1.1000000000000001</v></c></row>"""));
        Assert.Equal(["日期", "(2)", "比例"], headers);
        Assert.Equal(["2023-03-15", "2023-03-15 18:00:00", "15.5%"], Assert.Single(rows));
    }

    [Theory]
    [InlineData("2026 年客户名单,,\n制表：张三,,\n名称,电话,城市\n甲公司,010-1,北京\n", "名称|电话|城市", "甲公司|010-1|北京")]
    [InlineData("客户名单\n名称,电话\n甲公司,010-1\n", "名称|电话", "甲公司|010-1")]
    [InlineData("名称\n甲公司\n乙公司\n", "名称", "甲公司;乙公司")]
    [InlineData("名称,电话\n甲公司,未知\n", "名称|电话", "甲公司|未知")]
    [InlineData("客户名单\n制表：张三,日期：今天\n*名称,电话,电话,\n甲公司,010-1,010-2,x\n", "*名称|电话|电话 (3)", "甲公司|010-1|010-2")]
    [InlineData("客户名单\n名称;电话\n甲公司;010-1\n", "名称|电话", "甲公司|010-1")]
    [InlineData("名称\n甲公司,010-1\n乙公司,a@b.cn\n", "名称", "甲公司;乙公司")]
    public async Task Headings_are_found_below_a_title_and_no_row_is_lost_where_there_is_none(string content, string headings, string cells)
    {
        var (headers, rows, _) = await ReadAsync(Encoding.UTF8.GetBytes(content));
        Assert.Equal((headings, cells), (string.Join('|', headers), string.Join(';', rows.Select(r => string.Join('|', r)))));
    }

    [Fact]
    public async Task A_person_says_which_row_holds_the_headings()
    {
        const string content = "客户名单,,制表：张三\n\n说明,请勿修改,\n名称,电话,城市\n甲公司,010-1,北京\n";
        await using (var guessed = await OpenAsync(content, null))
        {
            Assert.Equal(1, guessed.HeaderRow);
            Assert.Equal([1L, 3L, 4L, 5L], guessed.First.Select(r => r.Number));
            Assert.Equal(3, (await guessed.ReadAsync())!.Number);
        }

        await using var said = await OpenAsync(content, 4);
        Assert.Equal(["名称", "电话", "城市"], said.Headers);
        var row = (await said.ReadAsync())!;
        Assert.Equal(5, row.Number);
        Assert.Equal(["甲公司", "010-1", "北京"], row.Cells);
        Assert.Null(await said.ReadAsync());

        var refused = await Assert.ThrowsAsync<SheetException>(() => OpenAsync(content, 9));
        Assert.Equal("sheet_no_header_row", refused.Reason.Code);
    }

    [Fact]
    public async Task A_workbook_that_unpacks_without_end_is_refused()
    {
        var bomb = Workbook("<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>" + string.Concat(Enumerable.Repeat("<row></row>" + new string(' ', 500), 200_000)));
        Assert.True(bomb.Length < 2_000_000);
        Assert.Equal("sheet_bomb", (await Assert.ThrowsAsync<SheetException>(() => ReadAsync(bomb))).Reason.Code);
    }

    [Fact]
    public async Task A_truncated_workbook_is_refused()
    {
        var whole = Workbook("<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>");
        Assert.Equal("sheet_broken", (await Assert.ThrowsAsync<SheetException>(() => ReadAsync(whole[..(whole.Length / 2)]))).Reason.Code);
    }

    [Theory, InlineData("csv"), InlineData("xlsx")]
    public async Task What_could_be_a_formula_is_written_harmless_and_read_back_as_it_was(string format)
    {
        string[] dangerous = ["=1+1", "+8613812345678", "-x", "@SUM(A1)", "\tt", "＝1+1", "＋1", "－x", "＠SUM(A1)", "'＝quoted", "'=quoted", "it's", "'plain", "a,b\"c\nd"];
        using var file = new MemoryStream();
        await using (var writer = SheetWriter.Create(format, file))
        {
            await writer.WriteAsync([.. dangerous.Select((_, i) => (SheetCell)$"h{i}"), "n"]);
            await writer.WriteAsync([.. dangerous.Select(d => (SheetCell)d), new SheetCell("-5", IsNumber: true)]);
        }

        if (format == "csv")
            Assert.DoesNotContain(Encoding.UTF8.GetString(file.ToArray()).Split('\n', ','), c => c is ['=' or '@' or '＝' or '＋' or '－' or '＠', ..]);

        var (_, rows, _) = await ReadAsync(file.ToArray());
        Assert.Equal([.. dangerous, "-5"], Assert.Single(rows));
    }

    private static Task<Sheet> OpenAsync(string content, long? headerRow) => Sheet.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), headerRow: headerRow);

    private static async Task<(IReadOnlyList<string> Headers, List<IReadOnlyList<string>> Rows, string? Encoding)> ReadAsync(byte[] content)
    {
        await using var sheet = await Sheet.OpenAsync(new MemoryStream(content));
        var rows = new List<IReadOnlyList<string>>();
        while (await sheet.ReadAsync() is { } row)
            rows.Add(row.Cells);

        return (sheet.Headers, rows, sheet.Encoding);
    }

    private static byte[] Workbook(string rows)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            void Add(string name, string content)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }

            Add("xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"一\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Add("xl/styles.xml", $"<styleSheet xmlns=\"{main}\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; hh:mm\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>");
            Add("xl/sharedStrings.xml", $"<sst xmlns=\"{main}\"><si><r><t>日</t></r><r><t>期</t></r><rPh sb=\"0\" eb=\"1\"><t>ひ</t></rPh></si></sst>");
            Add("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
        }

        return stream.ToArray();
    }
}
