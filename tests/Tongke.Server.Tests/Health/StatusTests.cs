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
        Assert.True(status.GetProperty("databaseBytes").GetInt64() > 0);
        Assert.Equal(0, status.GetProperty("jobs").GetProperty("running").GetInt64());
        Assert.Equal(1, status.GetProperty("records").EnumerateArray().Single(r => r.GetProperty("object").GetString() == "product").GetProperty("count").GetInt64());
        Assert.Equal(JsonValueKind.Array, status.GetProperty("consumers").ValueKind);
        Assert.Equal(403, (await rep.GetAsync("/api/status")).Status);
    }
}
