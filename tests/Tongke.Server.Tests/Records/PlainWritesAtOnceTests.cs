using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>Plain writes by several at the same moment: who named no version is never told that there is another.</summary>
public sealed class PlainWritesAtOnceTests
{
    private const int People = 12;

    [Theory, OnEveryDatabase]
    public async Task Who_names_no_version_changes_what_is_there_now(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = IdOf(await boss.CreateAsync("account", new { name = "上海华信精密机械有限公司" }));

        var answers = await Task.WhenAll(Enumerable.Range(0, People).Select(i => boss.PatchAsync($"/api/v1/account/{account}", new { description = $"由 {i} 写入" })));

        Assert.All(answers, a => Assert.True(a.Status == 200, a.Text));
        Assert.Equal(People + 1, (await boss.GetAsync($"/api/v1/account/{account}")).Json.GetProperty("version").GetInt32());
    }

    [Theory, OnEveryDatabase]
    public async Task Who_names_a_version_that_somebody_overtook_is_told(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = IdOf(await boss.CreateAsync("account", new { name = "上海华信精密机械有限公司" }));

        var answers = await Task.WhenAll(Enumerable.Range(0, People).Select(i => boss.PatchAsync($"/api/v1/account/{account}", new { description = $"由 {i} 写入" }, ("If-Match", "\"1\""))));

        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal((412, "stale_version"), (a.Status, a.Code)));
    }

    private static Guid IdOf(System.Text.Json.JsonElement record) => record.GetProperty("id").GetGuid();
}
