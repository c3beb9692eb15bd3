using System.Text;
using Tongke.Exchange.Imports;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

/// <summary>Lookups between records of the imported object: what the check says of them, the run does.</summary>
public sealed class UnknownParentTests
{
    private static readonly Dictionary<string, string> Mapping = new() { ["名称"] = "name", ["上级"] = "parent" };

    [Theory, OnEveryDatabase]
    public async Task A_row_whose_parent_nobody_is_is_refused_and_comes_in_corrected(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await desk.UploadAsync("account", "名称,上级\n误报上级有限公司,错误名字公司\n子公司,母公司\n母公司,\n", new { mapping = Mapping });

        var trial = await desk.RunAsync(job, "dry_run");
        Assert.Equal((2, 0, 0, 1), trial.Counts);
        var run = await desk.RunAsync(job, "start");

        Assert.Equal(("done", trial.Counts), (run.Status, run.Counts));
        Assert.Equal(trial.Errors, run.Errors);
        Assert.Equal((2L, "parent", "错误名字公司"), (run.Errors[0].Row, run.Errors[0].Field, run.Errors[0].Value));
        Assert.Equal((await desk.FindAsync("account", "name", "母公司")).Id, (await desk.FindAsync("account", "name", "子公司"))["parent"]);
        Assert.DoesNotContain(await desk.AllAsync("account"), a => a["name"] is "误报上级有限公司");

        // The error file holds the row; put right there, it comes in whole.
        using var file = new MemoryStream();
        await using (var writer = SheetWriter.Create("csv", file))
            await ErrorFile.WriteAsync(desk.App.Workspace, job, wasTrial: false, ["名称", "上级"], writer, Language.Chinese, default);
        var corrected = Encoding.UTF8.GetString(file.ToArray()).Replace("错误名字公司", "母公司", StringComparison.Ordinal);
        var again = await desk.RunAsync(await desk.UploadAsync("account", corrected, new { mapping = Mapping }), "start");
        Assert.Equal((1, 0, 0, 0), again.Counts);
        Assert.Equal((await desk.FindAsync("account", "name", "母公司")).Id, (await desk.FindAsync("account", "name", "误报上级有限公司"))["parent"]);
    }

    [Theory, OnEveryDatabase]
    public async Task A_parent_out_of_sight_and_an_update_to_nobody_are_refused_like_in_the_check(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var rep = await desk.PersonAsync("rep", "sales_rep");
        await desk.App.CreateAsync("account", new { name = "他人集团" }, await desk.PersonAsync("other", "sales_rep"));
        await desk.App.CreateAsync("account", new { name = "已有公司", employees = 5 }, rep);
        var job = await desk.UploadAsync(
            "account", "名称,上级,员工\n甲公司,他人集团,1\n已有公司,无名集团,9\n乙公司,,3\n",
            new { mapping = new Dictionary<string, string>(Mapping) { ["员工"] = "employees" }, mode = "upsert", key = "name" }, rep);

        var trial = await desk.RunAsync(job, "dry_run", rep);
        var run = await desk.RunAsync(job, "start", rep);
        Assert.Equal((1, 0, 0, 2), trial.Counts);
        Assert.Equal((trial.Counts, 2), (run.Counts, run.Errors.Count));
        Assert.Equal(trial.Errors, run.Errors);
        Assert.Equal(5L, (await desk.FindAsync("account", "name", "已有公司"))["employees"]);
    }
}
