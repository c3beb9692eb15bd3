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
            await EndAsync(id, JobStatus.Failed, new Message("job_without_person").InAll(), session.Schema.Conventions.Language, ct);
            return;
        }

        try
        {
            await JobProgress.ChangeAsync(workspace, id, j => j.ShowStart(workspace.Clock.GetUtcNow()), ct);
            await (job.Task == JobTask.Undo ? UndoAsync(job, actor, ct) : TakeInAsync(job, actor, ct));
        }
        catch (SheetException broken)
        {
            await ShowFaultsAsync(id, job.Task == JobTask.Check, null, actor.Language, ct);
            await EndAsync(id, JobStatus.Failed, broken.Reason.InAll(), actor.Language, ct);
        }
        catch (FileNotFoundException)
        {
            await EndAsync(id, JobStatus.Failed, new Message("import_file_gone").InAll(), actor.Language, ct);
        }
    }

    /// <summary>Marks an import that a defect ended.</summary>
    public Task FailAsync(Guid id) =>
        EndAsync(id, JobStatus.Failed, new Message("job_defect").InAll(), workspace.Schema.Conventions.Language, CancellationToken.None);

    private async Task TakeInAsync(ImportJob job, Actor actor, CancellationToken ct)
    {
        var isTrial = job.Task == JobTask.Check;
        var total = await SheetSize.CountAsync(await OpenAsync(job, ct), ct);
        var progress = new JobProgress(workspace, leases, job.Id, total);
        await using var sheet = await OpenAsync(job, ct);
        await JobProgress.ChangeAsync(workspace, job.Id, j => j.ShowHeaders(sheet.Headers, sheet.Encoding), ct);
        if (!isTrial)
            await ImportMappings.RememberAsync(workspace, job.Settings, sheet.Headers, actor, ct);

        var outcome = await ImportRun.RunAsync(workspace, actor, job.Id, job.Settings, sheet, token => OpenAsync(job, token), isTrial, progress, ct);
        await JobProgress.ChangeAsync(workspace, job.Id, j => j.Show(outcome.Counts, total, progress.RowsPerSecond(outcome.Counts)), ct);
        await JobProgress.ChangeAsync(workspace, job.Id, j => j.ShowMadeBeside(outcome.MadeBeside), ct);
        await ShowFaultsAsync(job.Id, isTrial, outcome.Unmatched, actor.Language, ct);
        if (outcome.Cleansed is { } cleansed)
            await JobProgress.ChangeAsync(workspace, job.Id, j => j.ShowCleansed(cleansed), ct);
        if (outcome.IsCancelled)
            await JobProgress.ChangeAsync(workspace, job.Id, j => j.ShowEnd(isTrial ? JobStatus.Mapped : JobStatus.Cancelled, null, actor.Language, workspace.Clock.GetUtcNow()), ct);
        else if (outcome.Refusal is { } refusal)
            await EndAsync(job.Id, JobStatus.Failed, Together([.. refusal.Problems.Select(p => p.Message).DefaultIfEmpty(refusal.Message)]), actor.Language, ct);
        else
            await EndAsync(job.Id, isTrial ? JobStatus.Checked : JobStatus.Done, outcome.Unseen > 0 ? new Message("import_will_not_see", outcome.Unseen).InAll() : null, actor.Language, ct);
    }

    private static Label Together(IReadOnlyList<Message> messages) =>
        new(string.Join(' ', messages.Select(m => m.In(Language.Chinese))), string.Join(' ', messages.Select(m => m.In(Language.English))));

    private async Task UndoAsync(ImportJob job, Actor actor, CancellationToken ct)
    {
        var total = await new ImportLedger(workspace.Database).WrittenAsync(job.Id, ct);
        await JobProgress.ChangeAsync(workspace, job.Id, j => j.ShowTotal(total), ct);
        var progress = new JobProgress(workspace, leases, job.Id, total);
        var (done, left, count) = await ImportUndo.RunAsync(workspace, actor, job.Id, workspace.Schema[job.Target], progress, ct);
        await JobProgress.ChangeAsync(workspace, job.Id, j =>
        {
            j.Show(new(0, done, 0, 0), done, 0);
            j.ShowFaults(left, null);
        }, ct);
        await EndAsync(job.Id, JobStatus.Undone, count == 0 ? null : new Message("import_undo_left", count).InAll(), actor.Language, ct);
    }

    private Task<Sheet> OpenAsync(ImportJob job, CancellationToken ct) => OpenAsync(workspace, files, job, ct);

    /// <summary>The job's file, read as its settings say.</summary>
    /// <exception cref="SheetException">It can't be read.</exception>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    public static async Task<Sheet> OpenAsync(Workspace workspace, IFileContents files, ImportJob job, CancellationToken ct)
    {
        var stored = await workspace.Open(JobActors.Keeper).LoadAsync(workspace.Schema["stored_file"], job.File, ct);
        var content = await files.OpenAsync((string?)stored?["sha256"] ?? "", ct);
        var settings = job.Settings;
        return await Sheet.OpenAsync(content, settings.Encoding, settings.Sheet, settings.HeaderRow, ColumnNames.Of(workspace.Schema.Find(job.Target)), ct);
    }

    private async Task ShowFaultsAsync(Guid job, bool wasTrial, System.Text.Json.JsonElement? unmatched, Language language, CancellationToken ct)
    {
        var sample = await ErrorFile.SampleAsync(workspace, job, wasTrial, language, ct);
        await JobProgress.ChangeAsync(workspace, job, j => j.ShowFaults(sample, unmatched), ct);
    }

    /// <summary>Ends it, unless somebody cancelled it in the meantime.</summary>
    private Task EndAsync(Guid job, string status, Label? message, Language language, CancellationToken ct) => JobProgress.ChangeAsync(workspace, job, j =>
    {
        if (j.Status != JobStatus.Cancelled)
            j.ShowEnd(status, message, language, workspace.Clock.GetUtcNow());
    }, ct);
}
