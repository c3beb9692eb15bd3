using Tongke.Exchange.Files;
using Tongke.Exchange.Jobs;
using Tongke.Kernel;

namespace Tongke.Server.Exchange;

/// <summary>Runs imports and exports beside the requests, as long as the server runs.</summary>
internal sealed class JobHost(Workspace workspace, IFileContents files, ILogger<JobRunner> log) : IHostedService, IAsyncDisposable
{
    private JobRunner? runner;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        runner = new JobRunner(workspace, files, log);
        runner.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref runner, null) is { } started)
            await started.DisposeAsync();
    }
}
