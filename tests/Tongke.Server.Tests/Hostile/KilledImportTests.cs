using System.Text;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Hostile;

public sealed class KilledImportTests
{
    private const int Rows = 6_000;
    private const int RowsOfOneTransaction = 1000;

    [Theory, OnEveryDatabase]
    public async Task An_import_whose_server_is_killed_goes_on_after_the_restart_without_a_row_lost_or_twice(TestDatabase database)
    {
        await using var server = await ServerProcess.StartAsync(database);
        using var admin = await server.SignInAsync();
        var csv = new StringBuilder("name,company\n");
        for (var i = 0; i < Rows; i++)
            csv.Append("Row ").Append(i).Append(",Company ").Append(i).Append('\n');
        var job = await Jobs.ImportAsync(admin, "lead", csv.ToString(), new { mapping = new { name = "name", company = "company" }, duplicates = "create" });
        (await admin.PostAsync($"/api/v1/import_job/{job}/start", new { })).Expect(200);
        for (var waited = 0; await CountAsync(admin) < 2 * RowsOfOneTransaction; waited++)
        {
            Assert.True(waited < 2000, "The import does not move.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await server.KillAsync();
        await server.StartAsync();

        var written = await CountAsync(admin);
        Assert.InRange(written, 2 * RowsOfOneTransaction, Rows);
        Assert.Equal(0, written % RowsOfOneTransaction);
        var standing = (await admin.GetAsync($"/api/v1/import_job/{job}")).Expect(200);
        Assert.Equal("running", standing.GetProperty("status").GetString());
        Assert.InRange(standing.GetProperty("done").GetInt64(), 0, written);

        var done = await Jobs.EndAsync(admin, "import_job", job);
        Assert.Equal(("done", Rows, 0), (done.GetProperty("status").GetString(), done.GetProperty("created").GetInt32(), done.GetProperty("failed").GetInt32()));
        var figures = Assert.Single(await admin.ListAsync("lead", "$apply=aggregate($count as n,name with countdistinct as d)"));
        Assert.Equal((Rows, Rows), (figures.GetProperty("n").GetInt32(), figures.GetProperty("d").GetInt32()));
        Assert.Single((await admin.GetAsync($"/api/v1/lead/{(await admin.ListAsync("lead", "$filter=name eq 'Row 1999'"))[0].GetProperty("id")}/$history")).Expect(200).GetProperty("value").EnumerateArray());

        Assert.Equal("undone", (await Jobs.RunAsync(admin, job, "undo")).GetProperty("status").GetString());
        Assert.Equal(0, await CountAsync(admin));
    }

    private static async Task<int> CountAsync(TestClient client) =>
        int.Parse((await client.GetAsync("/api/v1/lead/$count")).Text, System.Globalization.CultureInfo.InvariantCulture);
}
