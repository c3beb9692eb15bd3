using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>What was merged is merged again.</summary>
public sealed class MergeOfMergedTests
{
    [Theory, OnEveryDatabase]
    public async Task Old_addresses_lead_to_the_last_and_the_first_merge_is_undone_only_after_the_second(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["account"] = Grants.Own });
        var accounts = new List<Guid>();
        foreach (var name in "A B C".Split(' '))
            accounts.Add((await boss.CreateAsync("account", new { name })).GetProperty("id").GetGuid());
        var comment = (await boss.CreateAsync("comment", new { @object = "account", record = accounts[0], text = "about A" })).GetProperty("id").GetGuid();

        var first = await MergeAsync(boss, accounts[1], accounts[0]);
        var second = await MergeAsync(boss, accounts[2], accounts[1]);
        foreach (var old in accounts[..2])
        {
            Assert.Equal(accounts[2], await WhereAsync(boss, old));
            Assert.Equal(404, (await rep.GetAsync($"/api/v1/account/{old}")).Status);
        }

        Assert.Equal(accounts[2], (await boss.GetAsync($"/api/v1/comment/{comment}")).Expect(200).GetProperty("record").GetGuid());
        Assert.Equal(422, (await boss.PostAsync($"/api/v1/merge_record/{first}/undo", new { })).Status);
        (await boss.PostAsync($"/api/v1/merge_record/{second}/undo", new { })).Expect(200);
        Assert.Equal(accounts[1], await WhereAsync(boss, accounts[0]));
        Assert.Equal(accounts[1], (await boss.GetAsync($"/api/v1/comment/{comment}")).Expect(200).GetProperty("record").GetGuid());
    }

    private static async Task<Guid> MergeAsync(TestClient person, Guid winner, Guid loser) =>
        (await person.PostAsync($"/api/v1/account/{winner}/merge", new { records = new[] { loser } })).Expect(200).GetProperty("merge").GetGuid();

    /// <summary>Where an address of a merged record leads.</summary>
    private static async Task<Guid> WhereAsync(TestClient person, Guid old)
    {
        var answer = await person.GetAsync($"/api/v1/account/{old}");
        return answer.Status == 301 ? JsonElement.Parse(answer.Bytes).GetProperty("merged_into").GetGuid() : answer.Expect(200).GetProperty("id").GetGuid();
    }
}
