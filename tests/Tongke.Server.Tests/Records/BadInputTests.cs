using System.Text;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

public sealed class BadInputTests
{
    [Theory, OnEveryDatabase]
    public async Task Bad_input_gets_a_clear_error_and_never_a_defect(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var id = (await boss.CreateAsync("lead", new { name = "A" })).GetProperty("id").GetGuid();
        var deep = new string('[', 5000) + new string(']', 5000);
        var filters = string.Concat(Enumerable.Repeat("(", 10_000)) + "name eq 'a'" + new string(')', 10_000);
        (HttpMethod Method, string Path, object? Body, int Status)[] cases =
        [
            (HttpMethod.Post, "/api/v1/lead", "{", 400),
            (HttpMethod.Post, "/api/v1/lead", "", 400),
            (HttpMethod.Post, "/api/v1/lead", "[1]", 400),
            (HttpMethod.Post, "/api/v1/lead", "{\"name\":\"a\",\"name\":\"b\"}", 400),
            (HttpMethod.Post, "/api/v1/lead", $"{{\"name\":{deep}}}", 400),
            (HttpMethod.Post, "/api/v1/lead", "{\"name\":\"a\\u0000b\"}", 400),
            (HttpMethod.Post, "/api/v1/lead", "{\"name\":\"\\ud800\"}", 400),
            (HttpMethod.Post, "/api/v1/lead", "{\"\\ud800\":1}", 400),
            (HttpMethod.Post, "/api/v1/lead", new { name = 1 }, 400),
            (HttpMethod.Post, "/api/v1/lead", new { name = new string('x', 10_000_000) }, 400),
            (HttpMethod.Post, "/api/v1/lead", new { nonsense = 1 }, 400),
            (HttpMethod.Post, "/api/v1/lead", new { name = "a", rating = "many", mobile = "12", status = "none" }, 400),
            (HttpMethod.Post, "/api/v1/lead", new { name = "a", product = Guid.NewGuid() }, 400),
            (HttpMethod.Post, "/api/v1/lead", new { name = "a", owner = new { login = "nobody" } }, 400),
            (HttpMethod.Post, "/api/v1/lead", new { name = "a", owner = new { name = "boss" } }, 400),
            (HttpMethod.Post, "/api/v1/lead", new { id = "x", name = "a" }, 400),
            (HttpMethod.Post, "/api/v1/lead", new { id, name = "a" }, 409),
            (HttpMethod.Post, "/api/v1/lead", new StringContent("name=a", Encoding.UTF8, "application/x-www-form-urlencoded"), 415),
            (HttpMethod.Post, "/api/v1/nothing", new { name = "a" }, 404),
            (HttpMethod.Get, "/api/v1/lead/123", null, 404),
            (HttpMethod.Get, $"/api/v1/lead/{Guid.NewGuid()}", null, 404),
            (HttpMethod.Get, "/api/v1/lead(", null, 400),
            (HttpMethod.Get, "/api/v1/lead(name='x')", null, 400),
            (HttpMethod.Get, "/api/v1/lead?$filter=name eq", null, 400),
            (HttpMethod.Get, "/api/v1/lead?$filter=nonsense eq 1", null, 400),
            (HttpMethod.Get, "/api/v1/lead?$filter=name eq 5", null, 400),
            (HttpMethod.Get, "/api/v1/lead?$orderby=nonsense", null, 400),
            (HttpMethod.Get, "/api/v1/lead?$select=nonsense", null, 400),
            (HttpMethod.Get, "/api/v1/lead?$expand=nonsense", null, 400),
            (HttpMethod.Get, "/api/v1/lead?$top=-1", null, 400),
            (HttpMethod.Get, "/api/v1/lead?$top=abc", null, 400),
            (HttpMethod.Get, "/api/v1/lead?$skiptoken=abc", null, 400),
            (HttpMethod.Get, "/api/v1/lead?$unknown=1", null, 400),
            (HttpMethod.Get, "/api/v1/lead?$apply=nonsense", null, 400),
            (HttpMethod.Get, "/api/v1/lead?$top=1&$top=2", null, 400),
            (HttpMethod.Get, "/api/v1/lead/$delta?token=x", null, 400),
            (HttpMethod.Patch, $"/api/v1/lead/{id}", new { version = 7 }, 200),
            (HttpMethod.Patch, $"/api/v1/lead/{id}", new { converted_at = "2026-01-01T00:00:00Z" }, 403),
            (HttpMethod.Post, $"/api/v1/lead/{id}/nonsense", new { }, 404),
            (HttpMethod.Post, $"/api/v1/lead/{id}/transfer", new { }, 400),
            (HttpMethod.Post, $"/api/v1/lead/{id}/transfer", new { owner = "x", more = 1 }, 400),
            (HttpMethod.Post, $"/api/v1/lead/{id}/recycle", new { }, 422),
            (HttpMethod.Put, "/api/v1/lead", new { }, 405),
            (HttpMethod.Post, "/api/v1/$batch", new { requests = 1 }, 400),
            (HttpMethod.Post, "/api/files", new { }, 415),
            (HttpMethod.Get, $"/api/files/{Guid.NewGuid()}", null, 404),
            (HttpMethod.Get, "/api/nothing", null, 404),
        ];
        foreach (var (method, path, body, status) in cases)
        {
            var answer = await boss.SendAsync(method, path, body);
            Assert.True(answer.Status == status, $"{method} {path}: expected {status}, got {answer.Status} {(answer.Text.Length > 400 ? answer.Text[..400] : answer.Text)}");
            if (status == 400 && method == HttpMethod.Get)
                Assert.DoesNotMatch("保存|saved", answer.Json.GetProperty("error").GetProperty("message").GetString()!);
            if (path.EndsWith("$select=nonsense", StringComparison.Ordinal))
                Assert.Equal("query_invalid", answer.Code);
            if (status >= 400)
                Assert.False(string.IsNullOrEmpty(answer.Json.GetProperty("error").GetProperty("message").GetString()));
        }

        var nested = await boss.GetAsync("/api/v1/lead?$filter=" + filters[..4000]);
        Assert.InRange(nested.Status, 400, 499);
        Assert.Equal(412, (await boss.PatchAsync($"/api/v1/lead/{id}", new { name = "B" }, ("If-Match", "\"0\""))).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Every_fault_of_a_record_is_told_at_once(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var refused = await boss.PostAsync("/api/v1/lead", new { rating = "x", mobile = "1", nonsense = 1 });
        Assert.Equal(400, refused.Status);
        var targets = refused.Json.GetProperty("error").GetProperty("details").EnumerateArray().Select(d => d.GetProperty("target").GetString()!);
        Assert.Equal(["mobile", "nonsense", "rating"], targets.Order(StringComparer.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_gets_nothing(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var nobody = new TestClient(app.Address, "", Guid.Empty);
        foreach (var path in new[] { "/api/v1/lead", "/api/meta", "/api/search?q=a", "/api/v1/$metadata", "/openapi/v1.json", "/api/pages/sales", $"/api/files/{Guid.NewGuid()}" })
            Assert.Equal(401, (await nobody.GetAsync(path)).Status);
    }
}
