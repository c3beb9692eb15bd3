using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Testing;

namespace Tongke.Server.Tests.Pools;

/// <summary>A company with sea pools, and words for what tests of them do.</summary>
internal sealed class PoolCompany : IAsyncDisposable
{
    private PoolCompany(TestApp app, TestClient boss) => (App, Boss) = (app, boss);

    public TestApp App { get; }

    /// <summary>Sees and changes everything.</summary>
    public TestClient Boss { get; }

    public static async Task<PoolCompany> StartAsync(TestDatabase database)
    {
        var app = await TestApp.StartAsync(database);
        return new(app, await app.SignInAsync());
    }

    /// <summary>A salesperson who sees and changes their own.</summary>
    public Task<TestClient> RepAsync(string login, Guid? department = null)
    {
        var own = new { create = true, read = "own", edit = "own", export = true };
        return App.SignInAsync(
            login,
            new Dictionary<string, object>
            {
                ["account"] = own, ["contact"] = own, ["opportunity"] = own, ["task"] = own, ["lead"] = own, ["activity"] = own,
                ["export_job"] = Grants.Own, ["stored_file"] = Grants.Own,
                ["comment"] = new { create = true, read = "subordinates", edit = "own" },
                ["sea_pool"] = new { read = "all" }, ["user"] = new { read = "all" }, ["pipeline"] = new { read = "all" }, ["stage"] = new { read = "all" },
            },
            department);
    }

    /// <summary>A pool with these people, as <paramref name="more"/> says.</summary>
    public async Task<Guid> PoolAsync(TestClient[] members, object? more = null)
    {
        var body = new Dictionary<string, object?> { ["name"] = $"公海 {Guid.NewGuid():N}", ["object"] = "account", ["members"] = members.Select(m => m.Id).ToArray() };
        foreach (var property in more?.GetType().GetProperties() ?? [])
            body[property.Name] = property.GetValue(more);

        return IdOf(await Boss.CreateAsync("sea_pool", body));
    }

    /// <summary>A customer of <paramref name="owner"/> that was put into the pool.</summary>
    public async Task<Guid> PooledAsync(TestClient owner, Guid pool, object account)
    {
        var id = IdOf(await owner.CreateAsync("account", account));
        (await owner.PostAsync($"/api/v1/account/{id}/return", new { reason = "没有需求", pool })).Expect(200);
        return id;
    }

    public static Guid IdOf(JsonElement record) => record.GetProperty("id").GetGuid();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
