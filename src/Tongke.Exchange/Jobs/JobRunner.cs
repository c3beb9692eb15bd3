using Microsoft.Extensions.Logging;
using Tongke.Exchange.Exports;
using Tongke.Exchange.Files;
using Tongke.Exchange.Imports;
using Tongke.Kernel;
using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Exchange.Jobs;

/// <summary>
/// Works on imports and exports in the background, two at once. Every node has one; a job is done by one node at a time, and goes on elsewhere
/// when that node dies.
/// </summary>
public sealed class JobRunner : IAsyncDisposable
{
    private const int MostAtOnce = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly string[] ImportStates = [JobStatus.Checking, JobStatus.Running];
    private static readonly string[] ExportStates = [ExportStatus.Queued, ExportStatus.Running];

    private readonly Workspace workspace;
    private readonly ILogger<JobRunner> log;
    private readonly JobLeases leases;
    private readonly ImportWork imports;
    private readonly ExportWork exports;
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly SemaphoreSlim places = new(MostAtOnce);
    private readonly List<Task> working = [];
    private Task running = Task.CompletedTask;

    /// <summary>A runner for the jobs of one workspace.</summary>
    public JobRunner(Workspace workspace, IFileContents files, ILogger<JobRunner> log)
    {
        (this.workspace, this.log) = (workspace, log);
        leases = new JobLeases(workspace.Database, workspace.Clock);
        imports = new ImportWork(workspace, files, leases);
        exports = new ExportWork(workspace, files, leases);
    }

    /// <summary>Begins.</summary>
    public void Start()
    {
        workspace.Committed += WakeForJobs;
        running = Task.Run(RunAsync);
    }

    /// <summary>Stops between two transactions; what is not done goes on later.</summary>
    public async ValueTask DisposeAsync()
    {
        workspace.Committed -= WakeForJobs;
        await stopping.CancelAsync();
        await running;
        await Task.WhenAll(working);
        stopping.Dispose();
    }

    private void WakeForJobs(IReadOnlyList<RecordChange> changes)
    {
        if (wake.CurrentCount == 0 && changes.Any(c => c.Record.Object.Name is ImportJob.ObjectName or ExportJob.ObjectName))
            wake.Release();
    }

    private async Task RunAsync()
    {
        var ct = stopping.Token;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await TakeUpAsync(ImportJob.ObjectName, ImportStates, imports.RunAsync, imports.FailAsync, ct);
                await TakeUpAsync(ExportJob.ObjectName, ExportStates, exports.RunAsync, exports.FailAsync, ct);
                await exports.ExpireAsync(ct);
                working.RemoveAll(t => t.IsCompleted);
                await wake.WaitAsync(Pause, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (StorageException failure)
            {
                log.LogWarning(failure, "Jobs could not be looked for; it is tried again.");
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private async Task TakeUpAsync(string jobs, string[] states, Func<Guid, CancellationToken, Task> work, Func<Guid, Task> fail, CancellationToken ct)
    {
        foreach (var job in await leases.FindFreeAsync(Identifier.Of(jobs), states, ct))
        {
            if (!await places.WaitAsync(TimeSpan.Zero, ct))
                return;

            if (await leases.TakeAsync(job, ct))
                working.Add(Task.Run(() => WorkAsync(job, work, fail, ct), CancellationToken.None));
            else
                places.Release();
        }
    }

    private async Task WorkAsync(Guid job, Func<Guid, CancellationToken, Task> work, Func<Guid, Task> fail, CancellationToken ct)
    {
        try
        {
            await work(job, ct);
        }
        catch (OperationCanceledException)
        {
            // The node stops, or lost the lease: the job goes on elsewhere, or here after the next start.
        }
        catch (StorageException failure)
        {
            log.LogWarning(failure, "Job {Job} was interrupted; it goes on when the database answers.", job);
        }
#pragma warning disable CA1031 // A defect in one job must end that job, visibly, and no other.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            log.LogError(defect, "Job {Job} failed.", job);
            await FailAsync(job, fail);
        }
        finally
        {
            places.Release();
            await ReleaseAsync(job);
        }
    }

    private async Task FailAsync(Guid job, Func<Guid, Task> fail)
    {
        try
        {
            await fail(job);
        }
        catch (StorageException failure)
        {
            log.LogWarning(failure, "Job {Job} could not be marked as failed.", job);
        }
    }

    private async Task ReleaseAsync(Guid job)
    {
        try
        {
            await leases.ReleaseAsync(job, CancellationToken.None);
            wake.Release();
        }
        catch (StorageException failure)
        {
            log.LogWarning(failure, "The lease of job {Job} runs out by itself.", job);
        }
    }
}
