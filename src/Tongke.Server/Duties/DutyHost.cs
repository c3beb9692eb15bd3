using Tongke.Kernel;
using Tongke.Storage;

namespace Tongke.Server.Duties;

/// <summary>Does what the clock asks for, as long as the server runs: each duty at its own pace, none waiting for another.</summary>
internal sealed partial class DutyHost(Workspace workspace, IHostApplicationLifetime life, ILogger<DutyHost> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(workspace.Duties.Select(duty => Task.Run(
        async () =>
        {
            await life.StartedAsync(stoppingToken);
            await DoAsync(duty, stoppingToken);
        },
        CancellationToken.None)));

    private async Task DoAsync(Duty duty, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await duty.RunAsync(workspace, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (StorageException failure)
            {
                LogOutage(log, duty.Name, failure);
            }
#pragma warning disable CA1031 // A defect in one duty must not end the others, nor this one's next turn.
            catch (Exception defect)
#pragma warning restore CA1031
            {
                LogDefect(log, duty.Name, defect);
            }

            await Task.Delay(duty.Every, workspace.Clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database did not answer during '{Duty}'; it is tried again")]
    private static partial void LogOutage(ILogger log, string duty, Exception failure);

    [LoggerMessage(LogLevel.Error, "'{Duty}' failed; it is tried again")]
    private static partial void LogDefect(ILogger log, string duty, Exception failure);
}
