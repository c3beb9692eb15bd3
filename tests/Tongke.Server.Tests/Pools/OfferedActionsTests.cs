using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Pools;

/// <summary>Screens offer what may be done with a record; the server says what that is, and refuses the rest.</summary>
public sealed class OfferedActionsTests
{
    private static readonly string[] OfPools = ["assign", "claim"];

    [Theory, OnEveryDatabase]
    public async Task Of_a_pooled_record_that_is_offered_which_is_not_refused(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben, chief) = (await company.RepAsync("ana"), await company.RepAsync("ben"), await company.RepAsync("chief"));
        var reader = await company.App.SignInAsync("reader", new Dictionary<string, object> { ["account"] = new { read = "all" }, ["user"] = new { read = "all" } });
        var stranger = await company.RepAsync("eve");
        var pool = await company.PoolAsync([ana, ben, chief], new { administrators = new[] { chief.Id } });
        foreach (var client in new[] { ben, reader, chief, company.Boss })
        {
            var account = await company.PooledAsync(ana, pool, new { name = $"宁波瑞丰 {client.Login}" });
            var offered = await OfferedAsync(client, account);
            foreach (var action in OfPools.Except(offered))
                Assert.Equal(403, (await RunAsync(client, account, action)).Status);
            foreach (var action in offered.Intersect(OfPools).Take(1))
                (await RunAsync(client, account, action)).Expect(200);
        }

        Task<TestAnswer> RunAsync(TestClient client, Guid account, string action) =>
            client.PostAsync($"/api/v1/account/{account}/{action}", action == "assign" ? new { owner = ben.Id } : new { });

        var left = await company.PooledAsync(ana, pool, new { name = "没人领的" });
        Assert.Equal(["claim"], await OfferedAsync(ben, left));
        Assert.Empty(await OfferedAsync(reader, left));
        Assert.Equal(OfPools, (await OfferedAsync(chief, left)).Order());
        Assert.Superset(OfPools.ToHashSet(), (await OfferedAsync(company.Boss, left)).ToHashSet());
        Assert.Equal(404, (await stranger.GetAsync($"/api/v1/account/{left}/$actions")).Status);

        (await ben.PostAsync($"/api/v1/account/{left}/claim", new { })).Expect(200);
        Assert.Equal(["check_in", "return"], (await OfferedAsync(ben, left)).Order());
    }

    [Theory, OnEveryDatabase]
    public async Task Asking_what_may_be_done_opens_no_record_of_a_pool(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var pool = await company.PoolAsync([ana, ben], new { views_per_day = 1, cooldown_days = 3 });
        var account = await company.PooledAsync(ana, pool, new { name = "宁波瑞丰" });

        Assert.Equal(["claim"], await OfferedAsync(ben, account));

        var told = (await ben.GetAsync("/api/pages/pools")).Expect(200).GetProperty("pools")[0];
        Assert.Equal((0, 3), (told.GetProperty("opened").GetInt64(), told.GetProperty("cooldown_days").GetInt64()));
    }

    private static async Task<string[]> OfferedAsync(TestClient client, Guid account) =>
        [.. (await client.GetAsync($"/api/v1/account/{account}/$actions")).Expect(200).GetProperty("actions").EnumerateArray().Select(a => a.GetString()!)];
}
