using Tongke.Server.Duties;

namespace Tongke.Server.Health;

/// <summary>
/// Gives memory back in quiet times. On machines with large caches the runtime lets garbage of some hundred megabytes gather before it collects, which a server that
/// has started, or has done its work of the night, would keep for hours. Where much is asked for the runtime collects by itself, and this does nothing.
/// </summary>
internal sealed class QuietMemory(IHostApplicationLifetime life) : BackgroundService
{
    /// <summary>Bytes of garbage that are worth a pause of some hundredths of a second.</summary>
    private const long Worthwhile = 16 * 1024 * 1024;

    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Looks again and again until <paramref name="ct"/>.</summary>
    internal static async Task WatchAsync(Garbage garbage, TimeProvider clock, CancellationToken ct)
    {
        var (pause, allocated, collections) = (AfterStart, 0L, garbage.Collections());
        while (!ct.IsCancellationRequested)
        {
            await Task.Delay(pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!ct.IsCancellationRequested && (pause == AfterStart || garbage.Collections() == collections) && garbage.Allocated() - allocated > Worthwhile)
                garbage.Collect();

            (pause, allocated, collections) = (Every, garbage.Allocated(), garbage.Collections());
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await life.StartedAsync(stoppingToken);
        await WatchAsync(Garbage.OfRuntime, TimeProvider.System, stoppingToken);
    }
}

/// <summary>What the runtime tells of its garbage, and how it is collected.</summary>
/// <param name="Allocated">Bytes allocated since the start.</param>
/// <param name="Collections">How often it was collected.</param>
/// <param name="Collect">Collects it and gives the memory back.</param>
internal sealed record Garbage(Func<long> Allocated, Func<int> Collections, Action Collect)
{
    /// <summary>That of this process.</summary>
    public static Garbage OfRuntime { get; } = new(
        () => GC.GetTotalAllocatedBytes(),
        () => GC.CollectionCount(0),
        () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));
}
