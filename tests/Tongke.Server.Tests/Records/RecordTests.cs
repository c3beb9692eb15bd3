using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

public sealed class RecordTests
{
    [Theory, OnEveryDatabase]
    public async Task A_record_is_made_read_changed_listed_and_deleted(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();

        var answer = await boss.PostAsync("/api/v1/lead", new { name = "王小明", company = "上海云海科技", mobile = "13812345678", estimated_amount = 1200.50m });
        var made = answer.Expect(201);
        var id = made.GetProperty("id").GetGuid();
        Assert.StartsWith("\"1-", answer.ETag, StringComparison.Ordinal);
        Assert.EndsWith($"/api/v1/lead/{id}", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(1200.50m, made.GetProperty("estimated_amount").GetDecimal());
        Assert.Equal("new", made.GetProperty("status").GetString());

        var read = (await boss.GetAsync($"/api/v1/lead({id})")).Expect(200);
        Assert.Equal("王小明", read.GetProperty("name").GetString());

        var changed = await boss.PatchAsync($"/api/v1/lead/{id}", new { title = "CTO" }, ("If-Match", "\"1\""));
        Assert.Equal("CTO", changed.Expect(200).GetProperty("title").GetString());
        Assert.StartsWith("\"2-", changed.ETag, StringComparison.Ordinal);

        var listed = (await boss.GetAsync("/api/v1/lead?$filter=contains(company,'云海') and estimated_amount gt 1000&$select=name,title&$count=true")).Expect(200);
        Assert.Equal(1, listed.GetProperty("@odata.count").GetInt32());
        var row = Assert.Single(listed.GetProperty("value").EnumerateArray());
        Assert.Equal(["id", "name", "title"], row.EnumerateObject().Select(m => m.Name));

        (await boss.DeleteAsync($"/api/v1/lead/{id}")).Expect(204);
        (await boss.GetAsync($"/api/v1/lead/{id}")).Expect(404);
        (await boss.PostAsync($"/api/v1/lead/{id}/restore", null)).Expect(200);
        (await boss.GetAsync($"/api/v1/lead/{id}")).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task Meta_tells_what_the_caller_may_see(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();

        var meta = (await boss.GetAsync("/api/meta")).Expect(200);
        var lead = meta.GetProperty("objects").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "lead");
        Assert.True(lead.GetProperty("can").GetProperty("create").GetBoolean());
        Assert.Contains(lead.GetProperty("fields").EnumerateArray(), f => f.GetProperty("name").GetString() == "mobile");
    }
}
