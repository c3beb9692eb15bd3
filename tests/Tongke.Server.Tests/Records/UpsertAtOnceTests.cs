using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>Several who write by the same key that no record has yet: one makes the record, the others find it and change it.</summary>
public sealed class UpsertAtOnceTests
{
    private const int People = 10;

    [Theory, OnEveryDatabase]
    public async Task Of_many_upserts_of_a_new_key_one_makes_the_record_and_the_others_change_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        for (var round = 0; round < 3; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, People).Select(i => boss.PatchAsync($"/api/v1/product(code='P-{round}')", new { name = $"产品 {round}", description = $"由 {i} 写入" })));

            Assert.All(answers, a => Assert.True(a.Status is 200 or 201, a.Text));
            Assert.Single(answers, a => a.Status == 201);
            var product = Assert.Single(await boss.ListAsync("product", $"$filter=code eq 'P-{round}'"));
            Assert.Equal(People, product.GetProperty("version").GetInt32());
        }
    }

    [Theory, OnEveryDatabase]
    public async Task In_batches_too(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, People).Select(i => boss.PostAsync("/api/v1/$batch", new
        {
            requests = new object[]
            {
                new { id = "1", atomicityGroup = "g", method = "PATCH", url = "product(code='B-1')", body = new { name = "产品", description = $"由 {i} 写入" } },
                new { id = "2", atomicityGroup = "g", method = "POST", url = "account", body = new { name = $"客户 {i}" } },
            },
        })));

        Assert.All(answers, a => Assert.All(a.Json.GetProperty("responses").EnumerateArray(), r => Assert.InRange(r.GetProperty("status").GetInt32(), 200, 201)));
        Assert.Single(await boss.ListAsync("product", "$filter=code eq 'B-1'"));
        Assert.Equal(People, (await boss.ListAsync("account")).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task Another_value_that_is_taken_is_still_told(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        await boss.CreateAsync("user", new { login = "wang", name = "王", email = "wang@example.com" });

        var refused = await boss.PatchAsync("/api/v1/user(login='li')", new { name = "李", email = "wang@example.com" });

        Assert.Equal((409, "email"), (refused.Status, refused.Json.GetProperty("error").GetProperty("details")[0].GetProperty("target").GetString()));
    }
}
