using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

/// <summary>What a refused move says may be filled is what the person may fill.</summary>
public sealed class StageWaysTests
{
    [Theory, OnEveryDatabase]
    public async Task A_required_field_is_offered_to_those_who_may_fill_it_and_to_nobody_else(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var lost = Assert.Single(await boss.ListAsync("stage", "$filter=code eq 'lost'")).GetProperty("id").GetGuid();
        foreach (var (right, offered) in new[] { ("edit", 1), ("read", 0), ("none", 0) })
        {
            var rep = await app.SignInAsync($"rep_{right}", new Dictionary<string, object>
            {
                ["opportunity"] = new { create = true, read = "own", edit = "own", fields = new Dictionary<string, string> { ["*"] = "edit", ["loss_reason"] = right } },
                ["account"] = Grants.Own, ["pipeline"] = new { read = "all" }, ["stage"] = new { read = "all" },
            });
            var deal = (await rep.CreateAsync("opportunity", new { name = "D" })).GetProperty("id").GetGuid();

            var answer = await rep.PatchAsync($"/api/v1/opportunity/{deal}", new { stage = lost });

            Assert.Equal(422, answer.Status);
            var details = answer.Json.GetProperty("error").GetProperty("details").EnumerateArray().ToArray();
            Assert.Equal(right == "none", !answer.Text.Contains("loss_reason", StringComparison.Ordinal) && details.Any(d => d.GetProperty("code").GetString() == "required_for_stage_hidden"));
            Assert.Equal(offered, answer.Json.GetProperty("error").GetProperty("details").EnumerateArray().Sum(d => d.TryGetProperty("ways", out var ways) ? ways.GetArrayLength() : 0));
        }
    }
}
