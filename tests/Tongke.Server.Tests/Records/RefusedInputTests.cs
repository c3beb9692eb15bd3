using System.Text;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>Requests at the edge of what can be said are answered or refused, never a failure of the server.</summary>
public sealed class RefusedInputTests
{
    [Theory, OnEveryDatabase]
    public async Task The_sales_page_is_there_for_the_first_and_the_last_day_there_is(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var period in new[] { "to=9999-12-31", "from=0001-01-01", "from=0001-01-01&to=9999-12-31", "from=9999-12-31", "to=0001-01-01", "from=0001-01-02&to=0001-01-03", "to=9999-12-30" })
            (await boss.GetAsync($"/api/pages/sales?{period}")).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task An_encoding_that_is_none_is_refused(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var encoding in new[] { "utf-7", "klingon" })
        {
            var job = await Jobs.ImportAsync(boss, "product", "name\nA\n", new { encoding });
            (await boss.PostAsync($"/api/v1/import_job/{job}/suggest", new { })).Expect(400);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_that_cant_be_read_is_refused_with_its_own_reason(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var refused = await boss.PostAsync($"/api/v1/import_job/{await Jobs.ImportAsync(boss, "product", "PK\u0003\u0004 broken", new { })}/suggest", new { });
        Assert.Equal((400, "sheet_broken"), (refused.Status, refused.Code));
    }

    [Theory, OnEveryDatabase]
    public async Task A_remembered_mapping_that_is_none_is_not_used(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var job = await Jobs.ImportAsync(boss, "product", "name\nA\n", new { mapping = new { name = "name" } });
        await Jobs.RunAsync(boss, job, "start");
        var remembered = Assert.Single(await boss.ListAsync("import_mapping")).GetProperty("id").GetGuid();
        foreach (var mapping in new object[] { new[] { 1 }, new { name = 5 }, new { name = new { a = 1 } }, "x" })
        {
            (await boss.PatchAsync($"/api/v1/import_mapping/{remembered}", new { mapping })).Expect(200);
            var again = await Jobs.ImportAsync(boss, "product", "name\nB\n");
            (await boss.PostAsync($"/api/v1/import_job/{again}/suggest", new { })).Expect(200);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task An_import_that_has_run_is_not_opened_again(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var job = await Jobs.ImportAsync(boss, "product", "name\nA\n", new { mapping = new { name = "name" } });
        (await boss.PatchAsync($"/api/v1/import_job/{job}", new { mapping = new { name = "code" } })).Expect(200);
        (await boss.PatchAsync($"/api/v1/import_job/{job}", new { mapping = new { name = "name" } })).Expect(200);
        await Jobs.RunAsync(boss, job, "start");
        var file = await Jobs.UploadAsync(boss, "other.csv", Encoding.UTF8.GetBytes("name\nB\n"));
        await RefusedAsync();
        await Jobs.RunAsync(boss, job, "undo");
        await RefusedAsync();

        async Task RefusedAsync()
        {
            foreach (var change in new object[] { new { status = "mapped" }, new { file }, new { @object = "account" }, new { mode = "upsert" }, new { key = "name" }, new { mapping = new { name = "code" } } })
                Assert.Contains("import_has_run", (await boss.PatchAsync($"/api/v1/import_job/{job}", change)).Text, StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task The_name_of_a_file_that_is_handed_out_is_cleaned_whoever_gave_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var job = (await boss.CreateAsync("export_job", new { @object = "product", format = "csv", file_name = "../a\u202Egpj.csv" })).GetProperty("id").GetGuid();
        var done = await Jobs.EndAsync(boss, "export_job", job);
        var answer = await boss.GetAsync($"/api/files/{done.GetProperty("file").GetString()}");
        Assert.Equal((200, "agpj.csv"), (answer.Status, answer.ContentHeaders.ContentDisposition!.FileNameStar));
    }
}
