using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Bench;

public sealed class WorkBenchTests
{
    private static readonly object[] Cards = [new { id = "a", kind = "tasks", width = "half" }];

    private static readonly int[] Refused = [400, 403];

    private static readonly object Bench = new { create = true, read = "=OR(shared, owner = ME())", edit = "own", delete = "own", fields = new Dictionary<string, string> { ["*"] = "edit", ["shared"] = "read", ["role"] = "read", ["position"] = "read" } };

    private static readonly Dictionary<string, object> Rep = new() { ["work_bench"] = Bench };

    [Theory, OnEveryDatabase]
    public async Task The_arrangement_is_kept_with_the_person_and_nobody_else_sees_or_changes_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (ana, ben) = (await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        var before = (await ana.GetAsync("/api/pages/bench")).Expect(200);
        Assert.Equal(JsonValueKind.Null, before.GetProperty("mine").ValueKind);

        var id = (await ana.CreateAsync("work_bench", new { cards = Cards })).GetProperty("id").GetString();
        var mine = (await ana.GetAsync("/api/pages/bench")).Expect(200).GetProperty("mine");
        Assert.Equal((id, "tasks"), (mine.GetProperty("id").GetString(), mine.GetProperty("cards")[0].GetProperty("kind").GetString()));
        Assert.Equal(JsonValueKind.Null, (await ben.GetAsync("/api/pages/bench")).Expect(200).GetProperty("mine").ValueKind);
        Assert.Equal(404, (await ben.GetAsync($"/api/v1/work_bench/{id}")).Status);
        Assert.Equal(404, (await ben.PatchAsync($"/api/v1/work_bench/{id}", new { cards = Cards })).Status);
        Assert.Equal(409, (await ana.PostAsync("/api/v1/work_bench", new { cards = Cards })).Status);

        (await ana.DeleteAsync($"/api/v1/work_bench/{id}")).Expect(204);
        Assert.Equal(JsonValueKind.Null, (await ana.GetAsync("/api/pages/bench")).Expect(200).GetProperty("mine").ValueKind);
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_lays_cards_on_the_bench_of_others_without_the_right_to_set_defaults(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        Assert.Equal(403, (await ana.PostAsync("/api/v1/work_bench", new { cards = Cards, shared = true })).Status);
        Assert.Contains((await ana.PostAsync("/api/v1/work_bench", new { cards = Cards, owner = boss.Id })).Status, Refused);
        var delivered = await ana.ListAsync("work_bench", "$filter=shared eq true");
        Assert.NotEmpty(delivered);
        Assert.All(delivered, bench => Assert.Equal(403, ana.PatchAsync($"/api/v1/work_bench/{bench.GetProperty("id").GetString()}", new { cards = Cards }).Result.Status));

        var role = (await boss.ListAsync("role", "$filter=name eq 'role_ana'"))[0].GetProperty("id").GetString();
        await boss.CreateAsync("work_bench", new { shared = true, role, cards = new[] { new { id = "for_ana", kind = "recent", width = "full" } } });
        Assert.Equal("for_ana", FirstCard((await ana.GetAsync("/api/pages/bench")).Expect(200)));
        Assert.NotEqual("for_ana", FirstCard((await boss.GetAsync("/api/pages/bench")).Expect(200)));
    }

    [Theory, OnEveryDatabase]
    public async Task Cards_that_a_page_could_not_lay_out_are_refused(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ana = await app.SignInAsync("ana", Rep);
        object[] refused =
        [
            "cards", new { id = "a" }, new[] { new { id = "a", kind = "tasks", width = "huge" } }, new[] { new { id = "a", kind = "tasks" } },
            new[] { new { id = "a", kind = "tasks", width = "half" }, new { id = "a", kind = "recent", width = "half" } },
            Enumerable.Range(0, 31).Select(i => new { id = $"c{i}", kind = "tasks", width = "half" }).ToArray(),
        ];
        foreach (var cards in refused)
            Assert.Equal(400, (await ana.PostAsync("/api/v1/work_bench", new { cards })).Status);

        await ana.CreateAsync("work_bench", new { cards = Array.Empty<object>() });
    }

    [Theory, OnEveryDatabase]
    public async Task The_delivered_cards_show_views_that_there_are(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var views = (await boss.GetAsync("/api/meta")).Expect(200).GetProperty("objects").EnumerateArray()
            .SelectMany(o => o.GetProperty("views").EnumerateArray().Select(v => (o.GetProperty("name").GetString(), v.GetProperty("name").GetString()))).ToHashSet();
        var benches = await boss.ListAsync("work_bench", "$filter=shared eq true");
        var shown = benches.SelectMany(b => b.GetProperty("cards").EnumerateArray()).Where(c => c.GetProperty("kind").GetString() == "view").ToArray();

        Assert.NotEmpty(shown);
        Assert.All(shown, card => Assert.Contains((card.GetProperty("object").GetString(), card.GetProperty("view").GetString()), views));
    }

    private static string? FirstCard(JsonElement bench) => bench.GetProperty("standard")[0].GetProperty("id").GetString();
}
