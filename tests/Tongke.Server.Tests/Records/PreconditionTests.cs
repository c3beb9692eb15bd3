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
    public async Task No_condition_goes_unread(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var product = $"/api/v1/product/{(await boss.CreateAsync("product", new { name = "产品", code = "P-1" })).GetProperty("id").GetGuid()}";
        var lead = $"/api/v1/lead/{(await boss.CreateAsync("lead", new { name = "王小明", company = "云海" })).GetProperty("id").GetGuid()}";

        foreach (var known in new[] { "*, \"1\"", "\"1\"", "W/\"1\"", "any" })
        {
            var answers = new[]
            {
                await boss.PatchAsync(product, new { name = "改名" }, ("If-None-Match", known)),
                await boss.DeleteAsync(product, ("If-None-Match", known)),
                await boss.PostAsync("/api/v1/product", new { name = "新" }, ("If-None-Match", known)),
                await boss.PostAsync($"{lead}/convert", new { }, ("If-None-Match", known)),
            };
            Assert.All(answers, a => Assert.Equal((400, "malformed_precondition"), (a.Status, a.Code)));
        }

        foreach (var tag in new[] { "*", "\"1\"" })
        {
            var refused = await boss.PostAsync("/api/v1/product", new { name = "新" }, ("If-Match", tag));
            Assert.Equal((400, "precondition_of_new"), (refused.Status, refused.Code));
        }

        Assert.Equal("record_exists", (await boss.PostAsync($"{lead}/convert", new { }, ("If-None-Match", "*"))).Code);
        (await boss.PostAsync("/api/v1/product", new { name = "新", code = "P-2" }, ("If-None-Match", "*"))).Expect(201);
        Assert.Equal(1, (await boss.GetAsync(product)).Expect(200).GetProperty("version").GetInt32());

        (await boss.DeleteAsync(product, ("If-Match", "\"1\""))).Expect(204);
        Assert.Equal(412, (await boss.PostAsync($"{product}/restore", null, ("If-Match", "\"9\""))).Status);
        Assert.Equal(412, (await boss.PostAsync($"{product}/restore", null, ("If-None-Match", "*"))).Status);
        (await boss.PostAsync($"{product}/restore", null, ("If-Match", "\"2\""))).Expect(200);
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
                new { id = "4", method = "PATCH", url = "product(code='P-2')", headers = new Dictionary<string, string> { ["If-None-Match"] = "*, \"1\"" }, body = new { name = "又新" } },
            },
        });

        Assert.Equal([412, 412, 201, 400], answer.Expect(200).GetProperty("responses").EnumerateArray().Select(r => r.GetProperty("status").GetInt32()));
    }
}
