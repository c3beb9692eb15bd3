using System.Runtime.CompilerServices;
using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Health;

public sealed class StatusTests
{
    [Theory, OnEveryDatabase]
    public async Task Administrators_learn_how_the_installation_is_doing_and_nobody_else(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        using var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["product"] = Grants.Everything });
        await boss.CreateAsync("product", new { name = "GTX Pro" });

        var status = (await boss.GetAsync("/api/status")).Expect(200);
        Assert.Equal(database.Dialect == Storage.Dialect.Postgres ? "PostgreSQL" : "SQLite", status.GetProperty("database").GetString());
        Assert.Equal(System.Diagnostics.Process.GetCurrentProcess().StartTime, status.GetProperty("started").GetDateTimeOffset().LocalDateTime, TimeSpan.FromSeconds(1));
        Assert.True(status.GetProperty("databaseBytes").GetInt64() > 0);
        Assert.Equal(0, status.GetProperty("jobs").GetProperty("running").GetInt64());
        Assert.Equal(1, status.GetProperty("records").EnumerateArray().Single(r => r.GetProperty("object").GetString() == "product").GetProperty("count").GetInt64());
        Assert.Equal(JsonValueKind.Array, status.GetProperty("consumers").ValueKind);
        Assert.Equal(403, (await rep.GetAsync("/api/status")).Status);
    }

    [Fact]
    public async Task What_works_in_the_background_has_a_name_for_people()
    {
        await using var app = await TestApp.StartAsync(new TestDatabase(Storage.Dialect.Sqlite));
        var page = await File.ReadAllTextAsync(PageFile());
        foreach (var consumer in app.Workspace.Consumers)
            Assert.True(page.Contains($"'{consumer}': '", StringComparison.Ordinal) || page.Contains($"    {consumer}: '", StringComparison.Ordinal), $"{consumer} has no name in {PageFile()}.");
    }

    private static string PageFile([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../web/src/admin/company/Status.tsx"));

    [Theory, OnEveryDatabase]
    public async Task Records_are_counted_once_in_a_while_and_it_says_when(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        await boss.CreateAsync("product", new { name = "GTX Pro" });
        var (before, at) = await AmountAsync(boss);
        await boss.CreateAsync("product", new { name = "GTX Basic" });

        Assert.Equal((before, at), await AmountAsync(boss));
        Assert.InRange(at, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddSeconds(1));
    }

    [Theory, OnEveryDatabase]
    public async Task Metrics_are_for_this_machine_and_for_who_has_the_token(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(await TestApp.NewLocationAsync(database), with: o => o with { MetricsToken = "watch-me" });
        using var boss = await app.SignInAsync();
        var afar = ("X-Forwarded-For", "203.0.113.9");

        Assert.Equal(200, (await boss.GetAsync("/metrics")).Status);
        Assert.Equal(403, (await boss.GetAsync("/metrics", afar)).Status);
        Assert.Equal(403, (await boss.GetAsync("/metrics", afar, ("Authorization", "Bearer wrong"))).Status);
        Assert.Equal(200, (await boss.GetAsync("/metrics", afar, ("Authorization", "Bearer watch-me"))).Status);
        Assert.Equal(200, (await boss.GetAsync("/healthz", afar)).Status);
    }

    private static async Task<(long Count, DateTimeOffset At)> AmountAsync(TestClient person)
    {
        var amount = (await person.GetAsync("/api/status")).Expect(200).GetProperty("records").EnumerateArray().Single(r => r.GetProperty("object").GetString() == "product");
        return (amount.GetProperty("count").GetInt64(), amount.GetProperty("at").GetDateTimeOffset());
    }
}
