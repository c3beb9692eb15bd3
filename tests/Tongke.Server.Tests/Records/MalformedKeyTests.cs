using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>A key that isn't one is said to be so, and is never taken as some text.</summary>
public sealed class MalformedKeyTests
{
    private static readonly string[] Malformed =
    [
        "(code='a',name='b')", "(code='a'b')", "(code='a)", "(code=null)", "(code=)", "(code='%FF')", "(code='a%E4%B8')", "(code=a,name=b)", "(code='a' 'b')",
    ];

    [Theory, OnEveryDatabase]
    public async Task What_is_no_key_is_refused_however_it_is_asked_for(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var key in Malformed)
            foreach (var (method, rest, body) in new (HttpMethod, string, object?)[]
            {
                (HttpMethod.Get, "", null), (HttpMethod.Patch, "", new { name = "N" }), (HttpMethod.Delete, "", null), (HttpMethod.Post, "/transfer", new { }), (HttpMethod.Get, "/$history", null),
            })
            {
                var answer = await boss.SendAsync(method, $"/api/v1/product{key}{rest}", body);
                Assert.True((answer.Status, answer.Code) == (400, "malformed_key"), $"{method} {key}{rest}: {answer.Status} {answer.Text}");
            }

        Assert.Contains("记录的键有误", (await boss.GetAsync($"/api/v1/product{Malformed[0]}", ("Accept-Language", "zh"))).Text, StringComparison.Ordinal);
        Assert.Contains("key is malformed", (await boss.GetAsync($"/api/v1/product{Malformed[0]}")).Text, StringComparison.Ordinal);
        foreach (var key in Malformed)
        {
            var batch = (await boss.PostAsync("/api/v1/$batch", new { requests = new[] { new { id = "1", method = "PATCH", url = $"product{key}", body = new { name = "N" } } } })).Expect(200);
            Assert.Equal(400, batch.GetProperty("responses")[0].GetProperty("status").GetInt32());
        }

        Assert.Empty(await boss.ListAsync("product", "$filter=name eq 'N'"));
    }

    [Theory, OnEveryDatabase]
    public async Task Quotes_commas_and_percent_signs_within_a_key_are_part_of_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var code in new[] { "A','B", "NULL", "%FF", "X=Y", "甲 (乙)" })
        {
            var path = $"/api/v1/product(code='{Uri.EscapeDataString(code.Replace("'", "''", StringComparison.Ordinal))}')";
            (await boss.PatchAsync(path, new { name = $"Product {code}" })).Expect(201);
            Assert.Equal(code, (await boss.GetAsync(path)).Expect(200).GetProperty("code").GetString());
        }
    }
}
