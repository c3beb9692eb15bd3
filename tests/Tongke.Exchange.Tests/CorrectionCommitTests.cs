using System.Text.Json;
using Tongke.Exchange.Imports;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

/// <summary>A correction is written with the commit of its session, or not at all; those of several people don't lose each other.</summary>
public class CorrectionCommitTests
{
    private const string TwoRows = "名称,级别\n,S级\n,S级\n";

    [Theory, OnEveryDatabase]
    public async Task A_correction_whose_commit_is_refused_leaves_nothing(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await CheckAsync(desk, "名称,级别\n甲公司,S级\n");
        var before = await PageAsync(desk, job);

        var session = await BeginAsync(desk, job, (2, "级别", "a"));
        session.Add(session.Schema["account"]);
        Assert.IsType<Invalid>(await session.CommitAsync());

        Assert.Equal(before, await PageAsync(desk, job));
        Assert.Empty(await new ImportCorrections(desk.App.Workspace.Database).LoadAsync(job, default));
        var run = await desk.RunAsync(job, "start");
        Assert.Equal((0, 0, 0, 1), run.Counts);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_corrections_of_one_commit_know_of_each_other(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await CheckAsync(desk, TwoRows);
        var session = await BeginAsync(desk, job, (2, "级别", "a"), (2, "名称", "甲公司"), (3, "名称", "乙公司"));
        Assert.Null(await session.CommitAsync());

        var rows = (await desk.BadRowsAsync(job)).GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal([0, 1], rows.Select(r => r.GetProperty("faults").GetArrayLength()));
        var view = await desk.ViewAsync(job);
        Assert.Equal((1, 0, 0, 1), view.Counts);
        Assert.Equal([3L], view.Errors.Select(e => e.Row));
        Assert.Equal((1, 0, 0, 1), (await desk.RunAsync(job, "start")).Counts);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_corrected_at_once_is_in_where_it_was_accepted_and_nowhere_else(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await CheckAsync(desk, TwoRows);
        (long Row, string Column, string Value)[] asked = [(2, "级别", "a"), (2, "名称", "甲公司"), (3, "级别", "b"), (3, "名称", "乙公司")];
        var accepted = await AtOnceAsync(desk, job, asked);

        var kept = await new ImportCorrections(desk.App.Workspace.Database).LoadAsync(job, default);
        Assert.Equal(
            accepted.Select(a => (a.Row, a.Column)).Order(),
            kept.SelectMany(row => row.Select(c => (row.Key, c.Column))).Order());
        var told = await PageAsync(desk, job);
        var counts = (await desk.ViewAsync(job)).Counts;
        Assert.Equal(counts, (await desk.RunAsync(job, "dry_run")).Counts);
        Assert.Equal(told, await PageAsync(desk, job));
        Assert.Equal(counts, (await desk.RunAsync(job, "start")).Counts);
    }

    [Theory, OnEveryDatabase]
    public async Task Taken_back_a_cell_says_what_stands_in_the_file_however_often_it_was_corrected(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var job = await CheckAsync(desk, "名称,级别\n甲公司,S级\n");
        await AtOnceAsync(desk, job, [(2, "级别", "T级"), (2, "级别", "S级"), (2, "级别", "U级"), (2, "级别", "V级")]);
        await desk.CorrectAsync(job, 2, "级别", "T级");
        Assert.Equal("S级", (await desk.CorrectAsync(job, 2, "级别", "a")).GetProperty("corrected").GetProperty("级别").GetString());

        var back = await desk.CorrectAsync(job, 2, "级别", null);
        Assert.Equal(["甲公司", "S级"], back.GetProperty("cells").EnumerateArray().Select(c => c.GetString()));
        Assert.Empty(back.GetProperty("corrected").EnumerateObject());

        await desk.CorrectAsync(job, 2, "级别", "T级");
        await desk.CorrectAsync(job, 2, "级别", "a", everywhere: true);
        Assert.Equal("S级", ((JsonElement)(await desk.ViewAsync(job)).Record["values"]!).GetProperty("level").EnumerateObject().Single().Name);
    }

    private static async Task<Guid> CheckAsync(Desk desk, string csv)
    {
        var job = await desk.UploadAsync("account", csv, new { mapping = new Dictionary<string, string> { ["名称"] = "name", ["级别"] = "level" } });
        await desk.RunAsync(job, "dry_run");
        return job;
    }

    private static async Task<string> PageAsync(Desk desk, Guid job) => (await desk.BadRowsAsync(job)).GetRawText();

    /// <summary>A session that corrects cells and is not committed yet.</summary>
    private static async Task<Session> BeginAsync(Desk desk, Guid job, params (long Row, string Column, string Value)[] asked)
    {
        var session = desk.App.Workspace.Open(desk.Boss);
        var record = (await session.FindAsync(session.Schema["import_job"], job, RecordAction.Edit)).Record!;
        foreach (var (row, column, value) in asked)
        {
            var outcome = await desk.App.Workspace.Rules.FindAction("import_job", "correct")!.RunAsync(
                record, new Dictionary<string, object?> { ["row"] = row, ["column"] = column, ["value"] = JsonSerializer.SerializeToElement(value) }, session, default);
            Assert.Null(outcome.Refusal);
        }

        return session;
    }

    /// <summary>Corrects cells in as many sessions, each of which has read before any is committed; those that were accepted.</summary>
    private static async Task<IReadOnlyList<(long Row, string Column, string Value)>> AtOnceAsync(Desk desk, Guid job, (long Row, string Column, string Value)[] asked)
    {
        var sessions = new List<Session>();
        foreach (var one in asked)
            sessions.Add(await BeginAsync(desk, job, one));

        var refusals = await Task.WhenAll(sessions.Select(s => s.CommitAsync()));
        Assert.Contains(null, refusals);
        return [.. asked.Zip(refusals).Where(a => a.Second is null).Select(a => a.First)];
    }
}
