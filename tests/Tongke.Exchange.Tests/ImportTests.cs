using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Exchange.Imports;
using Tongke.Exchange.Jobs;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

public class ImportTests
{
    private static readonly Dictionary<string, string> ByName = new() { ["名称"] = "name", ["电话"] = "phone", ["员工"] = "employees" };

    [Theory, OnEveryDatabase]
    public async Task Every_fault_of_a_bad_row_is_told_and_only_bad_rows_stay_out(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称,电话,员工,级别\n甲公司,13812345678,10,A 级（重点）\n,12,many,X\n乙公司,,20,b\n", new
        {
            mapping = new Dictionary<string, string>(ByName) { ["级别"] = "level" },
        });

        var trial = await desk.RunAsync(job, "dry_run");
        Assert.Equal((2, 0, 0, 1), trial.Counts);
        Assert.Equal(["employees", "level", "name", "phone"], trial.Errors.Where(e => e.Row == 3).Select(e => e.Field).Order());
        Assert.Empty(await desk.AllAsync("account"));

        var run = await desk.RunAsync(job, "start");
        Assert.Equal(("done", (2, 0, 0, 1)), (run.Status, run.Counts));
        Assert.Equal("+8613812345678", (await desk.FindAsync("account", "name", "甲公司"))["phone"]);

        using var file = new MemoryStream();
        await using (var writer = SheetWriter.Create("csv", file))
            await ErrorFile.WriteAsync(desk.App.Workspace, job, wasTrial: false, ["名称", "电话", "员工", "级别"], writer, Language.Chinese, default);
        var lines = Encoding.UTF8.GetString(file.ToArray()).Trim('\uFEFF').Trim().Split("\r\n");
        Assert.Equal("名称,电话,员工,级别,导入错误原因", lines[0]);
        Assert.StartsWith(",12,many,X,", lines[1], StringComparison.Ordinal);
        Assert.Matches("；员工.*：.*；", lines[1]);
        Assert.DoesNotContain("。；", lines[1], StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_wrong_with_replacements_and_cleansing_is_told_of_them_and_unknown_fields_by_name(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称,级别\n甲公司,S级\n", new { mapping = ByName });
        Assert.Equal(("mapping", "import_mapping_form"), await RefusedAsync("mapping", new { 名称 = 1 }));
        Assert.Equal(("values", "import_values_form"), await RefusedAsync("values", new { level = "a" }));
        Assert.Equal(("cleanse", "import_cleanse_form"), await RefusedAsync("cleanse", new { name = "trim" }));
        Assert.Equal(("values", "unknown_field"), await RefusedAsync("values", new { nosuch = new { S级 = "a" } }, "nosuch"));
        Assert.Equal(("cleanse", "unknown_field"), await RefusedAsync("cleanse", new { nosuch = Array.Empty<string>() }, "nosuch"));
        Assert.Null(await WriteAsync("values", new { level = new { S级 = "a" } }));

        async Task<Refusal?> WriteAsync(string setting, object value)
        {
            var session = desk.App.Workspace.Open(desk.Boss);
            var record = (await session.FindAsync(session.Schema["import_job"], job, RecordAction.Edit)).Record!;
            record.Write(record.Object[setting], JsonSerializer.SerializeToElement(value));
            return await session.CommitAsync();
        }

        async Task<(string?, string)> RefusedAsync(string setting, object value, string? named = null)
        {
            var problem = Assert.Single(Assert.IsType<Invalid>(await WriteAsync(setting, value)).Problems);
            Assert.Contains(named ?? "", problem.Message.In(Language.Chinese), StringComparison.Ordinal);
            return (problem.Target, problem.Message.Code);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Rows_that_are_there_already_are_skipped_merged_or_made_all_the_same(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        await desk.App.CreateAsync("account", new { name = "北京云海科技有限公司", employees = 5 }, desk.Boss);
        const string file = "名称,电话,员工\n云海科技（北京）有限责任公司,13812345678,99\n丙公司,,1\n丙公司,,2\n";

        var skipped = await desk.RunAsync(await desk.UploadAsync("account", file, new { mapping = ByName }), "dry_run");
        Assert.Equal((1, 0, 2, 0), skipped.Counts);
        Assert.Empty(skipped.Errors);
        Assert.Equal([2L, 4L], skipped.Skipped.Select(s => s.Row));
        Assert.Contains("北京云海科技有限公司", skipped.Skipped[0].Message, StringComparison.Ordinal);
        Assert.Contains("3", skipped.Skipped[1].Message, StringComparison.Ordinal);

        var job = await desk.UploadAsync("account", file, new { mapping = ByName });
        var run = await desk.RunAsync(job, "start");
        Assert.Equal(((1L, 0L, 2L, 0L), 2), (run.Counts, run.Skipped.Count));
        using (var reasons = new MemoryStream())
        {
            await using (var writer = SheetWriter.Create("csv", reasons))
                await ErrorFile.WriteAsync(desk.App.Workspace, job, wasTrial: false, ["名称", "电话", "员工"], writer, Language.Chinese, default);
            Assert.Contains("云海科技（北京）有限责任公司,13812345678,99,与已有的客户“北京云海科技有限公司”重复", Encoding.UTF8.GetString(reasons.ToArray()), StringComparison.Ordinal);
        }

        await desk.RunAsync(job, "undo");

        var merged = await desk.RunAsync(await desk.UploadAsync("account", file, new { mapping = ByName, duplicates = "merge" }), "start");
        Assert.Equal((1, 2, 0, 0), merged.Counts);
        var one = await desk.FindAsync("account", "name", "北京云海科技有限公司");
        Assert.Equal(("+8613812345678", 5L), ((string)one["phone"]!, (long)one["employees"]!));

        var made = await desk.RunAsync(await desk.UploadAsync("account", "名称\n云海科技有限公司\n丙公司\n", new { mapping = new Dictionary<string, string> { ["名称"] = "name" }, duplicates = "create" }), "start");
        Assert.Equal((1, 0, 0, 1), made.Counts);
    }

    [Theory, OnEveryDatabase]
    public async Task A_row_that_repeats_one_of_the_rows_just_being_written_is_skipped(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var repeated = new Dictionary<int, int> { [10] = 7, [1_001] = 999, [2_500] = 1_990 };
        var file = new StringBuilder("名称,电话,员工\n");
        for (var i = 0; i < 3_300; i++)
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"第{repeated.GetValueOrDefault(i, i)}号公司,,{i % 100}\n");

        var run = await desk.RunAsync(await desk.UploadAsync("account", file.ToString(), new { mapping = ByName }), "start");

        Assert.Equal((3_297, 0, 3, 0), run.Counts);
        Assert.Equal(3_297, (await desk.AllAsync("account")).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_row_that_the_database_refuses_leaves_its_neighbours_in_whatever_is_read_meanwhile(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var taken = await desk.App.CreateAsync("account", new { name = "原有公司" }, desk.Boss);
        var file = new StringBuilder("名称,标识\n");
        for (var i = 0; i < 2_100; i++)
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"第{i}号公司,{(i == 500 ? taken : Guid.CreateVersion7())}\n");

        var run = await desk.RunAsync(await desk.UploadAsync("account", file.ToString(), new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["标识"] = "id" } }), "start");

        Assert.Equal((2_099, 0, 0, 1), run.Counts);
        Assert.Equal(502, Assert.Single(run.Errors).Row);
        Assert.Equal(2_100, (await desk.AllAsync("account")).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task An_upsert_changes_what_is_there_and_makes_the_rest_and_undo_takes_both_back(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var kept = await desk.App.CreateAsync("account", new { name = "甲公司", employees = 5 }, desk.Boss);
        var touched = await desk.App.CreateAsync("account", new { name = "丁公司", employees = 7 }, desk.Boss);
        var job = await desk.UploadAsync("account", "名称,员工\n甲公司,50\n乙公司,60\n丁公司,70\n", new
        {
            mapping = new Dictionary<string, string> { ["名称"] = "name", ["员工"] = "employees" }, mode = "upsert", key = "name",
        });
        var run = await desk.RunAsync(job, "start");
        Assert.Equal((1, 2, 0, 0), run.Counts);
        Assert.Equal(50L, await desk.App.ValueAsync("account", kept, "employees"));
        Assert.Null(await desk.App.UpdateAsync("account", touched, new { employees = 71 }, desk.Boss));

        var undone = await desk.RunAsync(job, "undo");
        Assert.Equal("undone", undone.Status);
        Assert.Contains("丁公司", Assert.Single(undone.Errors).Message, StringComparison.Ordinal);
        Assert.Equal(5L, await desk.App.ValueAsync("account", kept, "employees"));
        Assert.Equal(71L, await desk.App.ValueAsync("account", touched, "employees"));
        Assert.Equal(2, (await desk.AllAsync("account")).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task An_update_without_its_record_is_a_bad_row(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        await desk.App.CreateAsync("account", new { name = "甲公司" }, desk.Boss);
        var run = await desk.RunAsync(await desk.UploadAsync("account", "名称,员工\n甲公司,50\n乙公司,60\n", new
        {
            mapping = new Dictionary<string, string> { ["名称"] = "name", ["员工"] = "employees" }, mode = "update", key = "name",
        }), "start");
        Assert.Equal((0, 1, 0, 1), run.Counts);
        Assert.Equal("name", Assert.Single(run.Errors).Field);
    }

    [Theory, OnEveryDatabase]
    public async Task A_job_goes_on_behind_the_rows_that_were_written_before_it_was_interrupted(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var file = "名称,员工\n" + string.Join('\n', Enumerable.Range(1, 3500).Select(i => $"公司第{i}号,{i}"));

        var job = await desk.UploadAsync("account", file, new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["员工"] = "employees" }, duplicates = "create" });
        var session = desk.App.Workspace.Open(desk.Boss);
        var settings = ImportJob.Over(await desk.App.LoadAsync("import_job", job)).Settings;
        Task<Sheet> OpenAsync(CancellationToken ct) => Sheet.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(file)), ct: ct);
        await using (var sheet = await OpenAsync(default))
            await Assert.ThrowsAsync<OperationCanceledException>(() => ImportRun.RunAsync(desk.App.Workspace, desk.Boss, job, settings, sheet, OpenAsync, isTrial: false, new DyingAfter(2), default));
        Assert.Equal(2000, (await desk.AllAsync("account")).Count);

        await desk.App.RestartAsync();
        var run = await desk.RunAsync(job, "start");
        Assert.Equal(("done", (3500, 0, 0, 0)), (run.Status, run.Counts));
        Assert.Equal(3500, (await desk.AllAsync("account")).Select(a => a["name"]).Distinct().Count());
    }

    [Theory, OnEveryDatabase]
    public async Task A_cancelled_import_keeps_what_is_written_and_can_be_undone(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var file = "名称\n" + string.Join('\n', Enumerable.Range(1, 2500).Select(i => $"公司第{i}号"));

        var job = await desk.UploadAsync("account", file, new { mapping = new Dictionary<string, string> { ["名称"] = "name" }, duplicates = "create" });
        Assert.Null((await desk.ActAsync(job, "start")).Refusal);
        Assert.Null((await desk.ActAsync(job, "cancel")).Refusal);
        await desk.WorkAsync(job);

        var cancelled = await desk.ViewAsync(job);
        Assert.Equal(("cancelled", (1000, 0, 0, 0)), (cancelled.Status, cancelled.Counts));
        Assert.Equal("undone", (await desk.RunAsync(job, "undo")).Status);
        Assert.Empty(await desk.AllAsync("account"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_person_imports_only_with_the_right_and_only_into_fields_that_may_be_edited(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var everything = new Grant { Create = true, Read = "all", Edit = "all", Delete = "all" };
        var careful = await desk.App.UserAsync("careful", new Dictionary<string, Grant>
        {
            ["*"] = everything,
            ["account"] = everything with { Import = true, Fields = new Dictionary<string, FieldRight> { ["*"] = FieldRight.Edit, ["level"] = FieldRight.Read } },
        });
        var reader = await desk.App.UserAsync("reader", everything);
        var mapping = new Dictionary<string, string> { ["名称"] = "name", ["级别"] = "level" };

        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.UploadAsync("account", "名称,级别\n甲,a\n", new { mapping }, reader));
        var run = await desk.RunAsync(await desk.UploadAsync("account", "名称,级别\n甲,a\n", new { mapping }, careful), "start", careful);
        Assert.Equal("failed", run.Status);
        Assert.Empty(await desk.AllAsync("account"));
    }

    [Theory, OnEveryDatabase]
    public async Task Headers_in_either_language_find_their_fields_and_a_mapping_is_remembered(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        const string file = "Account Name,手机,Sector,Zusatz\n甲公司,13812345678,Software,x\n";
        var job = await desk.UploadAsync("account", file, new { mode = "create" });
        var suggested = (System.Text.Json.JsonElement)(await desk.ActAsync(job, "suggest")).Result["columns"]!;
        Assert.Equal(["name", "phone", "industry", null], suggested.EnumerateArray().Select(c => c.GetProperty("field").GetString()));

        await desk.RunAsync(await desk.UploadAsync("account", file, new { mapping = new Dictionary<string, string> { ["Account Name"] = "name", ["Zusatz"] = "description" } }), "start");
        var again = (System.Text.Json.JsonElement)(await desk.ActAsync(await desk.UploadAsync("account", file, new { mode = "create" }), "suggest")).Result["columns"]!;
        Assert.Equal("description", again.EnumerateArray().Last().GetProperty("field").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task The_runner_takes_up_what_is_started(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        await using var runner = new JobRunner(desk.App.Workspace, desk.Files, NullLogger<JobRunner>.Instance);
        runner.Start();
        var job = await desk.UploadAsync("account", "名称\n甲公司\n", new { mapping = new Dictionary<string, string> { ["名称"] = "name" } });
        Assert.Null((await desk.ActAsync(job, "start")).Refusal);
        for (var i = 0; i < 600 && (await desk.ViewAsync(job)).Status == "running"; i++)
            await Task.Delay(50);

        Assert.Equal(("done", (1, 0, 0, 0)), ((await desk.ViewAsync(job)).Status, (await desk.ViewAsync(job)).Counts));
    }

    private sealed class DyingAfter(int chunks) : IImportProgress
    {
        private int shown;

        public ValueTask<bool> ShowAsync(ImportCounts counts, CancellationToken ct) => ++shown == chunks ? throw new OperationCanceledException() : new(false);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_no_number_is_told_as_it_was_written_whatever_the_unit_of_its_column(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "公司,年营收（万元）\n甲公司,约2000\n乙公司,2000\n", new { mapping = new Dictionary<string, string> { ["公司"] = "name", ["年营收（万元）"] = "revenue" } });

        var trial = await desk.RunAsync(job, "dry_run");

        var fault = Assert.Single(trial.Errors);
        Assert.Equal((2L, "约2000"), (fault.Row, fault.Value));
        Assert.DoesNotContain("万", fault.Message, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_stage_whose_name_several_pipelines_have_is_that_of_the_rows_pipeline(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var stages = new Dictionary<string, Guid>();
        foreach (var name in new[] { "甲流程", "乙流程" })
        {
            var pipeline = await desk.App.CreateAsync("pipeline", new { name }, desk.Boss);
            stages[name] = await desk.App.CreateAsync("stage", new { name = "同名阶段", pipeline, position = 1, probability = 10 }, desk.Boss);
        }

        await desk.App.CreateAsync("account", new { name = "客户" }, desk.Boss);
        var job = await desk.UploadAsync("opportunity", "名称,客户,流程,阶段\n一,客户,甲流程,同名阶段\n二,客户,乙流程,同名阶段\n三,客户,,同名阶段\n", new
        {
            mapping = new Dictionary<string, string> { ["名称"] = "name", ["客户"] = "account", ["流程"] = "pipeline", ["阶段"] = "stage" },
        });

        var run = await desk.RunAsync(job, "start");

        Assert.Equal((2, 0, 0, 1), run.Counts);
        Assert.Equal((stages["甲流程"], stages["乙流程"]), ((Guid)(await desk.FindAsync("opportunity", "name", "一"))["stage"]!, (Guid)(await desk.FindAsync("opportunity", "name", "二"))["stage"]!));
        var fault = Assert.Single(run.Errors);
        Assert.Equal((4L, "stage"), (fault.Row, fault.Field));
        Assert.All(stages.Keys, name => Assert.Contains(name, fault.Message, StringComparison.Ordinal));
    }
}
