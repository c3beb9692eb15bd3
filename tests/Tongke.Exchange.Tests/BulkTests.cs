using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tongke.Testing;
using Xunit;

namespace Tongke.Exchange.Tests;

/// <summary>Many rows: nothing of the file stays in memory. <c>TONGKE_IMPORT_ROWS</c> makes it as many as one likes; the speed is printed. Alone in the process: the memory of other tests would be counted.</summary>
[Collection(nameof(BulkTests))]
[CollectionDefinition(nameof(BulkTests), DisableParallelization = true)]
public class BulkTests(ITestOutputHelper output)
{
    [Theory, OnEveryDatabase]
    public async Task Memory_stays_flat_while_many_rows_come_in(TestDatabase database)
    {
        await using var desk = await Desk.StartAsync(database);
        var rows = int.TryParse(Environment.GetEnvironmentVariable("TONGKE_IMPORT_ROWS"), out var wanted) ? wanted : 20_000;
        var job = await desk.UploadAsync("lead", "leads.csv", Leads(rows), new
        {
            mapping = new Dictionary<string, string> { ["姓名"] = "name", ["手机"] = "mobile", ["公司"] = "company", ["邮箱"] = "email", ["来源"] = "source" },
        });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        var run = await desk.RunAsync(job, "start");
        var seconds = clock.Elapsed.TotalSeconds;
        var grown = (GC.GetTotalMemory(forceFullCollection: true) - before) / (1024 * 1024);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database}: {rows / seconds:0} rows/s, {grown} MiB kept"));
        Assert.True(run.Status == "done" && run.Counts == (rows, 0, 0, 0), run.ToString());
        Assert.True(grown < 64, $"{grown} MiB stay behind");
    }

    private static byte[] Leads(int rows)
    {
        var file = new StringBuilder("姓名,手机,公司,邮箱,来源\n");
        for (var i = 0; i < rows; i++)
            file.Append(CultureInfo.InvariantCulture, $"联系人{i},139{10_000_000 + i:00000000},云海{i}科技有限公司,user{i}@example.com,官网\n");

        return Encoding.UTF8.GetBytes(file.ToString());
    }
}
