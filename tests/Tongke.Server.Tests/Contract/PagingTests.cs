using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Contract;

/// <summary>How much an answer brings, where its links lead, and what it says when it can't be given.</summary>
public sealed class PagingTests
{
    [Theory, OnEveryDatabase]
    public async Task What_is_asked_for_in_all_has_no_next_page_and_the_size_of_a_page_is_the_clients(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await SomeLeadsAsync(app, 7);

        Assert.Equal([2], await PagesAsync(boss, "/api/v1/lead?$top=2"));
        Assert.Equal([3, 3, 1], await PagesAsync(boss, "/api/v1/lead?page_size=3&$orderby=name"));
        Assert.Equal([2, 2, 1], await PagesAsync(boss, "/api/v1/lead?page_size=2&$top=5&$count=true"));
        Assert.Equal([3, 2], await PagesAsync(boss, "/api/v1/lead?$top=5&$skip=1", ("Prefer", "odata.maxpagesize=3")));
        Assert.Equal([4, 3], await PagesAsync(boss, "/api/v1/lead", ("Prefer", "return=minimal, maxpagesize=4")));
        Assert.Equal(400, (await boss.GetAsync("/api/v1/lead?page_size=0")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Nothing_is_written_when_its_answer_could_not_be_given(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await SomeLeadsAsync(app, 1);
        var lead = Assert.Single(await boss.ListAsync("lead")).GetProperty("id").GetGuid();

        foreach (var options in new[] { "$select=nothing", "$expand=nothing", "$expand=account(", "$select=name,,", "$what=1" })
        {
            Assert.Equal((options, 400), (options, (await boss.PostAsync($"/api/v1/lead?{options}", new { name = "Twice" })).Status));
            Assert.Equal((options, 400), (options, (await boss.PatchAsync($"/api/v1/lead/{lead}?{options}", new { name = "Changed" })).Status));
        }

        Assert.Equal("L0", Assert.Single(await boss.ListAsync("lead")).GetProperty("name").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task A_filter_by_an_option_that_there_is_not_names_those_that_there_are(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await SomeLeadsAsync(app, 1);
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["activity"] = new { read = "all", fields = new Dictionary<string, string> { ["subject"] = "read" } } });

        foreach (var filter in new[] { "type eq 'phone'", "type ne 'phone'", "type in ('call','phone')", "not (type eq 'phone')", "subject eq 'x' or type eq 'phone'" })
        {
            var answer = await boss.GetAsync($"/api/v1/activity?$filter={filter}");
            Assert.Equal((filter, 400), (filter, answer.Status));
            Assert.Contains("call", answer.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(400, (await boss.GetAsync("/api/v1/activity?$apply=filter(type eq 'phone')/aggregate($count as n)")).Status);
        Assert.Empty(await boss.ListAsync("activity", "$filter=type eq 'call' or type eq null or type eq ''"));
        Assert.DoesNotContain("call", (await rep.GetAsync("/api/v1/activity?$filter=type eq 'phone'")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Links_lead_to_the_server_whatever_the_request_calls_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await SomeLeadsAsync(app, 2);

        foreach (var (host, root) in new[] { ("evil.example", ""), ("evil.example:80", ""), ("8.8.8.8", ""), (new Uri(app.Address).Authority, app.Address), ($"localhost:{new Uri(app.Address).Port}", $"http://localhost:{new Uri(app.Address).Port}") })
        {
            var page = (await boss.GetAsync("/api/v1/lead?page_size=1", ("Host", host))).Expect(200);
            Assert.StartsWith($"{root}/api/v1/lead?", page.GetProperty("@odata.nextLink").GetString(), StringComparison.Ordinal);
            Assert.StartsWith($"{root}/api/v1/$metadata#lead", page.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
            var made = await boss.PostAsync("/api/v1/account", new { name = host }, ("Host", host));
            made.Expect(201);
            Assert.StartsWith($"{root}/api/v1/account/", made.Headers.Location!.OriginalString, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", (await boss.GetAsync("/api/v1", ("Host", host))).Text, StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Links_begin_with_the_address_that_the_server_is_known_by(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(await TestApp.NewLocationAsync(database), with: o => o with { PublicUrl = new Uri("https://crm.example.com/tongke/") });
        var boss = await SomeLeadsAsync(app, 2);

        var page = (await boss.GetAsync("/api/v1/lead?page_size=1", ("Host", "evil.example"))).Expect(200);
        Assert.StartsWith("https://crm.example.com/tongke/api/v1/lead?", page.GetProperty("@odata.nextLink").GetString(), StringComparison.Ordinal);
    }

    private static async Task<TestClient> SomeLeadsAsync(TestApp app, int count)
    {
        var boss = await app.SignInAsync();
        for (var i = 0; i < count; i++)
            await boss.CreateAsync("lead", new { name = $"L{i}" });

        return boss;
    }

    /// <summary>How many records each page has, following the links.</summary>
    private static async Task<IReadOnlyList<int>> PagesAsync(TestClient person, string address, params (string, string)[] headers)
    {
        var sizes = new List<int>();
        var seen = new HashSet<Guid>();
        for (var link = address; link is not null;)
        {
            var page = (await person.GetAsync(link, headers)).Expect(200);
            sizes.Add(page.GetProperty("value").GetArrayLength());
            Assert.All(page.GetProperty("value").EnumerateArray(), r => Assert.True(seen.Add(r.GetProperty("id").GetGuid())));
            link = page.TryGetProperty("@odata.nextLink", out var next) ? next.GetString() : null;
            headers = [];
        }

        return sizes;
    }
}
