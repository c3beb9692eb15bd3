using Microsoft.Extensions.Time.Testing;
using Tongke.Server.Health;
using Xunit;

namespace Tongke.Server.Tests.Health;

/// <summary>Garbage is given back after the start and in quiet minutes, where it is worth it and the runtime has not done it.</summary>
public sealed class QuietMemoryTests
{
    private const long Much = 20 * 1024 * 1024;

    private readonly FakeTimeProvider clock = new();
    private long allocated = Much;
    private int collections;
    private int given;

    [Fact]
    public async Task It_is_given_back_after_the_start_and_in_quiet_minutes_only()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var garbage = new Garbage(() => allocated, () => collections, () => (collections, given) = (collections + 1, given + 1));
        var watching = QuietMemory.WatchAsync(garbage, clock, end.Token);

        await PassAsync(TimeSpan.FromSeconds(4));
        Assert.Equal(0, given);
        await PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(1, given);

        // Nothing came of these minutes.
        await PassAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(1, given);

        // Where much is asked for, the runtime collects by itself.
        (allocated, collections) = (allocated + 10 * Much, collections + 3);
        await PassAsync(TimeSpan.FromMinutes(1.5));
        Assert.Equal(1, given);

        allocated += Much;
        await PassAsync(TimeSpan.FromMinutes(1.5));
        Assert.Equal(2, given);

        await end.CancelAsync();
        await watching;
    }

    /// <summary>Time goes by second after second, and what waits for it runs.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }
    }
}
