using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Audit;

public sealed class ChangeTests
{
    [Theory, OnEveryDatabase]
    public async Task The_log_tells_who_changed_what_from_what_to_what_newest_first(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var id = (await boss.CreateAsync("product", new { name = "GTX Pro", price = 10 })).GetProperty("id").GetString();
        (await boss.PatchAsync($"/api/v1/product/{id}", new { name = "GTX Plus" })).Expect(200);

        var changes = await FindAsync(boss, $"object=product&record={id}");
        Assert.Equal(["updated", "created"], changes.Select(c => c.GetProperty("kind").GetString()));
        var name = changes[0].GetProperty("changes").EnumerateArray().Single(c => c.GetProperty("field").GetString() == "name");
        Assert.Equal("GTX Pro", name.GetProperty("from").GetString());
        Assert.Equal("GTX Plus", name.GetProperty("to").GetString());
        Assert.Equal(boss.Id.ToString(), changes[0].GetProperty("actor").GetProperty("id").GetString());
        Assert.Single(await FindAsync(boss, $"object=product&record={id}&kind=created"));
        Assert.Empty(await FindAsync(boss, $"record={id}&actor={Guid.NewGuid()}"));
        Assert.Empty(await FindAsync(boss, $"record={id}&to=2001-01-01T00:00:00Z"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_the_system_did_is_named_in_the_readers_language(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();

        async Task<string?> NameAsync(string language)
        {
            var answer = (await boss.GetAsync("/api/changes?object=role&kind=created", ("Accept-Language", language))).Expect(200);
            return answer.GetProperty("value").EnumerateArray().Last().GetProperty("actor").GetProperty("name").GetString();
        }

        Assert.Equal("First start", await NameAsync("en"));
        Assert.Equal("系统初始化", await NameAsync("zh"));
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_of_the_log_follow_each_other_without_gap(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        foreach (var number in Enumerable.Range(1, 5))
            await boss.CreateAsync("product", new { name = $"P{number}" });

        var first = (await boss.GetAsync("/api/changes?object=product&top=3")).Expect(200);
        var second = (await boss.GetAsync($"/api/changes?object=product&top=3&before={first.GetProperty("before").GetString()}")).Expect(200);
        Assert.False(second.TryGetProperty("before", out _));
        Assert.Equal(5, first.GetProperty("value").EnumerateArray().Concat(second.GetProperty("value").EnumerateArray()).Select(c => c.GetProperty("record").GetString()).Distinct().Count());
    }

    [Theory, OnEveryDatabase]
    public async Task The_log_shows_no_hidden_field_and_no_object_of_which_only_some_records_are_seen(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        using var clerk = await app.SignInAsync("clerk", new Dictionary<string, object>
        {
            ["user"] = Grants.Everything,
            ["product"] = new { read = "all", fields = new Dictionary<string, string> { ["*"] = "read", ["price"] = "none", ["description"] = "mask" } },
            ["account"] = Grants.Own,
        });
        await boss.CreateAsync("product", new { name = "GTX Pro", price = 4711, description = "Geheim" });
        await boss.CreateAsync("account", new { name = "云海" });

        var answer = await clerk.GetAsync("/api/changes");
        Assert.Contains("GTX Pro", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("price", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Geheim", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("云海", answer.Text, StringComparison.Ordinal);
        Assert.Empty(await FindAsync(clerk, "object=account"));
    }

    [Theory, OnEveryDatabase]
    public async Task The_chain_is_verified_on_request_and_only_administrators_ask(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        using var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["product"] = Grants.Everything });
        await boss.CreateAsync("product", new { name = "GTX Pro" });

        var whole = (await boss.PostAsync("/api/changes/verify", new { })).Expect(200);
        Assert.True(whole.GetProperty("verified").GetInt64() > 0);
        Assert.False(whole.TryGetProperty("brokenAt", out _));
        Assert.Equal(403, (await rep.GetAsync("/api/changes")).Status);
        Assert.Equal(403, (await rep.PostAsync("/api/changes/verify", new { })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_search_that_makes_no_sense_is_refused_with_the_place(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        foreach (var (query, target) in new[] { ("record=abc", "record"), ("kind=eaten", "kind"), ("from=yesterday", "from"), ("before=1", "before") })
        {
            var answer = await boss.GetAsync($"/api/changes?{query}");
            Assert.Equal(400, answer.Status);
            Assert.Equal(target, answer.Json.GetProperty("error").GetProperty("details")[0].GetProperty("target").GetString());
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> FindAsync(TestClient client, string query) =>
        [.. (await client.GetAsync($"/api/changes?{query}")).Expect(200).GetProperty("value").EnumerateArray()];
}
