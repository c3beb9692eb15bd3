using Tongke.Kernel.Changes;
using Tongke.Kernel.Testing;
using Tongke.Kernel.Tests.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests.Changes;

public sealed class ChangeFeedTests
{
    [Theory, OnEveryDatabase]
    public async Task A_consumer_gets_every_change_once_in_order_and_can_start_again(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => app.CreateAsync("customer", new { name = $"客户{i}" })));
        await app.SealAsync();

        var seen = new Collector();
        await app.Workspace.Feed.RunAsync(seen, default);
        Assert.Equal(40, seen.Changes.Count(c => c.Object == "customer"));
        Assert.Equal(Enumerable.Range(1, seen.Changes.Count).Select(n => (long)n), seen.Changes.Select(c => c.Seq));
        Assert.Equal(0, await app.Workspace.Feed.LagAsync(seen.Name, default));

        await app.Workspace.Feed.RewindAsync(seen.Name, 0, default);
        Assert.Equal(seen.Changes.Count, await app.Workspace.Feed.LagAsync(seen.Name, default));
        var before = seen.Changes.Count;
        await app.Workspace.Feed.RunAsync(seen, default);
        Assert.Equal(before * 2, seen.Changes.Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_consumer_that_fails_gets_the_same_changes_again(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        await app.CreateAsync("customer", new { name = "云海" });
        await app.SealAsync();

        var seen = new Collector { Fails = true };
        Assert.Equal(0, await app.Workspace.Feed.RunAsync(seen, default));
        seen.Fails = false;
        await app.Workspace.Feed.RunAsync(seen, default);
        Assert.Single(seen.Changes, c => c.Object == "customer");
    }

    [Theory, OnEveryDatabase]
    public async Task A_consumer_of_updates_is_not_given_what_is_made_or_deleted(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var customer = await app.CreateAsync("customer", new { name = "云海" });
        await app.UpdateAsync("customer", customer, new { name = "云海科技" });
        await app.DeleteAsync("customer", customer);
        await app.SealAsync();

        var seen = new Collector { OnlyUpdates = true };
        await app.Workspace.Feed.RunAsync(seen, default);
        Assert.Equal(["updated"], seen.Changes.Where(c => c.Object == "customer").Select(c => c.Kind));
        Assert.Equal(0, await app.Workspace.Feed.LagAsync(seen.Name, default));
    }

    private sealed class Collector : IChangeConsumer
    {
        public string Name => "collector";

        public bool OnlyUpdates { get; init; }

        public bool Fails { get; set; }

        public List<SealedChange> Changes { get; } = [];

        public Task HandleAsync(IReadOnlyList<SealedChange> changes, CancellationToken ct)
        {
            if (Fails)
                throw new InvalidOperationException("down");

            Changes.AddRange(changes);
            return Task.CompletedTask;
        }
    }
}
