using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>What may be asked of <c>$delta</c>, and that its links ask for the same.</summary>
public sealed class DeltaOptionTests
{
    [Theory, OnEveryDatabase]
    public async Task The_links_of_a_delta_ask_for_the_same_fields(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "甲公司" })).GetProperty("id").GetGuid();
        var path = "/api/v1/account/$delta?$select=name&$expand=contact_account($select=name)";
        var first = await ReadAsync(boss, path);
        var link = new Uri(first.GetProperty("@odata.deltaLink").GetString()!).PathAndQuery;
        var latest = new Uri((await boss.GetAsync($"{path}&token=latest")).Expect(200).GetProperty("@odata.deltaLink").GetString()!).PathAndQuery;
        Assert.Equal(Asked(link), Asked(latest)); // where in the log they stand may differ: others write meanwhile

        (await boss.PatchAsync($"/api/v1/account/{account}", new { phone = "021-55556666" })).Expect(200);
        var second = Assert.Single((await ReadAsync(boss, link)).GetProperty("value").EnumerateArray());

        Assert.Equal("甲公司", second.GetProperty("name").GetString());
        Assert.False(second.TryGetProperty("phone", out _));
        Assert.Equal(0, second.GetProperty("contact_account").GetArrayLength());
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_delta_does_not_do_is_refused(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var option in new[] { "$filter=name eq 'a'", "$orderby=name", "$top=1", "$skip=1", "$count=true", "$search=a", "$apply=groupby((name))", "$unknown=1", "$skiptoken=1", "page_size=1", "deleted=true" })
        {
            var answer = await boss.GetAsync($"/api/v1/account/$delta?{option}");
            Assert.True(answer is { Status: 400, Code: "delta_option" }, $"{option}: {answer.Status} {answer.Text}");
            Assert.Equal(400, (await boss.GetAsync($"/api/v1/account/$delta?token=latest&{option}")).Status);
        }

        Assert.Equal(400, (await boss.GetAsync("/api/v1/account/$delta?token=latest&$select=nonsense")).Status);
        foreach (var option in new[] { "$format=json", "$deltatoken=0", "lang=en" })
            (await boss.GetAsync($"/api/v1/account/$delta?{option}")).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_gains_or_loses_a_field_is_told_to_read_everything_again(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["account"] = new { read = "all", fields = new { name = "read" } } });
        var role = (await boss.ListAsync("role", "$filter=name eq 'role_rep'"))[0].GetProperty("id").GetString();
        var link = new Uri((await rep.GetAsync("/api/v1/account/$delta?token=latest")).Expect(200).GetProperty("@odata.deltaLink").GetString()!).PathAndQuery;
        (await rep.GetAsync(link)).Expect(200);

        (await boss.PatchAsync($"/api/v1/role/{role}", new { grants = new { account = new { read = "all", fields = new { name = "read", phone = "read" } } } })).Expect(200);
        var over = await rep.GetAsync(link);
        Assert.Equal((410, "delta_over"), (over.Status, over.Code));
        (await rep.GetAsync("/api/v1/account/$delta")).Expect(200);
    }

    private static string Asked(string link) => link[..link.LastIndexOf("token=", StringComparison.Ordinal)];

    /// <summary>Asks until something is there: a change is told once it is sealed.</summary>
    private static async Task<JsonElement> ReadAsync(TestClient client, string path)
    {
        for (var tries = 0; ; tries++)
        {
            var page = (await client.GetAsync(path)).Expect(200);
            if (page.GetProperty("value").GetArrayLength() > 0 || tries == 100)
                return page;

            await Task.Delay(100);
        }
    }
}
