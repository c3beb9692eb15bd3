using System.Text.Json;
using Tongke.Exchange.Imports;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

/// <summary>Records that an import makes beside those of its rows are counted, and taken back with them.</summary>
public sealed class MadeBesideTests
{
    [Theory, OnEveryDatabase]
    public async Task What_is_made_because_rows_name_it_is_counted_beside_them(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var rows = string.Join('\n', Enumerable.Range(1, 1200).Select(i => $"公司第{i}号,{(i == 1 ? "新集团" : "")},新经理{i % 2}"));
        var job = await desk.UploadAsync("account", $"名称,上级,负责人\n{rows}\n", new
        {
            mapping = new Dictionary<string, string> { ["名称"] = "name", ["上级"] = "parent", ["负责人"] = "owner" }, create_missing = (string[])["parent", "owner"], duplicates = "create",
        });

        foreach (var action in new[] { "dry_run", "start" })
        {
            var done = await desk.RunAsync(job, action);
            Assert.Equal((1200, 0, 0, 0), done.Counts);
            var made = ((JsonElement)done.Record["made_beside"]!).EnumerateArray().Select(m => (m.GetProperty("object").GetString(), m.GetProperty("count").GetInt64()));
            Assert.Equal([("account", 1L), ("user", 2L)], made);
        }

        Assert.Equal(1201, (await desk.AllAsync("account")).Count);
        await desk.ActAsync(job, "undo");
        var total = await new ImportLedger(desk.App.Workspace.Database).WrittenAsync(job, default);
        Assert.Equal(1203, total);
        await desk.WorkAsync(job);
        var undone = await desk.ViewAsync(job);
        Assert.Equal(("undone", 1203L), (undone.Status, undone.Record["done"]));
        Assert.Equal(2, ((JsonElement)undone.Record["made_beside"]!).GetArrayLength());
    }

    [Theory, OnEveryDatabase]
    public async Task Children_are_taken_back_though_their_parent_in_a_later_row_was_before_them(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var before = (await desk.AllAsync("account")).Count;
        var rows = string.Join('\n', Enumerable.Range(1, 1000).Select(i => $"分公司第{i}号,总公司"));
        var job = await desk.UploadAsync("account", $"名称,上级\n{rows}\n总公司,\n", new
        {
            mapping = new Dictionary<string, string> { ["名称"] = "name", ["上级"] = "parent" }, duplicates = "create",
        });
        Assert.Equal((1001, 0, 0, 0), (await desk.RunAsync(job, "start")).Counts);

        var undone = await desk.RunAsync(job, "undo");
        Assert.Equal(("undone", 0), (undone.Status, undone.Errors.Count));
        Assert.Equal(before, (await desk.AllAsync("account")).Count);
    }
}
