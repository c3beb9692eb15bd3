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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await life.StartedAsync(stoppingToken);
        var (pause, allocated, collections) = (AfterStart, 0L, GC.CollectionCount(0));
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested && (pause == AfterStart || GC.CollectionCount(0) == collections) && GC.GetTotalAllocatedBytes() - allocated > Worthwhile)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

            (pause, allocated, collections) = (Every, GC.GetTotalAllocatedBytes(), GC.CollectionCount(0));
        }
    }
}
