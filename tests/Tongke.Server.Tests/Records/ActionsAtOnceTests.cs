using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>The same action by several at the same moment: one does it, the others are told that they come too late, and nothing follows twice.</summary>
public sealed class ActionsAtOnceTests
{
    private const int People = 8;

    [Theory, OnEveryDatabase]
    public async Task One_of_many_completes_a_repeating_task(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        for (var round = 0; round < 5; round++)
        {
            var task = (await boss.CreateAsync("task", new { subject = $"每日回访 {round}", due_at = "2026-03-20T01:30:00Z", recurrence = "daily" })).GetProperty("id").GetGuid();

            var answers = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => boss.PostAsync($"/api/v1/task/{task}/complete", new { })));

            Assert.Equal(1, answers.Count(a => a.Status == 200));
            Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal("action_not_available", a.Code));
            Assert.Single(await boss.ListAsync("task"), t => t.GetProperty("subject").GetString() == $"每日回访 {round}" && t.GetProperty("status").GetString() == "todo");
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_that_was_never_sent_is_no_file(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var empty = (await boss.CreateAsync("stored_file", new { })).GetProperty("id").GetGuid();

        Assert.Equal(404, (await boss.GetAsync($"/api/files/{empty}")).Status);
        Assert.Equal(404, (await boss.GetAsync($"/api/files/{empty}/info")).Status);
    }
}
