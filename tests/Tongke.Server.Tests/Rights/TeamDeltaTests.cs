using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

public sealed class TeamDeltaTests
{
    [Theory, OnEveryDatabase]
    public async Task A_delta_brings_the_records_whose_team_one_joins_and_takes_those_one_leaves(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["lead"] = Grants.Own });
        var other = await app.SignInAsync("other", new Dictionary<string, object> { ["lead"] = Grants.Own });
        var lead = (await boss.CreateAsync("lead", new { name = "Shared" })).GetProperty("id").GetGuid();
        await boss.CreateAsync("lead", new { name = "Kept" });

        var token = (await rep.GetAsync("/api/v1/lead/$delta?token=latest")).Expect(200).GetProperty("@tongke.token").GetString()!;
        var member = (await boss.CreateAsync("record_member", new { @object = "lead", record = lead, user = rep.Id })).GetProperty("id").GetGuid();
        (token, var changes) = await NextAsync(rep, token, 1);
        Assert.Equal("Shared", Assert.Single(changes).GetProperty("name").GetString());
        Assert.Empty((await NextAsync(other, "0", 0)).Changes);

        (await boss.PatchAsync($"/api/v1/lead/{lead}", new { name = "Renamed" })).Expect(200);
        (token, changes) = await NextAsync(rep, token, 1);
        Assert.Equal("Renamed", Assert.Single(changes).GetProperty("name").GetString());

        (await boss.DeleteAsync($"/api/v1/record_member/{member}")).Expect(204);
        (token, changes) = await NextAsync(rep, token, 1);
        Assert.Equal(lead, Assert.Single(changes).GetProperty("id").GetGuid());
        Assert.True(changes[0].TryGetProperty("@removed", out _));

        (await boss.PatchAsync($"/api/v1/lead/{lead}", new { name = "Unseen" })).Expect(200);
        for (var tries = 0; tries < 100 && !(await boss.GetAsync("/api/v1/lead/$delta")).Text.Contains("Unseen", StringComparison.Ordinal); tries++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Empty((await NextAsync(rep, token, 0)).Changes);
    }

    [Theory, OnEveryDatabase]
    public async Task A_membership_that_runs_out_or_is_purged_takes_the_record_out_of_the_delta(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["lead"] = Grants.Own });
        var lead = (await boss.CreateAsync("lead", new { name = "A" })).GetProperty("id").GetGuid();
        var second = (await boss.CreateAsync("lead", new { name = "B" })).GetProperty("id").GetGuid();
        await boss.CreateAsync("record_member", new { @object = "lead", record = lead, user = rep.Id, expires_at = DateTimeOffset.UtcNow.AddSeconds(10) });
        var member = (await boss.CreateAsync("record_member", new { @object = "lead", record = second, user = rep.Id })).GetProperty("id").GetGuid();
        var (token, changes) = await NextAsync(rep, "0", 2);
        Assert.Equal(2, changes.Count);

        for (var tries = 0; tries < 300 && (await rep.GetAsync($"/api/v1/lead/{lead}")).Status == 200; tries++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        (_, changes) = await NextAsync(rep, token, 1);
        Assert.Equal(lead, Assert.Single(changes, c => c.TryGetProperty("@removed", out _)).GetProperty("id").GetGuid());

        (await boss.DeleteAsync($"/api/v1/record_member/{member}?purge=true")).Expect(204);

        // That a time ran out is told until the next change of the log; PostgreSQL seals that late while other tests write.
        var removed = new HashSet<Guid>();
        for (var tries = 0; tries < 100 && removed.Count < 2; tries++)
        {
            (token, changes) = await NextAsync(rep, token, 1);
            removed.UnionWith(changes.Where(c => c.TryGetProperty("@removed", out _)).Select(c => c.GetProperty("id").GetGuid()));
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal(new[] { lead, second }.Order(), removed.Order());
    }

    /// <summary>Asks until so many changes are there: PostgreSQL seals a change once every older transaction of the server has ended, other tests' too.</summary>
    private static async Task<(string Token, IReadOnlyList<JsonElement> Changes)> NextAsync(TestClient client, string token, int expected)
    {
        var changes = new List<JsonElement>();
        for (var tries = 0; ; tries++)
        {
            var page = (await client.GetAsync($"/api/v1/lead/$delta?token={token}")).Expect(200);
            changes.AddRange(page.GetProperty("value").EnumerateArray());
            token = page.GetProperty("@tongke.token").GetString()!;
            if (!page.TryGetProperty("@odata.nextLink", out _) && (changes.Count >= expected || tries == 100))
                return (token, changes);

            await Task.Delay(100);
        }
    }
}
