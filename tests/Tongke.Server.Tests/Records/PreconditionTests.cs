using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>Writes that are only to make a record, or only to change one.</summary>
public sealed class PreconditionTests
{
    [Theory, OnEveryDatabase]
    public async Task If_none_match_of_any_makes_a_record_and_changes_none(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => boss.PatchAsync("/api/v1/product(code='P-1')", new { name = $"产品 {i}" }, ("If-None-Match", "*"))));

        var made = Assert.Single(answers, a => a.Status == 201);
        Assert.All(answers.Where(a => a != made), a => Assert.Equal((412, "record_exists"), (a.Status, a.Code)));
        var id = made.Json.GetProperty("id").GetGuid();
        Assert.Equal(412, (await boss.PatchAsync($"/api/v1/product/{id}", new { name = "改名" }, ("If-None-Match", "*"))).Status);
        Assert.Equal(412, (await boss.DeleteAsync($"/api/v1/product/{id}", ("If-None-Match", "*"))).Status);
        Assert.Equal(1, (await boss.GetAsync($"/api/v1/product/{id}")).Expect(200).GetProperty("version").GetInt32());
    }

    [Theory, OnEveryDatabase]
    public async Task If_match_changes_a_record_and_makes_none(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();

        foreach (var tag in new[] { "*", "\"1\"" })
        {
            var refused = await boss.PatchAsync("/api/v1/product(code='P-1')", new { name = "产品" }, ("If-Match", tag));
            Assert.Equal((412, "record_missing"), (refused.Status, refused.Code));
        }

        Assert.Empty(await boss.ListAsync("product"));
        await boss.CreateAsync("product", new { name = "产品", code = "P-1" });
        (await boss.PatchAsync("/api/v1/product(code='P-1')", new { name = "改名" }, ("If-Match", "*"))).Expect(200);
        Assert.Equal(404, (await boss.PatchAsync($"/api/v1/product/{Guid.NewGuid()}", new { name = "改名" }, ("If-Match", "*"))).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Both_are_honoured_in_batches(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        await boss.CreateAsync("product", new { name = "产品", code = "P-1" });

        var answer = await boss.PostAsync("/api/v1/$batch", new
        {
            requests = new object[]
            {
                new { id = "1", method = "PATCH", url = "product(code='P-1')", headers = new Dictionary<string, string> { ["If-None-Match"] = "*" }, body = new { name = "改名" } },
                new { id = "2", method = "PATCH", url = "product(code='P-2')", headers = new Dictionary<string, string> { ["If-Match"] = "*" }, body = new { name = "改名" } },
                new { id = "3", method = "PATCH", url = "product(code='P-2')", headers = new Dictionary<string, string> { ["If-None-Match"] = "*" }, body = new { name = "新" } },
            },
        });

        Assert.Equal([412, 412, 201], answer.Expect(200).GetProperty("responses").EnumerateArray().Select(r => r.GetProperty("status").GetInt32()));
    }
}
