using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Hostile;

public sealed class HostileFileTests
{
    [Theory, OnEveryDatabase]
    public async Task Names_and_types_of_files_do_no_harm(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var name in new[]
        {
            "../../../etc/passwd", "..\\..\\boot.ini", "/", "..", "a/b/c.txt", "CON", "nul.txt", "a\"b.txt", "x;filename=y.html", "%00.png", "a%0d%0aSet-Cookie: x=1.txt",
            "照片 🏔️.png", "\u202Egpj.exe", new string('长', 300) + ".csv", string.Concat(Enumerable.Repeat("😀", 150)) + ".png", "page.html", "image.svg", "", " ", ".htaccess", "<script>alert(1)</script>.txt",
        })
        {
            using var form = new MultipartFormDataContent();
            var part = new ByteArrayContent("<script>1</script>"u8.ToArray());
            part.Headers.TryAddWithoutValidation("Content-Type", "text/html; charset=\"x");
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
            form.Add(part);
            var answer = await boss.PostAsync("/api/files", form);
            Assert.True(answer.Status is 201 or 400, $"{name}: {answer.Status} {answer.Text}");
            if (answer.Status != 201)
                continue;

            var stored = answer.Json.GetProperty("name").GetString()!;
            Assert.DoesNotContain(stored, c => c is '/' or '\\' or '\u202E' || char.IsControl(c));
            Assert.InRange(stored.Length, 1, 200);
            var read = await boss.GetAsync($"/api/files/{answer.Json.GetProperty("id").GetGuid()}");
            Assert.Equal(200, read.Status);
            Assert.NotEqual("text/html", read.ContentHeaders.ContentType?.MediaType);
            Assert.False(read.Headers.Contains("Set-Cookie"));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Broken_and_exaggerated_forms_are_refused_and_leave_nothing_behind(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var (type, body) in new (string, string)[]
        {
            ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\ncut"),
            ("multipart/form-data; boundary=b", "no boundary at all"),
            ("multipart/form-data; boundary=b", ""),
            ("multipart/form-data; boundary=b", $"--b\r\nX-Long: {new string('x', 200_000)}\r\n\r\nx\r\n--b--"),
            ("multipart/form-data; boundary=b", "--b\r\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"X-{i}: y\r\n")) + "\r\nx\r\n--b--"),
            ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--"),
            ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: \u0001;;;==\r\n\r\nx\r\n--b--"),
            ($"multipart/form-data; boundary={new string('b', 5000)}", "x"),
            ("multipart/form-data", "x"),
            ("text/plain", "x"),
        })
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            var answer = await boss.PostAsync("/api/files", content);
            Assert.True(answer.Status is >= 400 and < 500, $"{type[..Math.Min(60, type.Length)]}: {answer.Status} {answer.Text}");
        }

        foreach (var range in new[] { "bytes 5-2/10", "bytes 0-0/99999999999999", "bytes */10", "bytes 0-9/*", "lines 0-1/2", "nonsense", "" })
        {
            using var content = new ByteArrayContent([1]);
            content.Headers.TryAddWithoutValidation("Content-Range", range);
            var answer = await boss.SendAsync(HttpMethod.Put, $"/api/files/{Guid.CreateVersion7()}?name=a", content);
            Assert.True(answer.Status is 202 or (>= 400 and < 500), $"{range}: {answer.Status} {answer.Text}");
        }

        Assert.Empty(await boss.ListAsync("stored_file"));
    }

    [Theory, OnEveryDatabase]
    public async Task An_upload_whose_sender_goes_away_leaves_nothing_and_disturbs_nobody(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var address = new Uri(app.Address);
        for (var i = 0; i < 5; i++)
        {
            using var socket = new TcpClient(address.Host, address.Port);
            var head = $"POST /api/files HTTP/1.1\r\nHost: x\r\nX-Test-Login: {boss.Login}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nname\r\n";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Empty(await boss.ListAsync("stored_file"));
        Assert.NotEqual(Guid.Empty, await Jobs.UploadAsync(boss, "a.csv", "name\nA"u8.ToArray()));
    }

    [Theory, OnEveryDatabase]
    public async Task Workbooks_that_unpack_without_end_or_are_none_are_refused(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var (name, content) in new[]
        {
            ("bomb.xlsx", Bomb()), ("cut.xlsx", Bomb()[..200]), ("empty.xlsx", Zip(_ => { })), ("empty.csv", []), ("quote.csv", "name\n\"never closed"u8.ToArray()),
            ("nul.csv", "name\na\0b"u8.ToArray()), ("half.csv", [.. "name\n"u8, 0xED, 0xA0, 0x80]), ("xml.xlsx", Zip(z => Put(z, "xl/workbook.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><workbook>&x;</workbook>"))),
            ("wide.csv", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"c{i}")) + "\n1")),
        })
        {
            var job = await Jobs.ImportAsync(boss, "lead", name, content);
            var suggested = await boss.PostAsync($"/api/v1/import_job/{job}/suggest", new { });
            Assert.True(suggested.Status is 200 or (>= 400 and < 500), $"{name}: {suggested.Status} {suggested.Text}");
            if (name.EndsWith(".xlsx", StringComparison.Ordinal) || name is "empty.csv" or "quote.csv")
                Assert.Equal((name, 400), (name, suggested.Status));
            Assert.DoesNotContain("root:", suggested.Text, StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task No_text_of_an_export_is_taken_for_a_formula(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        string[] texts = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "＝1+1"];
        foreach (var text in texts)
            await boss.CreateAsync("lead", new { name = text });

        string[] columns = ["name"];
        var job = (await boss.CreateAsync("export_job", new { @object = "lead", format = "csv", columns })).GetProperty("id").GetGuid();
        var file = await Jobs.FileAsync(boss, "export_job", job);
        Assert.DoesNotContain(file.Split('\n').Skip(1), line => line.TrimStart('"') is ['=' or '+' or '-' or '@' or '\t', ..]);
        Assert.Contains("cmd|", file, StringComparison.Ordinal);
    }

    /// <summary>A workbook of a few hundred kB that unpacks to hundreds of MB.</summary>
    private static byte[] Bomb() => Zip(archive =>
    {
        Put(archive, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        Put(archive, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        Put(archive, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        using var sheet = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.SmallestSize).Open();
        sheet.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row><c t=\"inlineStr\"><is><t>name</t></is></c></row>"u8);
        var rows = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<row></row>" + new string(' ', 1000), 1000)));
        for (var i = 0; i < 200; i++)
            sheet.Write(rows);
        sheet.Write("</sheetData></worksheet>"u8);
    });

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            fill(archive);
        return stream.ToArray();
    }

    private static void Put(ZipArchive archive, string name, string text)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
