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

    [Theory, OnEveryDatabase]
    public async Task Groups_that_change_the_same_records_in_any_order_are_all_done(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var accounts = new List<Guid>();
        for (var i = 0; i < 6; i++)
            accounts.Add(IdOf(await boss.CreateAsync("account", new { name = $"第 {i} 家公司" })));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(run => boss.PostAsync("/api/v1/$batch", new
        {
            requests = accounts.OrderBy(a => HashCode.Combine(a, run)).Select((a, i) => new { id = $"{i}", method = "PATCH", url = $"account/{a}", atomicityGroup = "g", body = new { description = $"第 {run} 组" } }).ToArray(),
        })));

        Assert.All(answers, a => Assert.All(a.Expect(200).GetProperty("responses").EnumerateArray(), r => Assert.True(r.GetProperty("status").GetInt32() == 200, r.ToString())));
        Assert.All(await boss.ListAsync("account", "$filter=startswith(name,'第')"), a => Assert.Equal(9, a.GetProperty("version").GetInt32()));
    }

    private static Guid IdOf(System.Text.Json.JsonElement record) => record.GetProperty("id").GetGuid();
}
