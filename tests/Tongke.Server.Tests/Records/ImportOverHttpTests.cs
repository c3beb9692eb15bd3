using System.Text;
using System.Text.Json;
using Tongke.Exchange.Sheets;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>Imports as a screen or a script drives them: by requests alone.</summary>
public sealed class ImportOverHttpTests
{
    private static readonly string[] Trim = ["trim"];

    [Theory, OnEveryDatabase]
    public async Task A_file_in_GB18030_is_matched_cleansed_tried_and_taken_in_and_its_mapping_remembered(TestDatabase database)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        const string Text = "产品名称,产品编码,价格\n  云海  平台 ,abc-1,100\n星河,ｘ-2,不是数\n山川,x-3,30\n";
        var job = await Jobs.ImportAsync(boss, "product", "产品.csv", Encoding.GetEncoding("GB18030").GetBytes(Text));

        var suggested = (await boss.PostAsync($"/api/v1/import_job/{job}/suggest", new { })).Expect(200);
        Assert.StartsWith("gb", suggested.GetProperty("encoding").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("name,code,price", Fields(suggested));

        (await boss.PatchAsync($"/api/v1/import_job/{job}", new { mapping = new { 产品名称 = "name", 产品编码 = "code", 价格 = "price" }, cleanse = new { name = Trim } })).Expect(200);
        var tried = await Jobs.RunAsync(boss, job, "dry_run");
        Assert.Equal(("checked", 2, 1), (tried.GetProperty("status").GetString(), tried.GetProperty("created").GetInt32(), tried.GetProperty("failed").GetInt32()));
        var fault = Assert.Single(tried.GetProperty("errors_sample").EnumerateArray());
        Assert.Equal(("price", "不是数"), (fault.GetProperty("field").GetString(), fault.GetProperty("value").GetString()));
        var cleansed = tried.GetProperty("cleansed").EnumerateArray().ToDictionary(c => c.GetProperty("field").GetString()!);
        Assert.Contains(Samples(cleansed["name"]), s => s == ("  云海  平台 ", "云海 平台"));
        Assert.Contains(Samples(cleansed["code"]), s => s == ("abc-1", "ABC-1"));
        Assert.Empty(await boss.ListAsync("product"));

        var done = await Jobs.RunAsync(boss, job, "start");
        Assert.Equal(("done", 2), (done.GetProperty("status").GetString(), done.GetProperty("created").GetInt32()));
        Assert.Equal(["云海 平台", "山川"], (await boss.ListAsync("product", "$orderby=code")).Select(p => p.GetProperty("name").GetString()!));

        var errors = (await boss.GetAsync($"/api/v1/import_job/{job}/error_file")).Text.Replace("不是数", "20", StringComparison.Ordinal);
        var again = await Jobs.ImportAsync(boss, "product", errors, new { mapping = new { 产品名称 = "name", 产品编码 = "code", 价格 = "price" } });
        Assert.Equal(1, (await Jobs.RunAsync(boss, again, "start")).GetProperty("created").GetInt32());

        var renamed = await Jobs.ImportAsync(boss, "product", "产品名称,产品编码,价格\nx,y,1\n");
        Assert.Equal("name,code,price", Fields((await boss.PostAsync($"/api/v1/import_job/{renamed}/suggest", new { })).Expect(200)));
    }

    [Theory, OnEveryDatabase]
    public async Task Settings_that_fit_neither_the_object_nor_the_file_are_refused_when_the_job_is_made(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        using var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["product"] = new { create = true, read = "all", import = true, fields = new Dictionary<string, string> { ["*"] = "edit", ["category"] = "none" } }, ["import_job"] = Grants.Own, ["stored_file"] = Grants.Own });
        async Task<TestAnswer> MakeAsync(TestClient person, Guid file, object more, string language = "zh-CN")
        {
            var body = JsonSerializer.SerializeToElement(more).EnumerateObject().ToDictionary(p => p.Name, p => (object)p.Value);
            (body["object"], body["file"]) = ("product", file);
            return await person.PostAsync("/api/v1/import_job", body, ("Accept-Language", language));
        }

        var (csv, theirs) = (await Jobs.UploadAsync(boss, "产品.csv", "名称\nA\n"u8.ToArray()), await Jobs.UploadAsync(rep, "产品.csv", "名称\nA\n"u8.ToArray()));
        var book = await Jobs.UploadAsync(boss, "产品.xlsx", await WorkbookAsync());

        var unknown = await MakeAsync(boss, csv, new { create_missing = Names("category", "categorie") });
        Assert.Equal((400, "create_missing"), (unknown.Status, Target(unknown)));
        Assert.Contains("categorie", unknown.Text, StringComparison.Ordinal);
        Assert.Equal(
            (await MakeAsync(rep, theirs, new { create_missing = Names("categorie") })).Text.Replace("categorie", "category", StringComparison.Ordinal),
            (await MakeAsync(rep, theirs, new { create_missing = Names("category") })).Text);

        foreach (var (language, words) in new[] { ("zh-CN", "工作簿里没有名为“二月”的工作表。"), ("en", "The workbook has no sheet named “二月”.") })
        {
            var none = await MakeAsync(boss, book, new { sheet = "二月" }, language);
            Assert.Equal((400, "sheet"), (none.Status, Target(none)));
            Assert.Contains(words, none.Text, StringComparison.Ordinal);
        }

        var made = (await MakeAsync(boss, book, new { sheet = "Sheet1", create_missing = Names("category") })).Expect(201).GetProperty("id").GetGuid();
        Assert.Equal("sheet", Target(await boss.PatchAsync($"/api/v1/import_job/{made}", new { sheet = "二月" })));
        Assert.Equal(201, (await MakeAsync(boss, csv, new { create_missing = Names() })).Status);

        static string[] Names(params string[] names) => names;

        static async Task<byte[]> WorkbookAsync()
        {
            using var file = new MemoryStream();
            await using (var writer = SheetWriter.Create("xlsx", file))
                await writer.WriteAsync(["名称"]);
            return file.ToArray();
        }

        static string? Target(TestAnswer refused) => refused.Json.GetProperty("error").GetProperty("details")[0].GetProperty("target").GetString();
    }

    [Theory, OnEveryDatabase]
    public async Task Bad_cells_are_listed_with_all_faults_of_their_row_and_put_right_by_request(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        using var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["product"] = Grants.Own });
        var job = await Jobs.ImportAsync(boss, "product", "name,code,price\nA,a,1\n,b,dear\nC,c,cheap\n", new { mapping = new { name = "name", code = "code", price = "price" } });
        await Jobs.RunAsync(boss, job, "dry_run");

        var page = (await boss.GetAsync($"/api/v1/import_job/{job}/bad_rows?top=1")).Expect(200);
        var row = Assert.Single(page.GetProperty("rows").EnumerateArray());
        Assert.Equal((3, 3), (row.GetProperty("row").GetInt32(), page.GetProperty("next").GetInt32()));
        Assert.Equal(["name", "price"], row.GetProperty("faults").EnumerateArray().Select(f => f.GetProperty("column").GetString()!).Order());
        Assert.Equal(4, (await boss.GetAsync($"/api/v1/import_job/{job}/bad_rows?after=3")).Expect(200).GetProperty("rows")[0].GetProperty("row").GetInt32());
        Assert.Equal(404, (await rep.GetAsync($"/api/v1/import_job/{job}/bad_rows")).Status);
        Assert.Equal(400, (await boss.GetAsync($"/api/v1/import_job/{job}/bad_rows?after=x")).Status);

        var corrected = (await boss.PostAsync($"/api/v1/import_job/{job}/correct", new { row = 3, column = "price", value = 12.5 })).Expect(200);
        Assert.Equal("name", Assert.Single(corrected.GetProperty("row").GetProperty("faults").EnumerateArray()).GetProperty("field").GetString());
        Assert.Equal("dear", corrected.GetProperty("row").GetProperty("corrected").GetProperty("price").GetString());
        corrected = (await boss.PostAsync($"/api/v1/import_job/{job}/correct", new { row = 3, column = "name", value = "B" })).Expect(200);
        Assert.Equal((0, 1), (corrected.GetProperty("row").GetProperty("faults").GetArrayLength(), corrected.GetProperty("failed").GetInt32()));
        Assert.Equal(404, (await rep.PostAsync($"/api/v1/import_job/{job}/correct", new { row = 3, column = "name", value = "X" })).Status);
        Assert.Equal(400, (await boss.PostAsync($"/api/v1/import_job/{job}/correct", new { row = 2, column = "name", value = "X" })).Status);

        Assert.Equal(2, (await Jobs.RunAsync(boss, job, "start")).GetProperty("created").GetInt32());
        Assert.Equal(12.5m, Assert.Single(await boss.ListAsync("product", "$filter=name eq 'B'")).GetProperty("price").GetDecimal());
    }

    [Theory, OnEveryDatabase]
    public async Task Undo_takes_back_created_and_updated_rows_and_lists_those_changed_since(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var old = (await boss.CreateAsync("product", new { name = "Old", code = "A", unit = "piece" })).GetProperty("id").GetGuid();
        var job = await Jobs.ImportAsync(boss, "product", "code,name,series\nA,New,S\nB,Second,S\nC,Third,S\n", new { mode = "upsert", key = "code", mapping = new { code = "code", name = "name", series = "series" } });
        var done = await Jobs.RunAsync(boss, job, "start");
        Assert.Equal((2, 1), (done.GetProperty("created").GetInt32(), done.GetProperty("updated").GetInt32()));
        var third = Assert.Single(await boss.ListAsync("product", "$filter=code eq 'C'")).GetProperty("id").GetGuid();
        (await boss.PatchAsync($"/api/v1/product/{third}", new { name = "Kept" })).Expect(200);

        var undone = await Jobs.RunAsync(boss, job, "undo");
        Assert.Equal("undone", undone.GetProperty("status").GetString());
        Assert.Contains("Kept", Assert.Single(undone.GetProperty("errors_sample").EnumerateArray()).ToString(), StringComparison.Ordinal);
        Assert.Equal("Old", (await boss.GetAsync($"/api/v1/product/{old}")).Expect(200).GetProperty("name").GetString());
        Assert.Equal(["A", "C"], (await boss.ListAsync("product", "$orderby=code")).Select(p => p.GetProperty("code").GetString()!));
    }

    [Theory, OnEveryDatabase]
    public async Task Numbers_of_an_import_are_given_once_while_others_write_too(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();
        object Label(string text) => new { zh = text, en = text };
        var serial = new { name = "serial", type = "auto_number", label = Label("serial"), number = new { parts = new object[] { new { text = "D-" }, new { counter = 5 } } } };
        await boss.CreateAsync("object_customisation", new { @object = "opportunity", definition = new { name = "opportunity", label = Label("deal"), fields = new[] { serial } } });
        var csv = "name,account\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"Deal {i},Acme\n"));
        var job = await Jobs.ImportAsync(boss, "opportunity", csv, new { mapping = new { name = "name", account = "account" }, duplicates = "create" });
        var importing = Jobs.RunAsync(boss, job, "start");
        var written = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => boss.PostAsync("/api/v1/opportunity", new { name = $"Own {i}", account })));
        Assert.All(written, w => w.Expect(201));
        Assert.Equal(300, (await importing).GetProperty("created").GetInt32());

        var figures = Assert.Single(await boss.ListAsync("opportunity", "$apply=aggregate($count as n,serial with countdistinct as d)"));
        Assert.Equal((340, 340), (figures.GetProperty("n").GetInt32(), figures.GetProperty("d").GetInt32()));
    }

    private static string Fields(JsonElement suggested) => string.Join(',', suggested.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("field").GetString()));

    private static IEnumerable<(string, string)> Samples(JsonElement cleansed) =>
        cleansed.GetProperty("samples").EnumerateArray().Select(s => (s.GetProperty("before").GetString()!, s.GetProperty("after").GetString()!));
}
