using System.Text;
using System.Text.Json;
using Tongke.Exchange.Exports;
using Tongke.Exchange.Jobs;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Access;
using Tongke.Kernel.Testing;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

public class ExportTests
{
    [Theory, OnEveryDatabase]
    public async Task A_list_becomes_a_file_that_an_import_reads_back(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var parent = await desk.App.CreateAsync("account", new { name = "=集团公司" }, desk.Boss);
        await desk.App.CreateAsync("account", new { name = "甲公司", parent, level = "a", employees = 12, phone = "+8613812345678" }, desk.Boss);

        foreach (var format in (string[])["csv", "xlsx"])
        {
            var (sheet, rows) = await ExportAsync(desk, desk.Boss, format, ["name", "parent", "level", "employees", "phone"], "employees eq 12");
            Assert.Equal(["客户名称", "上级客户", "客户级别", "员工人数", "电话"], sheet.Headers);
            var row = Assert.Single(rows);
            Assert.Equal(["甲公司", "=集团公司", "A 级（重点）", "12"], row.Take(4));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_holds_what_its_maker_may_see_and_says_who_made_it(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var jobs = new Grant { Create = true, Read = "own", Edit = "own" };
        var seller = await desk.App.UserAsync("seller", new Dictionary<string, Grant>
        {
            ["export_job"] = jobs,
            ["account"] = new() { Create = true, Read = "own", Edit = "own", Export = true, Fields = new Dictionary<string, FieldRight> { ["*"] = FieldRight.Edit, ["phone"] = FieldRight.Mask, ["revenue"] = FieldRight.None } },
        });
        var clerk = await desk.App.UserAsync("clerk", new Dictionary<string, Grant> { ["export_job"] = jobs, ["account"] = new() { Read = "all" } });
        await desk.App.CreateAsync("account", new { name = "别人的", phone = "+8613800000000" }, desk.Boss);
        var mine = await desk.App.CreateAsync("account", new { name = "我的" }, seller);
        Assert.Null(await desk.App.UpdateAsync("account", mine, new { phone = "+8613812345678", revenue = 5m }, desk.Boss));

        var (_, rows) = await ExportAsync(desk, seller, "csv", ["name", "phone"], null);
        Assert.Equal(["我的", "138****5678"], Assert.Single(rows));
        foreach (var column in new[] { "revenue", "nothing" })
            Assert.Contains(column, (await Assert.ThrowsAsync<InvalidOperationException>(() => ExportJobAsync(desk, seller, "csv", ["name", column], null))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ExportJobAsync(desk, seller, "csv", ["name", null!], null));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ExportJobAsync(desk, clerk, "csv", ["name"], null));

        var done = await ExportJobAsync(desk, seller, "csv", ["name"], null);
        using var text = new StreamReader(await FileOfAsync(desk, done), Encoding.UTF8);
        Assert.Contains("由seller于 2026-03-18 10:00 导出", await text.ReadToEndAsync(), StringComparison.Ordinal);

        desk.App.Clock.Advance(TimeSpan.FromHours(25));
        await Work(desk).ExpireAsync(default);
        Assert.Equal("expired", (await desk.App.LoadAsync("export_job", done))["status"]);
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_read_is_refused_when_the_export_is_asked_for(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var seller = await desk.App.UserAsync("seller", new Dictionary<string, Grant>
        {
            ["export_job"] = new() { Create = true, Read = "own", Edit = "own" },
            ["account"] = new() { Read = "all", Export = true, Fields = new Dictionary<string, FieldRight> { ["*"] = FieldRight.Edit, ["phone"] = FieldRight.Mask, ["revenue"] = FieldRight.None } },
        });
        async Task<(string? Target, string? Code)> AskAsync(string field, string value)
        {
            var session = desk.App.Workspace.Open(seller);
            var job = session.Add(session.Schema["export_job"]);
            job.Write(job.Object["object"], "account");
            job.Write(job.Object[field], value);
            var refusal = await session.CommitAsync();
            return (refusal?.Problems.Select(p => p.Target).FirstOrDefault(), refusal?.Problems.Select(p => p.Message.Code).FirstOrDefault());
        }

        foreach (var wrong in new[] { "employees eq", "employees eq 'x'" })
            Assert.Equal(("filter", "odata_error"), await AskAsync("filter", wrong));
        Assert.Equal(("orderby", "odata_error"), await AskAsync("orderby", "name sideways"));
        Assert.Equal(("revenue", "unknown_field"), await AskAsync("filter", "revenue gt 1"));
        Assert.Equal(("revenue", "unknown_field"), await AskAsync("orderby", "revenue"));
        Assert.Equal(("revenu", "unknown_field"), await AskAsync("orderby", "revenu")); // what it could have meant is hidden
        Assert.Equal(("phone", "masked_field_used"), await AskAsync("filter", "phone eq '+8613812345678'"));
        Assert.Equal((null, null), await AskAsync("filter", "employees eq 12"));

        var (sheet, _) = await ExportAsync(desk, seller, "csv", [.. Enumerable.Repeat("name", 2000)], null);
        Assert.Equal(["客户名称"], sheet.Headers);
    }

    private static ExportWork Work(Desk desk) => new(desk.App.Workspace, desk.Files, new JobLeases(desk.App.Workspace.Database, desk.App.Clock));

    private static async Task<(Sheet Sheet, List<IReadOnlyList<string>> Rows)> ExportAsync(Desk desk, Actor person, string format, string[] columns, string? filter)
    {
        await using var sheet = await Sheet.OpenAsync(await FileOfAsync(desk, await ExportJobAsync(desk, person, format, columns, filter)));
        var rows = new List<IReadOnlyList<string>>();
        while (await sheet.ReadAsync() is { } row)
            rows.Add(row.Cells);

        return (sheet, rows);
    }

    private static async Task<Guid> ExportJobAsync(Desk desk, Actor person, string format, string[] columns, string? filter)
    {
        var session = desk.App.Workspace.Open(person);
        var job = session.Add(session.Schema["export_job"]);
        job.Write(job.Object["object"], "account");
        job.Write(job.Object["format"], format);
        job.Write(job.Object["columns"], JsonSerializer.SerializeToElement(columns));
        job.Write(job.Object["filter"], filter);
        await TestWorkspace.DoneAsync(session);
        var leases = new JobLeases(desk.App.Workspace.Database, desk.App.Clock);
        Assert.True(await leases.TakeAsync(job.Id, default));
        await new ExportWork(desk.App.Workspace, desk.Files, leases).RunAsync(job.Id, default);
        return job.Id;
    }

    private static async Task<Stream> FileOfAsync(Desk desk, Guid job)
    {
        var record = await desk.App.LoadAsync("export_job", job);
        Assert.True(record["status"] is "done", $"{record["status"]} {record["message"]}");
        return await desk.Files.OpenAsync((string)(await desk.App.ValueAsync("stored_file", (Guid)record["file"]!, "sha256"))!, default);
    }
}
