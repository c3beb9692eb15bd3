using Microsoft.Extensions.Logging;
using Tongke.Storage;

namespace Tongke.Kernel;

/// <summary>
/// Work that follows events in the background: done soon after it is woken, and now and then in any case. An outage of the database is
/// logged and waited out; the work must be such that doing it again does no harm.
/// </summary>
/// <param name="name">For the log.</param>
/// <param name="work">What is done.</param>
/// <param name="pause">Time after each run in which events gather.</param>
/// <param name="idle">Longest time between two runs; <see cref="Timeout.InfiniteTimeSpan"/> to run only when woken.</param>
/// <param name="log">Where failures go.</param>
internal sealed class Loop(string name, Func<CancellationToken, Task> work, TimeSpan pause, TimeSpan idle, ILogger<Loop> log) : IAsyncDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim wake = new(0);
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public void Start() => running = Task.Run(RunAsync);

    /// <summary>There is something to do.</summary>
    public void Wake()
    {
        if (wake.CurrentCount == 0)
            wake.Release();
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
                await wake.WaitAsync(idle, stopping.Token);
                await work(stopping.Token);
                await Task.Delay(pause, stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (StorageException failure)
            {
                log.LogWarning(failure, "The {Loop} loop failed; it is tried again.", name);
                await Task.Delay(AfterFailure, CancellationToken.None);
            }
#pragma warning disable CA1031 // A defect met once must not end the work for good.
            catch (Exception defect)
#pragma warning restore CA1031
            {
                log.LogError(defect, "The {Loop} loop met a defect; it is tried again.", name);
                await Task.Delay(AfterFailure, CancellationToken.None);
            }
        }
    }
}
