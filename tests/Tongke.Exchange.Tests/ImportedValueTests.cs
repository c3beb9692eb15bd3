using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

/// <summary>What the texts of a file mean, and which rows are the same as what is there.</summary>
public class ImportedValueTests
{
    private static readonly Dictionary<string, string> Mapping = new() { ["名称"] = "name", ["电话"] = "phone", ["员工"] = "employees" };

    [Theory, OnEveryDatabase]
    public async Task Companies_of_different_cities_are_not_the_same_however_alike_their_names(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        await desk.App.CreateAsync("account", new { name = "西安恒达智能（集团）有限公司" }, desk.Boss);
        await desk.App.CreateAsync("account", new { name = "云海软件服务（江苏）有限公司" }, desk.Boss);
        const string file = "名称\n成都恒达智能股份有限公司\n恒达智能（西安）有限责任公司\n陕西恒达智能有限公司\n成都恒达智能有限公司\n苏州云海软件服务有限公司\n广州云海软件服务有限公司\n恒达智能\n";

        foreach (var action in new[] { "dry_run", "start" })
        {
            var view = await desk.RunAsync(await desk.UploadAsync("account", file, new { mapping = new Dictionary<string, string> { ["名称"] = "name" } }), action);
            Assert.Equal((2, 0, 5, 0), view.Counts);
            Assert.Equal([3L, 4L, 5L, 6L, 8L], view.Skipped.Select(s => s.Row).Order());
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_word_for_nothing_names_nobody_and_a_number_typed_to_fill_the_field_makes_no_two_the_same(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        foreach (var action in new[] { "dry_run", "start" })
        {
            var view = await desk.RunAsync(await desk.UploadAsync("account", "名称,电话\n甲公司,12345\n乙公司,12345\n无,13800138000\n丙公司,13900139000\n丁公司,13900139000\n", new { mapping = Mapping.Where(m => m.Value != "employees").ToDictionary() }), action);
            Assert.Equal((3, 0, 1, 1), view.Counts);
            Assert.Equal((4L, "name"), (Assert.Single(view.Errors).Row, Assert.Single(view.Errors).Field));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_row_that_sums_up_the_others_is_left_out_and_told_unless_a_customer_is_called_so(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        const string file = "名称,电话,员工\n甲公司,13812345678,10\n合 计：,,10\n共计科技,,7\nTotal,,17\n,小计,17\n";
        foreach (var action in new[] { "dry_run", "start" })
        {
            var view = await desk.RunAsync(await desk.UploadAsync("account", file, new { mapping = Mapping }), action);
            Assert.Equal((2, 0, 3, 0), view.Counts);
            Assert.Equal([3L, 5L, 6L], view.Skipped.Select(s => s.Row));
            Assert.Contains("合 计", view.Skipped[0].Message, StringComparison.Ordinal);
        }

        var called = await desk.UploadAsync("account", "名称\nTotal\n", new { mapping = Mapping.Where(m => m.Value == "name").ToDictionary(), values = new Dictionary<string, Dictionary<string, string>> { ["name"] = new() { ["Total"] = "Total" } } });
        Assert.Equal((1, 0, 0, 0), (await desk.RunAsync(called, "start")).Counts);
    }

    [Theory, OnEveryDatabase]
    public async Task A_word_that_shares_one_options_word_alone_is_suggested_as_that_option(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称,行业\n甲公司,物流运输\n乙公司,教育\n丙公司,电商零售\n丁公司,新能源汽车\n戊公司,非金融类\n己公司,机器人\n", new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["行业"] = "industry" } });
        var unmatched = ((JsonElement)(await desk.RunAsync(job, "dry_run")).Record["unmatched"]!).EnumerateArray().ToDictionary(u => u.GetProperty("value").GetString()!, u => u.GetProperty("suggestion").GetString());
        Assert.Equal(("logistics", "education", "retail"), (unmatched["物流运输"], unmatched["教育"], unmatched["电商零售"]));
        Assert.All(["新能源汽车", "非金融类", "机器人"], word => Assert.Null(unmatched[word]));
    }

    [Theory, OnEveryDatabase]
    public async Task A_name_of_signs_that_nobody_sees_is_no_name(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var view = await desk.RunAsync(await desk.UploadAsync("account", "名称,员工\n\u200B\u200D,10\n", new { mapping = Mapping.Where(m => m.Value != "phone").ToDictionary() }), "start");
        Assert.Equal("name", Assert.Single(view.Errors).Field);
        var name = desk.App.Schema["account"]["name"];
        Assert.Null(name.Type.FromJson(JsonSerializer.SerializeToElement("\uFEFF \u200B"), name, desk.App.Schema.Conventions).Value);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_may_delete_nothing_takes_no_import_back_and_leaves_that_to_others(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var rep = await desk.PersonAsync("rep", "sales_rep");
        var job = await desk.UploadAsync("account", "名称\n甲公司\n", new { mapping = new Dictionary<string, string> { ["名称"] = "name" } }, rep);
        Assert.Equal("done", (await desk.RunAsync(job, "start", rep)).Status);

        Assert.IsType<Kernel.Records.Forbidden>((await desk.ActAsync(job, "undo", rep)).Refusal);
        Assert.Equal("undone", (await desk.RunAsync(job, "undo")).Status);
        Assert.Empty(await desk.AllAsync("account"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_word_for_nothing_leaves_an_optional_field_empty_and_a_bad_value_can_be_left_empty(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称,电话,员工\n甲公司,无,不详\n乙公司,N/A,-\n丙公司,电话未留,很多\n", new { mapping = Mapping });

        var trial = await desk.RunAsync(job, "dry_run");
        Assert.Equal((2, 0, 0, 1), trial.Counts);
        var emptied = ((JsonElement)trial.Record["cleansed"]!).EnumerateArray().Where(c => c.GetProperty("samples").EnumerateArray().All(s => s.GetProperty("after").GetString() == ""));
        Assert.Equal([("employees", 2), ("phone", 2)], emptied.Select(c => (c.GetProperty("field").GetString()!, c.GetProperty("count").GetInt32())).Order());
        Assert.Equal([("employees", "很多"), ("phone", "电话未留")], trial.Unmatched.Select(u => (u.Field, u.Value)).Order());

        var left = await desk.UploadAsync("account", "名称,电话,员工\n丙公司,电话未留,很多\n", new
        {
            mapping = Mapping,
            values = new Dictionary<string, Dictionary<string, string>> { ["phone"] = new() { ["电话未留"] = "" }, ["employees"] = new() { ["很多"] = "" } },
        });
        Assert.Equal((1, 0, 0, 0), (await desk.RunAsync(left, "start")).Counts);
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_phone_numbers_in_a_cell_the_first_is_taken_and_told_among_the_tidied_values(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        const string twoNumbers = "名称,电话\n甲公司,0551-6360-1234;13900001111\n";
        var settings = new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["电话"] = "phone" } };
        Assert.Equal((1, 0, 0, 0), (await desk.RunAsync(await desk.UploadAsync("account", twoNumbers, settings), "start")).Counts);
        Assert.Equal("+8655163601234", Assert.Single(await desk.AllAsync("account"))["phone"]);

        var trial = await desk.RunAsync(await desk.UploadAsync("account", twoNumbers, settings), "dry_run");
        var sample = ((JsonElement)trial.Record["cleansed"]!).EnumerateArray().Single(c => c.GetProperty("field").GetString() == "phone").GetProperty("samples")[0];
        Assert.Equal("0551-6360-1234;13900001111", sample.GetProperty("before").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task No_row_of_a_workbook_that_unpacks_without_end_is_worked_through(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        foreach (var action in new[] { "dry_run", "start" })
        {
            var job = await desk.UploadAsync("account", "file.xlsx", Bomb(), new { mapping = new Dictionary<string, string> { ["名称"] = "name" } });
            var view = await desk.RunAsync(job, action);
            Assert.Equal(("failed", (0L, 0L, 0L, 0L)), (view.Status, view.Counts));
            Assert.Contains("解压", view.Message, StringComparison.Ordinal);
        }

        Assert.Empty(await desk.AllAsync("account"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_trial_foresees_which_rows_the_person_will_not_see_or_may_not_give_away(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var own = new Grant { Create = true, Import = true, Read = "own", Edit = "own" };
        var all = new Grant { Create = true, Read = "all", Edit = "all" };
        var giver = await desk.App.UserAsync("giver", new Dictionary<string, Grant> { ["*"] = all, ["account"] = own with { Transfer = true } });
        var keeper = await desk.App.UserAsync("keeper", new Dictionary<string, Grant> { ["*"] = all, ["account"] = own });
        const string file = "名称,负责人\n甲公司,boss\n乙公司,\n";
        var mapping = new Dictionary<string, string> { ["名称"] = "name", ["负责人"] = "owner" };

        var trial = await desk.RunAsync(await desk.UploadAsync("account", file, new { mapping }, giver), "dry_run", giver);
        Assert.Equal((2, 0, 0, 0), trial.Counts);
        Assert.Contains("1 行", trial.Message, StringComparison.Ordinal);

        var job = await desk.UploadAsync("account", file, new { mapping }, keeper);
        Assert.Equal((1, 0, 0, 1), (await desk.RunAsync(job, "dry_run", keeper)).Counts);
        Assert.Equal((1, 0, 0, 1), (await desk.RunAsync(job, "start", keeper)).Counts);
    }

    /// <summary>Two thousand customers, and then a hundred megabytes of nothing.</summary>
    private static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            Put(archive, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Put(archive, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            var rows = string.Concat(Enumerable.Range(0, 2001).Select(i => $"<row><c t=\"inlineStr\"><is><t>{(i == 0 ? "名称" : $"第{i}家公司")}</t></is></c></row>"));
            Put(archive, "xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}{string.Concat(Enumerable.Repeat("<row></row>" + new string(' ', 500), 200_000))}</sheetData></worksheet>");
        }

        return stream.ToArray();
    }

    private static void Put(ZipArchive archive, string name, string content)
    {
        using var part = archive.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(content));
    }
}
