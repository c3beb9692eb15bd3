using System.Net.Http.Json;
using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>Many requests in one, which may speak of what the ones before them make.</summary>
public sealed class BatchTests
{
    [Theory, OnEveryDatabase]
    public async Task A_record_is_changed_in_the_group_that_makes_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var answers = await SendAsync(
            boss,
            new { id = "1", atomicityGroup = "g", method = "POST", url = "account", body = new { name = "Acme" } },
            new { id = "2", atomicityGroup = "g", method = "PATCH", url = "$1", body = new { website = "https://acme.example" } },
            new { id = "3", atomicityGroup = "g", method = "PATCH", url = "/$1", body = new { owner = boss.Id } });

        Assert.Equal([201, 200, 200], answers.Select(a => a.GetProperty("status").GetInt32()));
        Assert.Equal("https://acme.example", Assert.Single(await boss.ListAsync("account")).GetProperty("website").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task A_condition_that_is_no_text_does_not_go_unread(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();

        var answers = await SendAsync(boss, new { id = "1", method = "PATCH", url = $"account/{account}", headers = new Dictionary<string, string[]> { ["If-Match"] = ["\"999\""] }, body = new { name = "Other" } });

        Assert.Equal(400, answers[0].GetProperty("status").GetInt32());
        Assert.Equal("Acme", Assert.Single(await boss.ListAsync("account")).GetProperty("name").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task References_are_understood_in_every_form_of_odata_and_nowhere_else(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var answers = await SendAsync(
            boss,
            new { id = "1", atomicityGroup = "g", method = "POST", url = "account", body = new { name = "Acme" } },
            new { id = "c", atomicityGroup = "g", method = "POST", url = "contact", body = new Dictionary<string, object> { ["name"] = "Ann", ["account"] = new Dictionary<string, string> { ["@id"] = "$1" } } },
            new { id = "d", atomicityGroup = "g", method = "POST", url = "contact", body = new Dictionary<string, object> { ["name"] = "$1", ["to_account@odata.bind"] = "$1" } },
            new { id = "e", atomicityGroup = "g", method = "POST", url = "activity", body = new Dictionary<string, object> { ["subject"] = "Visit", ["account"] = "$1", ["to_contacts@odata.bind"] = "$c /$d".Split(' ') } });

        Assert.All(answers, a => Assert.True(a.GetProperty("status").GetInt32() == 201, a.ToString()));
        var bodies = answers.Select(a => a.GetProperty("body")).ToArray();
        Assert.All(bodies[1..], b => Assert.Equal(bodies[0].GetProperty("id").GetGuid(), b.GetProperty("account").GetGuid()));
        Assert.Equal("$1", bodies[2].GetProperty("name").GetString());
        Assert.Equal([bodies[1].GetProperty("id").GetGuid(), bodies[2].GetProperty("id").GetGuid()], bodies[3].GetProperty("contacts").EnumerateArray().Select(c => c.GetGuid()));
    }

    [Theory, OnEveryDatabase]
    public async Task What_depends_on_a_failed_request_is_not_done_and_nothing_depends_on_what_does_not_come_before_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        object Make(string id, string name, params string[] dependsOn) => new { id, dependsOn, method = "POST", url = "account", body = new { name } };

        var answers = await SendAsync(boss, Make("1", ""), Make("2", "after 1", "1"), Make("3", "after 2", "2"), Make("4", "alone"), Make("5", "after 4", "4"));
        Assert.Equal([400, 424, 424, 201, 201], answers.Select(a => a.GetProperty("status").GetInt32()));
        Assert.Equal("batch_dependency_failed", answers[1].GetProperty("body").GetProperty("error").GetProperty("code").GetString());

        foreach (var unknown in new[] { "zz", "6", "7" })
            Assert.Equal("batch_depends_on_unknown", (await boss.PostAsync("/api/v1/$batch", new { requests = new[] { Make("6", "early", unknown), Make("7", "late") } })).Code);
        Assert.Equal(2, (await boss.ListAsync("account")).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_batch_with_a_torn_group_or_an_id_twice_is_refused_before_anything_is_done(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        object One(string id, string? group) => new { id, atomicityGroup = group, method = "POST", url = "lead", body = new { name = id } };

        var torn = await boss.PostAsync("/api/v1/$batch", new { requests = new[] { One("1", "g"), One("2", null), One("3", "g") } });
        Assert.Equal((400, "batch_group_torn"), (torn.Status, torn.Code));
        var twice = await boss.PostAsync("/api/v1/$batch", new { requests = new[] { One("1", "g"), One("2", "g"), One("1", "h") } });
        Assert.Equal((400, "batch_id_twice"), (twice.Status, twice.Code));
        Assert.Empty(await boss.ListAsync("lead"));
    }

    [Theory, OnEveryDatabase]
    public async Task Answers_go_out_while_later_requests_still_wait(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        await boss.CreateAsync("account", new { name = "Long", description = new string('长', 19_000) });
        var reads = Enumerable.Range(0, 900).Select(i => (object)new { id = $"r{i}", method = "GET", url = "account?$select=description" });
        var write = new { id = "w", method = "POST", url = "lead", body = new { name = "Last" } };

        using var http = new HttpClient { BaseAddress = new Uri(app.Address), DefaultRequestHeaders = { { "X-Test-Login", boss.Login } } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/$batch") { Content = JsonContent.Create(new { requests = reads.Append(write) }) };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await Task.Delay(500, TestContext.Current.CancellationToken);

        // Nobody has read the fifty megabytes in front of it: they were not gathered first.
        Assert.Empty(await boss.ListAsync("lead"));
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var whole = await JsonDocument.ParseAsync(body, default, TestContext.Current.CancellationToken);
        Assert.Equal(201, whole.RootElement.GetProperty("responses")[900].GetProperty("status").GetInt32());
        Assert.Single(await boss.ListAsync("lead"));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_hundred_requests_with_mixed_rights_each_is_answered_by_its_own(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, rep) = (await app.SignInAsync(), await app.SignInAsync("rep", new Dictionary<string, object> { ["lead"] = Grants.Own }));
        var makes = Enumerable.Range(0, 100).Select(i => (object)new { id = $"{i}", method = "POST", url = "lead", body = new { name = $"L{i}" } }).ToArray();
        var leads = (await SendAsync(boss, makes)).Zip(await SendAsync(rep, makes)).SelectMany(both => new[] { both.First, both.Second })
            .Select(a => a.GetProperty("body").GetProperty("id").GetGuid()).ToArray();

        var answers = await SendAsync(rep, [.. leads.Select((id, i) => (object)new { id = $"{i}", method = i % 4 < 2 ? "PATCH" : "DELETE", url = $"lead/{id}", body = new { name = "Changed" } })]);

        Assert.Equal(leads.Select((_, i) => i % 2 == 0 ? 404 : i % 4 < 2 ? 200 : 204), answers.Select(a => a.GetProperty("status").GetInt32()));
        var left = await boss.ListAsync("lead", "$top=1000");
        Assert.Equal((150, 50), (left.Count, left.Count(l => l.GetProperty("name").GetString() == "Changed")));
        Assert.All(left.Where(l => l.GetProperty("name").GetString() == "Changed"), l => Assert.Equal(rep.Id, l.GetProperty("owner").GetGuid()));
    }

    private static async Task<JsonElement[]> SendAsync(TestClient person, params object[] requests) =>
        [.. (await person.PostAsync("/api/v1/$batch", new { requests })).Expect(200).GetProperty("responses").EnumerateArray()];
}
