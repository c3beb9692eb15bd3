using System.Collections.Concurrent;
using System.Diagnostics;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Hostile;

public sealed class ChangingSchemaTests
{
    private const int Clients = 16;
    private const int Changes = 6;

    [Theory, OnEveryDatabase]
    public async Task Fields_come_and_go_while_sixteen_clients_write_and_read(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var custom = (await boss.CreateAsync("object_customisation", Custom(0))).GetProperty("id").GetGuid();
        var (kept, bad) = (new ConcurrentDictionary<Guid, string>(), new ConcurrentBag<string>());
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(n => Task.Run(() => WorkAsync(boss, n, kept, bad, stop.Token))).ToArray();

        for (var i = 1; i <= Changes; i++)
            (await boss.PatchAsync($"/api/v1/object_customisation/{custom}", Custom(i))).Expect(200);

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        Assert.Empty(bad);
        Assert.True(kept.Count >= Clients, $"Only {kept.Count} records were written meanwhile.");
        foreach (var (id, name) in kept)
            Assert.Equal(name, (await boss.GetAsync($"/api/v1/lead/{id}")).Expect(200).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Two_nodes_on_one_PostgreSQL_see_each_others_fields_records_and_rights_within_two_seconds()
    {
        var location = await TestApp.NewLocationAsync(new TestDatabase(Storage.Dialect.Postgres));
        await using var one = await TestApp.StartAsync(location);
        await using var two = await TestApp.StartAsync(location);
        var boss = await one.SignInAsync();
        var rep = await one.SignInAsync("rep", new Dictionary<string, object> { ["lead"] = new { read = "all" } });
        using var bossThere = new TestClient(two.Address, boss.Login, boss.Id);
        using var repThere = new TestClient(two.Address, rep.Login, rep.Id);
        await Within(TimeSpan.FromSeconds(2), async () => (await repThere.GetAsync("/api/v1/lead")).Status == 200);

        await boss.CreateAsync("object_customisation", Custom(3));
        await Within(TimeSpan.FromSeconds(2), async () => (await bossThere.PostAsync("/api/v1/lead", new { name = "New", extra_3 = "x" })).Status == 201);
        Assert.Single(await boss.ListAsync("lead", "$filter=extra_3 eq 'x'"));

        var lead = (await boss.CreateAsync("lead", new { name = "Here" })).GetProperty("id").GetGuid();
        Assert.Equal(200, (await repThere.GetAsync($"/api/v1/lead/{lead}")).Status);
        var role = one.Workspace.Organization.Find(rep.Id)!.Roles.Single();
        (await boss.PatchAsync($"/api/v1/role/{role}", new { grants = new { lead = new { read = "own" } } })).Expect(200);
        await Within(TimeSpan.FromSeconds(2), async () => (await repThere.GetAsync($"/api/v1/lead/{lead}")).Status == 404);
    }

    private static async Task WorkAsync(TestClient boss, int number, ConcurrentDictionary<Guid, string> kept, ConcurrentBag<string> bad, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var name = $"L{number}-{i}";
            var made = await boss.PostAsync("/api/v1/lead", new { name });
            if (made.Status == 201)
                kept[made.Json.GetProperty("id").GetGuid()] = name;
            else
                bad.Add($"POST {made.Status} {made.Text}");

            // A field of the moment: there or not, never a defect.
            var withExtra = await boss.PostAsync("/api/v1/lead", new Dictionary<string, string> { ["name"] = name, [$"extra_{i % (Changes + 1)}"] = "x" });
            if (withExtra.Status is not (201 or 400))
                bad.Add($"POST extra {withExtra.Status} {withExtra.Text}");

            foreach (var path in new[] { "lead?$top=10&$orderby=name&$count=true", "lead?$apply=groupby((status),aggregate($count as n))", "lead?$search=L1" })
                if (await boss.GetAsync($"/api/v1/{path}") is { Status: not 200 } read)
                    bad.Add($"{path} {read.Status} {read.Text}");
        }
    }

    /// <summary>Each change adds a field and takes the one before away.</summary>
    private static object Custom(int number) => new
    {
        @object = "lead",
        definition = new
        {
            name = "lead",
            label = new { zh = "线索", en = "Lead" },
            fields = new[] { new { name = $"extra_{number}", type = "text", label = new { zh = $"附加 {number}", en = $"Extra {number}" } } },
        },
    };

    private static async Task Within(TimeSpan longest, Func<Task<bool>> holds)
    {
        for (var waited = Stopwatch.StartNew(); !await holds(); await Task.Delay(20))
            Assert.True(waited.Elapsed < longest, $"Not within {longest}.");
    }
}
