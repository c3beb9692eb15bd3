using Microsoft.Extensions.Logging;
using Tongke.Storage;

namespace Tongke.Kernel.Changes;

/// <summary>Runs the <see cref="Sealer"/> soon after every commit of this node, and now and then for the commits of others.</summary>
internal sealed class SealingLoop(Sealer sealer, ILogger<SealingLoop> log) : IAsyncDisposable
{
    /// <summary>Time in which commits gather before they are sealed together: a seal costs a commit of its own.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim wake = new(0, 1);
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public void Start() => running = Task.Run(RunAsync);

    /// <summary>There is something to seal.</summary>
    public void Wake()
    {
        if (wake.CurrentCount == 0)
        {
            try
            {
                wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another commit woke it in the same moment.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
        wake.Dispose();
    }

    private async Task RunAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await wake.WaitAsync(Idle, stopping.Token);
                await sealer.SealAsync(stopping.Token);
                await Task.Delay(Gather, stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (StorageException failure)
            {
                log.LogWarning(failure, "Sealing the change log failed; it is tried again.");
                await Task.Delay(Idle, CancellationToken.None);
            }
        }
    }
}
