using Tongke.Testing;

namespace Tongke.Server.Tests.Live;

/// <summary>Who is told who else has a record before them.</summary>
public sealed class PresenceTests
{
    private static readonly Dictionary<string, object> OwnLeads = new() { ["lead"] = Grants.Own };

    [Theory, OnEveryDatabase]
    public async Task Two_on_one_record_hear_of_each_other_until_one_goes(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync("boss"), await app.SignInAsync("ana", OwnLeads));
        var lead = await ana.CreateAsync("lead", new { name = "张三" });
        var id = lead.GetProperty("id").GetString()!;
        await using var hers = await LivePage.OpenAsync(app, ana, "lead");
        await hers.LookAsync("lead", id);
        Assert.Empty(await hers.OthersAsync());

        await using (var his = await LivePage.OpenAsync(app, boss, "lead"))
        {
            await his.LookAsync("lead", id);
            Assert.Equal(["ana"], await his.OthersAsync());
            Assert.Equal(["boss"], await hers.OthersAsync());

            await his.LookAsync(null, null);
            Assert.Empty(await hers.OthersAsync());
            await his.LookAsync("lead", id);
            Assert.Equal(["boss"], await hers.OthersAsync());
        }

        Assert.Empty(await hers.OthersAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Who_may_not_see_the_record_is_neither_told_nor_named_and_who_loses_sight_of_it_no_longer(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana, ben) = (await app.SignInAsync("boss"), await app.SignInAsync("ana", OwnLeads), await app.SignInAsync("ben", OwnLeads));
        var lead = await ana.CreateAsync("lead", new { name = "张三" });
        var id = lead.GetProperty("id").GetString()!;
        await using var hers = await LivePage.OpenAsync(app, ana, "lead");
        await using var bens = await LivePage.OpenAsync(app, ben, "lead");
        await hers.LookAsync("lead", id);
        Assert.Empty(await hers.OthersAsync());
        await bens.LookAsync("lead", id);
        await bens.LookAsync("no_such_object", id);
        await bens.LookAsync("lead", Guid.CreateVersion7().ToString());

        (await boss.PatchAsync($"/api/v1/lead/{id}", new { owner = boss.Id })).Expect(200);
        await using var his = await LivePage.OpenAsync(app, boss, "lead");
        await his.LookAsync("lead", id);

        Assert.Empty(await his.OthersAsync());
        Assert.True(bens.SawNobody);
        Assert.True(hers.SawNobody);
    }

    [Fact]
    public async Task Two_nodes_on_one_database_hear_of_each_others_people_within_two_seconds_until_one_stops()
    {
        var location = await TestApp.NewLocationAsync(new TestDatabase(Storage.Dialect.Postgres));
        await using var one = await TestApp.StartAsync(location);
        var (boss, ana) = (await one.SignInAsync("boss"), await one.SignInAsync("ana", OwnLeads));
        var id = (await ana.CreateAsync("lead", new { name = "张三" })).GetProperty("id").GetString()!;
        await using var hers = await LivePage.OpenAsync(one, ana, "lead");
        await hers.LookAsync("lead", id);
        Assert.Empty(await hers.OthersAsync());

        // A node that starts later learns of those who were there before.
        await using (var two = await TestApp.StartAsync(location))
        {
            await using var his = await LivePage.OpenAsync(two, boss, "lead");
            await his.LookAsync("lead", id);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            Assert.Equal(["boss"], await hers.OthersAsync());
            while (!(await his.OthersAsync()).SequenceEqual(["ana"]))
                Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), "The other node's people are not seen.");

            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"It took {clock.Elapsed}.");
            await his.LookAsync(null, null);
            Assert.Empty(await hers.OthersAsync());
            await his.LookAsync("lead", id);
            Assert.Equal(["boss"], await hers.OthersAsync());
        }

        Assert.Empty(await hers.OthersAsync());
    }

    [Fact]
    public async Task The_people_of_a_node_that_is_killed_vanish()
    {
        await using var app = await TestApp.StartAsync(new TestDatabase(Storage.Dialect.Postgres));
        var (boss, ana) = (await app.SignInAsync("boss"), await app.SignInAsync("ana", OwnLeads));
        var id = (await ana.CreateAsync("lead", new { name = "张三" })).GetProperty("id").GetString()!;
        await using var hers = await LivePage.OpenAsync(app, ana, "lead");
        await hers.LookAsync("lead", id);
        Assert.Empty(await hers.OthersAsync());

        // All that the others have of a node is what it says: this one says that somebody is there, and never anything again.
        await app.Workspace.Database.NotifyAsync(
            new("presence", System.Text.Json.JsonSerializer.Serialize(new { Node = Guid.NewGuid(), Kind = "at", Seq = 1, Object = "lead", Record = id, People = new[] { boss.Id } })),
            TestContext.Current.CancellationToken);
        Assert.Equal(["boss"], await hers.OthersAsync());
        Assert.Empty(await hers.OthersAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_notice_that_nobody_can_read_ends_nothing(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync("boss"), await app.SignInAsync("ana", OwnLeads));
        var id = (await ana.CreateAsync("lead", new { name = "张三" })).GetProperty("id").GetString()!;
        await app.Workspace.Database.NotifyAsync(new("presence", "{]"), TestContext.Current.CancellationToken);
        await using var hers = await LivePage.OpenAsync(app, ana, "lead");
        await hers.LookAsync("lead", id);
        Assert.Empty(await hers.OthersAsync());
        await app.Workspace.Database.NotifyAsync(
            new("presence", System.Text.Json.JsonSerializer.Serialize(new { Node = Guid.NewGuid(), Kind = "at", Seq = 1, Object = "lead", Record = id, People = new[] { boss.Id } })),
            TestContext.Current.CancellationToken);
        Assert.Equal(["boss"], await hers.OthersAsync());
    }
}
