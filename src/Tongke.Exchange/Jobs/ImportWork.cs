using Tongke.Exchange.Files;
using Tongke.Exchange.Imports;
using Tongke.Exchange.Sheets;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Jobs;

/// <summary>What the runner does with an import: try it, run it, take it back.</summary>
internal sealed class ImportWork(Workspace workspace, IFileContents files, JobLeases leases)
{
    public async Task RunAsync(Guid id, CancellationToken ct)
    {
        var session = workspace.Open(JobActors.Keeper);
        if (await session.LoadAsync(session.Schema[ImportJob.ObjectName], id, ct) is not { } record)
            return;

        var job = ImportJob.Over(record);
        if (await JobActors.FindAsync(workspace, job.StartedBy, job.StartedWith, "import", ct) is not { } actor)
        {
            await EndAsync(id, JobStatus.Failed, new Message("job_without_person").In(session.Schema.Conventions.Language), ct);
            return;
        }

        try
        {
            await JobProgress.ChangeAsync(workspace, id, j => j.ShowStart(workspace.Clock.GetUtcNow()), ct);
            await (job.Task == JobTask.Undo ? UndoAsync(job, actor, ct) : TakeInAsync(job, actor, ct));
        }
        catch (SheetException broken)
        {
            await ShowFaultsAsync(id, job.Task == JobTask.Check, null, ct);
            await EndAsync(id, JobStatus.Failed, broken.Reason.In(actor.Language), ct);
        }
        catch (FileNotFoundException)
        {
            await EndAsync(id, JobStatus.Failed, new Message("import_file_gone").In(actor.Language), ct);
        }
    }

    /// <summary>Marks an import that a defect ended.</summary>
    public Task FailAsync(Guid id) =>
        EndAsync(id, JobStatus.Failed, new Message("job_defect").In(workspace.Schema.Conventions.Language), CancellationToken.None);

    private async Task TakeInAsync(ImportJob job, Actor actor, CancellationToken ct)
    {
        var isTrial = job.Task == JobTask.Check;
        var total = await SheetSize.CountAsync(await OpenAsync(job, ct), ct);
        var progress = new JobProgress(workspace, leases, job.Id, total);
        await using var sheet = await OpenAsync(job, ct);
        await JobProgress.ChangeAsync(workspace, job.Id, j => j.ShowHeaders(sheet.Headers, sheet.Encoding), ct);
        if (!isTrial)
            await ImportMappings.RememberAsync(workspace, job.Settings, sheet.Headers, actor, ct);

        var outcome = await ImportRun.RunAsync(workspace, actor, job.Id, job.Settings, sheet, isTrial, progress, ct);
        await JobProgress.ChangeAsync(workspace, job.Id, j => j.Show(outcome.Counts, total, progress.RowsPerSecond(outcome.Counts)), ct);
        await ShowFaultsAsync(job.Id, isTrial, outcome.Unmatched, ct);
        if (outcome.Cleansed is { } cleansed)
            await JobProgress.ChangeAsync(workspace, job.Id, j => j.ShowCleansed(cleansed), ct);
        if (outcome.IsCancelled)
            await JobProgress.ChangeAsync(workspace, job.Id, j => j.ShowEnd(isTrial ? JobStatus.Mapped : JobStatus.Cancelled, null, workspace.Clock.GetUtcNow()), ct);
        else if (outcome.Refusal is { } refusal)
            await EndAsync(job.Id, JobStatus.Failed, string.Join(' ', refusal.Problems.Select(p => p.Message).DefaultIfEmpty(refusal.Message).Select(m => m.In(actor.Language))), ct);
        else
            await EndAsync(job.Id, isTrial ? JobStatus.Checked : JobStatus.Done, outcome.Unseen > 0 ? new Message("import_will_not_see", outcome.Unseen).In(actor.Language) : null, ct);
    }

    private async Task UndoAsync(ImportJob job, Actor actor, CancellationToken ct)
    {
        var progress = new JobProgress(workspace, leases, job.Id, total: 0);
        var (done, left, count) = await ImportUndo.RunAsync(workspace, actor, job.Id, workspace.Schema[job.Target], progress, ct);
        await JobProgress.ChangeAsync(workspace, job.Id, j =>
        {
            j.Show(new(0, done, 0, 0), done, 0);
            j.ShowFaults(left, null);
        }, ct);
        await EndAsync(job.Id, JobStatus.Undone, count == 0 ? null : new Message("import_undo_left", count).In(actor.Language), ct);
    }

    private async Task<Sheet> OpenAsync(ImportJob job, CancellationToken ct) =>
        await Sheet.OpenAsync(await OpenFileAsync(workspace, files, job, ct), job.Settings.Encoding, job.Settings.Sheet, job.Settings.HeaderRow, ct);

    /// <summary>The bytes of the job's file.</summary>
    public static async Task<Stream> OpenFileAsync(Workspace workspace, IFileContents files, ImportJob job, CancellationToken ct)
    {
        var stored = await workspace.Open(JobActors.Keeper).LoadAsync(workspace.Schema["stored_file"], job.File, ct);
        return await files.OpenAsync((string?)stored?["sha256"] ?? "", ct);
    }

    private async Task ShowFaultsAsync(Guid job, bool wasTrial, System.Text.Json.JsonElement? unmatched, CancellationToken ct)
    {
        var sample = await ErrorFile.SampleAsync(workspace, job, wasTrial, ct);
        await JobProgress.ChangeAsync(workspace, job, j => j.ShowFaults(sample, unmatched), ct);
    }

    /// <summary>Ends it, unless somebody cancelled it in the meantime.</summary>
    private Task EndAsync(Guid job, string status, string? message, CancellationToken ct) => JobProgress.ChangeAsync(workspace, job, j =>
    {
        if (j.Status != JobStatus.Cancelled)
            j.ShowEnd(status, message, workspace.Clock.GetUtcNow());
    }, ct);
}
