using System.Diagnostics;
using Tongke.Exchange.Imports;
using Tongke.Kernel;
using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Exchange.Jobs;

/// <summary>Shows on the job's record how far it is, at most once a second, and hears there whether somebody stopped it.</summary>
internal sealed class JobProgress(Workspace workspace, JobLeases leases, Guid job, long total) : IImportProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan shown;
    private long? first;

    /// <inheritdoc />
    public async ValueTask<bool> ShowAsync(ImportCounts counts, CancellationToken ct)
    {
        first ??= counts.Done;
        if (await IsCancelledAsync(ct))
            return true;

        if (clock.Elapsed - shown < Pause)
            return false;

        shown = clock.Elapsed;
        if (!await leases.RenewAsync(job, ct))
            throw new OperationCanceledException("Another node has the job.");

        await ChangeAsync(workspace, job, j => j.Show(counts, total, RowsPerSecond(counts)), ct);
        return false;
    }

    /// <summary>Rows a second since the work began here.</summary>
    public double RowsPerSecond(ImportCounts counts) => (counts.Done - (first ?? 0)) / Math.Max(0.001, clock.Elapsed.TotalSeconds);

    /// <summary>Changes the job's record in the name of the system.</summary>
    public static async Task ChangeAsync(Workspace workspace, Guid job, Action<ImportJob> change, CancellationToken ct)
    {
        var session = workspace.Open(JobActors.Keeper);
        if (await session.LoadAsync(session.Schema[ImportJob.ObjectName], job, ct) is not { } record)
            return;

        change(ImportJob.Over(record));
        if (await session.CommitAsync(ct) is { } refusal and not Stale)
            throw new InvalidOperationException($"The state of an import was refused: {refusal.Message.Code} {string.Join(", ", refusal.Problems.Select(p => $"{p.Target} {p.Message.Code}"))}");
    }

    private async Task<bool> IsCancelledAsync(CancellationToken ct) =>
        await workspace.Database.ScalarAsync<string>(Sql.From($"select status from {Identifier.Of(ImportJob.ObjectName)} where id = {job}"), ct) is JobStatus.Cancelled;
}
