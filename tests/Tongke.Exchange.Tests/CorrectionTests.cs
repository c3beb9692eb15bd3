using System.Globalization;
using System.Text;
using System.Text.Json;
using Tongke.Exchange.Imports;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

/// <summary>Bad cells are put right where they stand, and the import takes in what was meant.</summary>
public class CorrectionTests
{
    private static readonly Dictionary<string, string> Mapping = new() { ["名称"] = "name", ["电话"] = "phone", ["员工"] = "employees", ["级别"] = "level", ["上级"] = "parent", ["负责人"] = "owner" };
    private static readonly string[] Headers = ["名称", "电话", "员工", "级别"];

    [Theory, OnEveryDatabase]
    public async Task A_bad_row_tells_what_can_t_be_read_what_is_missing_and_what_rules_refuse_at_once(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        await RuleAsync(desk, "employees > 100 AND ISBLANK(website)", "website");
        var job = await desk.UploadAsync("account", "名称,电话,员工,级别\n,12,200,A级\n甲公司,13812345678,many,a\n乙公司,12,50,a\n", new { mapping = Of(Headers) });
        var trial = await desk.RunAsync(job, "dry_run");

        Assert.Equal((0, 0, 0, 3), trial.Counts);
        var rows = await RowsAsync(desk, job);
        Assert.Equal(["name", "phone", "website"], Fields(rows[0]));
        // Whether there are too many, only a number tells.
        Assert.Equal(["employees"], Fields(rows[1]));
        Assert.Equal(["phone"], Fields(rows[2]));
        Assert.Equal("电话", rows[2].GetProperty("faults")[0].GetProperty("column").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task Other_headings_have_other_rows_and_keep_no_correction(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "客户名单,内部使用\n名称,员工\n甲公司,many\n", new { mapping = Of(["名称", "员工"]), header_row = 2L });
        Assert.Equal((0, 0, 0, 1), (await desk.RunAsync(job, "dry_run")).Counts);
        await desk.CorrectAsync(job, 3, "员工", 25);
        Assert.Equal((1, 0, 0, 0), (await desk.ViewAsync(job)).Counts);

        foreach (var row in new[] { 1L, 2L })
            Assert.Null(await desk.App.UpdateAsync("import_job", job, new { header_row = row }, desk.Boss));

        Assert.Equal((0, 0, 0, 1), (await desk.RunAsync(job, "dry_run")).Counts);
        await desk.CorrectAsync(job, 3, "员工", 25);
        var run = await desk.RunAsync(job, "start");
        Assert.Equal(("done", (1, 0, 0, 0)), (run.Status, run.Counts));
    }

    [Theory, OnEveryDatabase]
    public async Task A_row_with_two_faults_is_put_right_cell_by_cell_and_taken_in_and_undone(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称,电话,员工,级别\n甲公司,138-1234-5678,10,b\n乙公司,12,many,S级\n", new { mapping = Of(Headers) });
        Assert.Equal((1, 0, 0, 1), (await desk.RunAsync(job, "dry_run")).Counts);

        Assert.Equal(["employees", "level"], Fields(await desk.CorrectAsync(job, 3, "电话", "010-62345678")));
        Assert.Equal(["level"], Fields(await desk.CorrectAsync(job, 3, "员工", 25)));
        var view = await desk.ViewAsync(job);
        Assert.Equal(((1, 0, 0, 1), "checked"), (view.Counts, view.Status));

        var good = await desk.CorrectAsync(job, 3, "级别", "a");
        Assert.Empty(Fields(good));
        Assert.Equal("created", good.GetProperty("outcome").GetString());
        Assert.Equal("S级", good.GetProperty("corrected").GetProperty("级别").GetString());
        view = await desk.ViewAsync(job);
        Assert.Equal((2, 0, 0, 0), view.Counts);
        Assert.Empty(view.Errors);
        Assert.Empty(view.Unmatched);

        var run = await desk.RunAsync(job, "start");
        Assert.Equal(("done", (2, 0, 0, 0)), (run.Status, run.Counts));
        var made = await desk.FindAsync("account", "name", "乙公司");
        Assert.Equal(("a", 25L, "+861062345678"), ((string)made["level"]!, (long)made["employees"]!, (string)made["phone"]!));

        Assert.Equal("undone", (await desk.RunAsync(job, "undo")).Status);
        Assert.Empty(await desk.AllAsync("account"));
    }

    [Theory, OnEveryDatabase]
    public async Task Corrections_outlive_a_new_check_stand_in_the_error_file_and_can_be_taken_back(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称,电话,员工,级别\n甲公司,12,many,a\n乙公司,12,5,a\n", new { mapping = Of(Headers) });
        await desk.RunAsync(job, "dry_run");
        await desk.CorrectAsync(job, 2, "员工", "30");
        await desk.CorrectAsync(job, 3, "电话", "010-62345678");

        Assert.Equal((1, 0, 0, 1), (await desk.RunAsync(job, "dry_run")).Counts);
        var rows = await RowsAsync(desk, job);
        Assert.Equal(["甲公司", "12", "30", "a"], rows[0].GetProperty("cells").EnumerateArray().Select(c => c.GetString()!));
        Assert.Empty(Fields(rows[1]));

        using var file = new MemoryStream();
        await using (var writer = SheetWriter.Create("csv", file))
            await ErrorFile.WriteAsync(desk.App.Workspace, job, wasTrial: true, Headers, writer, Language.Chinese, default);
        var lines = Encoding.UTF8.GetString(file.ToArray()).Trim('\uFEFF').Trim().Split("\r\n");
        Assert.StartsWith("甲公司,12,30,a,", Assert.Single(lines.Skip(1)), StringComparison.Ordinal);

        var back = await desk.CorrectAsync(job, 3, "电话", null);
        Assert.Equal(["phone"], Fields(back));
        Assert.Equal("12", back.GetProperty("cells")[1].GetString());
        Assert.Empty(back.GetProperty("corrected").EnumerateObject());
        Assert.Equal((0, 0, 0, 2), (await desk.ViewAsync(job)).Counts);

        Assert.Contains("name", Fields(await desk.CorrectAsync(job, 2, "名称", "")));
        Assert.Null(await desk.App.UpdateAsync("import_job", job, new { sheet = "另一张表" }, desk.Boss));
        Assert.Empty(await new ImportCorrections(desk.App.Workspace.Database).LoadAsync(job, default));
    }

    [Theory, OnEveryDatabase]
    public async Task One_correction_may_stand_for_every_row_that_says_the_same(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称,级别\n甲公司,S级\n乙公司,S级\n丙公司,T级\n丁公司,\n", new { mapping = Of("名称", "级别") });
        Assert.Equal((1, 0, 0, 3), (await desk.RunAsync(job, "dry_run")).Counts);

        await desk.CorrectAsync(job, 2, "级别", "a", everywhere: true);
        Assert.Equal("checking", (await desk.ViewAsync(job)).Status);
        await desk.WorkAsync(job);
        Assert.Equal((3, 0, 0, 1), (await desk.ViewAsync(job)).Counts);
        Assert.Equal("S级", ((JsonElement)(await desk.ViewAsync(job)).Record["values"]!).GetProperty("level").EnumerateObject().Single().Name);

        await desk.RunAsync(job, "start");
        Assert.Equal(["a", "a", null], (await desk.AllAsync("account")).OrderBy(a => (string)a["name"]!, StringComparer.Ordinal).Select(a => (string?)a["level"]).OrderBy(l => l is null));
    }

    [Theory, OnEveryDatabase]
    public async Task A_correction_for_every_row_is_refused_when_no_row_could_use_it(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称,员工,级别\n甲公司,many,S级\n", new { mapping = Of("名称", "员工", "级别") });
        await desk.RunAsync(job, "dry_run");
        foreach (var (column, value) in new[] { ("员工", "很多"), ("级别", "没有这一级") })
        {
            var outcome = await desk.ActAsync(job, "correct", parameters: new() { ["row"] = 2L, ["column"] = column, ["value"] = JsonSerializer.SerializeToElement(value), ["everywhere"] = true });
            Assert.Equal("value", Assert.Single(Assert.IsType<Kernel.Records.Invalid>(outcome.Refusal).Problems).Target);
        }

        Assert.Equal("checked", (await desk.ViewAsync(job)).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_person_and_a_company_are_chosen_and_stand_in_the_row_by_their_names(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var wang = await desk.App.CreateAsync("user", new { login = "wang", name = "王小明" });
        await desk.App.CreateAsync("user", new { login = "li1", name = "李雷" });
        var li = await desk.App.CreateAsync("user", new { login = "li2", name = "李雷" });
        var job = await desk.UploadAsync("account", "名称,负责人,上级\n甲公司,王大明,\n乙公司,李雷,无此公司\n", new { mapping = Of("名称", "负责人", "上级") });
        Assert.Equal((0, 0, 0, 2), (await desk.RunAsync(job, "dry_run")).Counts);
        Assert.Equal(["owner", "parent"], Fields((await RowsAsync(desk, job))[1]));

        Assert.Equal("王小明", (await desk.CorrectAsync(job, 2, "负责人", wang)).GetProperty("cells")[1].GetString());
        Assert.Equal(["parent"], Fields(await desk.CorrectAsync(job, 3, "负责人", li)));
        // A company of the same file will be there; one that is nowhere will not.
        Assert.Equal(["parent"], Fields(await desk.CorrectAsync(job, 3, "上级", "还是没有")));
        Assert.Empty(Fields(await desk.CorrectAsync(job, 3, "上级", "甲公司")));

        Assert.Equal((2, 0, 0, 0), (await desk.RunAsync(job, "start")).Counts);
        var child = await desk.FindAsync("account", "name", "乙公司");
        Assert.Equal((li, (await desk.FindAsync("account", "name", "甲公司")).Id), ((Guid)child["owner"]!, (Guid)child["parent"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task Thousands_of_bad_rows_come_page_by_page_in_the_order_of_the_file(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var file = new StringBuilder("名称,员工\n");
        for (var i = 0; i < 2_500; i++)
            file.Append(CultureInfo.InvariantCulture, $"第{i}号公司,{(i % 2 == 0 ? "many" : "5")}\n");
        var job = await desk.UploadAsync("account", file.ToString(), new { mapping = Of("名称", "员工"), duplicates = "create" });
        Assert.Equal((1_250, 0, 0, 1_250), (await desk.RunAsync(job, "dry_run")).Counts);

        var seen = new List<long>();
        for (long? after = 0; after is { } from;)
        {
            var page = await desk.BadRowsAsync(job, from, 200);
            seen.AddRange(page.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("row").GetInt64()));
            after = page.GetProperty("next").ValueKind == JsonValueKind.Null ? null : page.GetProperty("next").GetInt64();
        }

        Assert.Equal(Enumerable.Range(0, 1_250).Select(i => 2L + (2 * i)), seen);
        Assert.Empty(Fields(await desk.CorrectAsync(job, 2_402, "员工", 7)));
        Assert.Equal((1_251, 0, 0, 1_249), (await desk.ViewAsync(job)).Counts);
    }

    [Theory, OnEveryDatabase]
    public async Task Nothing_is_corrected_that_isn_t_bad_or_while_the_import_stands_elsewhere(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称,员工,颜色\n甲公司,many,红\n乙公司,5,红\n", new { mapping = Of("名称", "员工") });
        async Task<string?> RefusedAsync(long row, string column) =>
            (await desk.ActAsync(job, "correct", parameters: new() { ["row"] = row, ["column"] = column, ["value"] = JsonSerializer.SerializeToElement("1") })).Refusal is { } refusal
                ? refusal.Problems.Select(p => p.Message.Code).FirstOrDefault(refusal.Message.Code)
                : null;

        Assert.Equal("import_not_now", await RefusedAsync(2, "员工"));
        await desk.RunAsync(job, "dry_run");
        Assert.Equal("import_no_such_row", await RefusedAsync(3, "员工"));
        Assert.Equal("import_no_such_column", await RefusedAsync(2, "颜色"));
        await desk.RunAsync(job, "start");
        Assert.Equal("import_not_now", await RefusedAsync(2, "员工"));
    }

    private static Dictionary<string, string> Of(params string[] headers) => headers.ToDictionary(h => h, h => Mapping[h]);

    private static async Task<JsonElement[]> RowsAsync(Desk desk, Guid job) => [.. (await desk.BadRowsAsync(job)).GetProperty("rows").EnumerateArray()];

    private static string?[] Fields(JsonElement row) => [.. row.GetProperty("faults").EnumerateArray().Select(f => f.GetProperty("field").GetString()).Order(StringComparer.Ordinal)];

    private static Task<Guid> RuleAsync(Desk desk, string when, string field) => desk.App.CreateAsync("object_customisation", new
    {
        @object = "account",
        definition = JsonSerializer.SerializeToElement(new
        {
            name = "account", label = new { zh = "客户", en = "Account" },
            validations = new[] { new { name = "big_has_site", when, field, message = new { zh = "大客户要有网址", en = "Big ones have a site" } } },
            fields = Array.Empty<object>(),
        }),
    });
}
