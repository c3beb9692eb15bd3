using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Tongke.Kernel.Testing;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

public sealed class FileAndPageTests
{
    [Theory, OnEveryDatabase]
    public async Task A_file_is_read_by_those_who_see_the_record_it_hangs_on(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var friend = await app.SignInAsync("friend", new Dictionary<string, object> { ["user"] = new { read = "all" } });
        var stranger = await app.SignInAsync("stranger", new Dictionary<string, object> { ["lead"] = Grants.Own });
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("<svg/>")), "file", "图.svg" } };
        var file = (await boss.PostAsync("/api/files", form)).Expect(201);
        var id = file.GetProperty("id").GetGuid();
        Assert.Equal("图.svg", file.GetProperty("name").GetString());
        Assert.Equal(404, (await friend.GetAsync($"/api/files/{id}")).Status);

        (await boss.PatchAsync($"/api/v1/user/{boss.Id}", new { avatar = id })).Expect(200);
        var read = await friend.GetAsync($"/api/files/{id}");
        Assert.Equal((200, "<svg/>"), (read.Status, read.Text));
        Assert.Equal("application/octet-stream", read.ContentHeaders.ContentType!.MediaType);
        Assert.StartsWith("attachment", read.ContentHeaders.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Equal(404, (await stranger.GetAsync($"/api/files/{id}")).Status);
        var part = await friend.GetAsync($"/api/files/{id}", ("Range", "bytes=1-3"));
        Assert.Equal((206, "svg"), (part.Status, part.Text));
    }

    [Theory, OnEveryDatabase]
    public async Task The_files_of_a_record_have_the_rights_of_the_record(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var reader = await app.SignInAsync("reader", new Dictionary<string, object> { ["account"] = new { read = "all" }, ["stored_file"] = Grants.Own });
        var stranger = await app.SignInAsync("stranger", new Dictionary<string, object> { ["account"] = Grants.Own, ["stored_file"] = Grants.Own });
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();
        var place = $"/api/files?object=account&record={account}";
        static MultipartFormDataContent Form() => new() { { new ByteArrayContent(Encoding.UTF8.GetBytes("terms")), "file", "合同.txt" } };

        var id = (await boss.PostAsync(place, Form())).Expect(201).GetProperty("id").GetGuid();
        var listed = (await reader.GetAsync(place)).Expect(200).GetProperty("value");
        Assert.Equal(("合同.txt", "boss"), (listed[0].GetProperty("name").GetString(), listed[0].GetProperty("owner").GetProperty("name").GetString()));
        Assert.Equal("terms", (await reader.GetAsync($"/api/files/{id}")).Text);
        Assert.Equal("合同.txt", (await reader.GetAsync($"/api/files/{id}/info")).Expect(200).GetProperty("name").GetString());
        Assert.Equal(403, (await reader.PostAsync(place, Form())).Status);
        Assert.Equal(403, (await reader.DeleteAsync($"/api/files/{id}")).Status);

        Assert.Equal(404, (await stranger.GetAsync(place)).Status);
        Assert.Equal(404, (await stranger.PostAsync(place, Form())).Status);
        foreach (var path in new[] { $"/api/files/{id}", $"/api/files/{id}/info" })
            Assert.Equal(404, (await stranger.GetAsync(path)).Status);
        Assert.Equal(404, (await stranger.DeleteAsync($"/api/files/{id}")).Status);

        var own = (await stranger.PostAsync("/api/files", Form())).Expect(201).GetProperty("id").GetGuid();
        Assert.NotEqual(200, (await stranger.PatchAsync($"/api/v1/stored_file/{own}", new { @object = "account", record = account })).Status);

        (await boss.DeleteAsync($"/api/files/{id}")).Expect(204);
        Assert.Equal(0, (await reader.GetAsync(place)).Expect(200).GetProperty("value").GetArrayLength());
        Assert.Equal(404, (await reader.GetAsync($"/api/files/{id}")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_big_file_comes_in_ranges(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var id = Guid.CreateVersion7();
        static ByteArrayContent Part(string text, string range) => new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentRange = ContentRangeHeaderValue.Parse(range) } };

        Assert.Equal(202, (await boss.SendAsync(HttpMethod.Put, $"/api/files/{id}?name=a.txt", Part("hello ", "bytes 0-5/11"))).Status);
        Assert.Equal(409, (await boss.SendAsync(HttpMethod.Put, $"/api/files/{id}?name=a.txt", Part("x", "bytes 8-8/11"))).Status);
        Assert.Equal(201, (await boss.SendAsync(HttpMethod.Put, $"/api/files/{id}?name=a.txt", Part("world", "bytes 6-10/11"))).Status);
        Assert.Equal("hello world", (await boss.GetAsync($"/api/files/{id}")).Text);
    }

    [Theory, OnEveryDatabase]
    public async Task A_deal_that_closes_on_the_last_day_of_the_calendar_leaves_the_sales_page_standing(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();
        var deal = (await boss.CreateAsync("opportunity", new { name = "D", account, amount = 100, stage = await LastStageAsync(boss) })).GetProperty("id").GetGuid();
        (await boss.PostAsync($"/api/v1/opportunity/{deal}/win", new { close_date = "9999-12-31" })).Expect(200);

        Assert.Equal(100, (await boss.GetAsync("/api/pages/sales")).Expect(200).GetProperty("wonAmount").GetDecimal());
    }

    [Theory, OnEveryDatabase]
    public async Task The_first_and_the_last_day_of_the_calendar_are_days_like_others(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();
        foreach (var (day, year) in new[] { ("0001-01-01", 1), ("9999-12-31", 9999) })
        {
            var deal = (await boss.CreateAsync("opportunity", new { name = day, account, amount = 100, stage = await LastStageAsync(boss) })).GetProperty("id").GetGuid();
            (await boss.PostAsync($"/api/v1/opportunity/{deal}/win", new { close_date = day })).Expect(200);
            Assert.Equal(day, (await boss.GetAsync($"/api/v1/opportunity/{deal}")).Expect(200).GetProperty("close_date").GetString());
            Assert.Equal(day, Assert.Single(await boss.ListAsync("opportunity", $"$filter=year(close_date) eq {year}")).GetProperty("name").GetString());
        }

        (await boss.GetAsync("/api/v1/opportunity?$apply=groupby((year(close_date)),aggregate($count as n))")).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task A_number_that_somebody_typed_ahead_is_passed_over(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();
        var first = (await boss.CreateAsync("opportunity", new { name = "A", account })).GetProperty("code").GetString()!;
        var (prefix, number) = (first[..^4], int.Parse(first[^4..], CultureInfo.InvariantCulture));
        foreach (var ahead in new[] { 1, 2 })
            await boss.CreateAsync("opportunity", new { name = "typed", account, code = $"{prefix}{number + ahead:0000}" });

        Assert.Equal($"{prefix}{number + 3:0000}", (await boss.CreateAsync("opportunity", new { name = "B", account })).GetProperty("code").GetString());
        Assert.Equal(409, (await boss.PostAsync("/api/v1/opportunity", new { name = "C", account, code = first })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task The_sales_page_counts_what_the_caller_sees(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();
        var deal = (await boss.CreateAsync("opportunity", new { name = "D", account, amount = 100, engage_date = "2026-01-01", stage = await LastStageAsync(boss) })).GetProperty("id").GetGuid();
        (await boss.PostAsync($"/api/v1/opportunity/{deal}/win", new { close_date = "2026-01-11" })).Expect(200);
        await boss.CreateAsync("opportunity", new { name = "E", account, amount = 50 });

        var page = (await boss.GetAsync("/api/pages/sales")).Expect(200);
        Assert.Equal(100, page.GetProperty("wonAmount").GetDecimal());
        Assert.Equal(10, page.GetProperty("cycleDays").GetDecimal());
        Assert.Equal("boss", page.GetProperty("byOwner")[0].GetProperty("label").GetString());
        foreach (var filter in page.GetProperty("stages").EnumerateArray().Select(f => f.GetProperty("filter").GetString()!))
            await boss.ListAsync("opportunity", $"$filter={filter}");

        (await boss.GetAsync("/api/pages/sales?from=2026-01-01&to=2026-01-31")).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task Search_finds_two_characters_within_a_name_and_the_end_of_a_number(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var id = (await boss.CreateAsync("lead", new { name = "张三", company = "上海云海科技", mobile = "13812345678" })).GetProperty("id").GetGuid();
        foreach (var text in new[] { "云海", "5678", "张三", "上海 科技" })
        {
            var hits = (await boss.GetAsync($"/api/search?q={text}")).Expect(200).GetProperty("value").EnumerateArray();
            Assert.Equal(id, Assert.Single(hits).GetProperty("id").GetGuid());
            Assert.Single(await boss.ListAsync("lead", $"$search={text}"));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Hits_come_page_by_page_in_the_order_of_their_making_whatever_a_filter_or_a_right_leaves_out(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new { lead = new { create = true, read = "own" } });
        var made = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            await (i % 8 == 0 ? rep : boss).CreateAsync("lead", new { name = $"L{i:00}", company = i % 5 == 4 ? "别家" : "云海科技", rating = i % 6 == 0 ? 5 : 1 });
            if (i % 5 != 4)
                made.Add($"L{i:00}");
            await Task.Delay(2, TestContext.Current.CancellationToken); // of two made in the same millisecond either may come first
        }

        await app.Workspace.CatchUpAsync();
        await boss.CreateAsync("lead", new { name = "L40", company = "云海科技", rating = 1 }); // perhaps not in the index yet
        made.Add("L40");
        foreach (var direction in new[] { "asc", "desc" })
        {
            var all = direction == "asc" ? made : Enumerable.Reverse(made).ToList();
            Assert.Equal(all, await NamesAsync(boss, $"$search=云海&$orderby=created_at {direction}"));
            Assert.Equal(all.Where(n => int.Parse(n[1..], CultureInfo.InvariantCulture) % 6 == 0), (await NamesAsync(boss, $"$search=云海&$orderby=created_at {direction}&$filter=rating eq 5")));
            Assert.Equal(all.Where(n => n != "L40" && int.Parse(n[1..], CultureInfo.InvariantCulture) % 8 == 0), await NamesAsync(rep, $"$search=云海&$orderby=created_at {direction}"));
        }

        static async Task<List<string>> NamesAsync(TestClient person, string query)
        {
            var names = new List<string>();
            for (var next = $"/api/v1/lead?$select=name&{query}"; next is not null;)
            {
                var page = (await person.SendAsync(HttpMethod.Get, next, null, ("Prefer", "odata.maxpagesize=3"))).Expect(200);
                names.AddRange(page.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("name").GetString()!));
                next = page.TryGetProperty("@odata.nextLink", out var link) ? new Uri(link.GetString()!).PathAndQuery : null;
            }

            return names;
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Definitions_are_there_for_other_software(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var api = (await boss.GetAsync("/openapi/v1.json")).Expect(200);
        Assert.Equal("3.1.0", api.GetProperty("openapi").GetString());
        Assert.True(api.GetProperty("paths").TryGetProperty("/api/v1/lead/{id}/convert", out _));
        var docs = await boss.GetAsync("/docs");
        Assert.Equal(200, docs.Status);
        Assert.DoesNotContain("cdn", docs.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(200, (await boss.GetAsync("/metrics")).Status);
        Assert.Equal(200, (await boss.GetAsync("/readyz")).Status);
    }

    /// <summary>The stage before the end: from there a deal is won without jumping over any.</summary>
    private static async Task<Guid> LastStageAsync(TestClient client) => Assert.Single(await client.ListAsync("stage", "$filter=code eq 'payment'")).GetProperty("id").GetGuid();
}
