using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tongke.Exchange.Files;
using Tongke.Exchange.Jobs;
using Tongke.Exchange.Sheets;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Exchange.Exports;

/// <summary>What the runner does with an export: pages of the person's own query become rows of a file, with a last row that says who took it and when.</summary>
internal sealed class ExportWork(Workspace workspace, IFileContents files, JobLeases leases)
{
    /// <summary>How long a file is kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenExpiries = TimeSpan.FromMinutes(1);

    private DateTimeOffset nextExpiry;

    public async Task RunAsync(Guid id, CancellationToken ct)
    {
        var keeping = workspace.Open(JobActors.Keeper);
        if (await keeping.LoadAsync(keeping.Schema[ExportJob.ObjectName], id, ct) is not { } record)
            return;

        var job = ExportJob.Over(record);
        if (await JobActors.FindAsync(workspace, job.Person, job.StartedWith, "export", ct) is not { } actor)
        {
            await EndAsync(id, ExportStatus.Failed, new Message("job_without_person").In(keeping.Schema.Conventions.Language), ct);
            return;
        }

        await ChangeAsync(id, j => j.Begin(workspace.Clock.GetUtcNow()), ct);
        var path = Path.GetTempFileName();
        await using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var (mediaType, refusal) = await WriteAsync(job, actor, file, ct);
        if (mediaType is not null)
            await KeepAsync(job, actor, file, mediaType, ct);
        else if (refusal is not null)
            await EndAsync(id, ExportStatus.Failed, refusal.Problems.Select(p => p.Message).FirstOrDefault(refusal.Message).In(actor.Language), ct);
    }

    /// <summary>Marks an export that a defect ended.</summary>
    public Task FailAsync(Guid id) =>
        EndAsync(id, ExportStatus.Failed, new Message("job_defect").In(workspace.Schema.Conventions.Language), CancellationToken.None);

    /// <summary>Removes files whose time is over.</summary>
    public async Task ExpireAsync(CancellationToken ct)
    {
        var now = workspace.Clock.GetUtcNow();
        if (now < nextExpiry)
            return;

        nextExpiry = now + BetweenExpiries;
        var over = await workspace.Database.ListAsync(
            Sql.From($"select id from export_job where status = {ExportStatus.Done} and expires_at <= {now} limit 100"), rows => rows.GetGuid(0), ct);
        foreach (var id in over)
            await ExpireAsync(id, ct);
    }

    /// <returns>The media type of the whole file; null when it was cancelled or refused.</returns>
    private async Task<(string? MediaType, Refusal? Refusal)> WriteAsync(ExportJob job, Actor actor, Stream target, CancellationToken ct)
    {
        var first = workspace.Open(actor);
        var definition = first.Schema[job.Source];
        if (!first.Access.On(definition).May(RecordAction.Export))
            return (null, new Forbidden(new("forbidden_action", definition.Label, RecordAction.Export.Label())));

        var (columns, unknown) = ExportColumns.Of(first, definition, job.Columns ?? []);
        if (columns is null)
            return (null, new Invalid([new("columns", new("unknown_field", unknown))]));

        var (query, unfit) = ExportQuery.Of(first, definition, job, columns);
        if (query is null)
            return (null, unfit);

        var clock = Stopwatch.StartNew();
        var (shown, done, total) = (TimeSpan.Zero, 0L, 0L);
        var writer = SheetWriter.Create(job.Format, target);
        await using (writer)
        {
            await writer.WriteAsync(columns.Headers, ct);
            string? continuation = null;
            do
            {
                var (list, refusal) = RecordList.Compile(workspace.Open(actor), new Query(query) { Continuation = continuation });
                if (list is null)
                    return (null, refusal);

                if (continuation is null)
                    total = await list.CountAsync(ct);

                (var page, continuation) = await PageAsync(list, ct);
                using (page)
                    foreach (var record in page.RootElement.EnumerateArray())
                    {
                        await writer.WriteAsync(columns.Row(record), ct);
                        done++;
                    }

                if (clock.Elapsed - shown < Pause && continuation is not null)
                    continue;

                shown = clock.Elapsed;
                if (await IsCancelledAsync(job.Id, ct))
                    return (null, null);

                if (!await leases.RenewAsync(job.Id, ct))
                    throw new OperationCanceledException("Another node has the job.");

                await ChangeAsync(job.Id, j => j.Show(done, total, done / clock.Elapsed.TotalSeconds), ct);
            }
            while (continuation is not null);

            await writer.WriteAsync([await WatermarkAsync(first, ct)], ct);
        }

        return (writer.MediaType, null);
    }

    private static async Task<(JsonDocument Page, string? Continuation)> PageAsync(RecordList list, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>(256 * 1024);
        await using var json = new Utf8JsonWriter(buffer, Json.Writer);
        json.WriteStartArray();
        var continuation = await list.WriteAsync(json, written: null, ct);
        json.WriteEndArray();
        await json.FlushAsync(ct);
        return (JsonDocument.Parse(buffer.WrittenMemory), continuation);
    }

    private async Task<SheetCell> WatermarkAsync(Session session, CancellationToken ct)
    {
        var settings = await workspace.Open(JobActors.Keeper).LoadWhereAsync(session.Schema["company_setting"], Constant.True, 1, ct);
        var company = settings.Count > 0 ? settings[0]["name"] as string : null;
        var local = TimeZoneInfo.ConvertTime(session.Now, session.Schema.Conventions.TimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return Sheet.Mark(new Message("export_watermark", company ?? "Tongke", session.Actor.Name, local).In(session.Actor.Language));
    }

    private async Task KeepAsync(ExportJob job, Actor actor, FileStream file, string mediaType, CancellationToken ct)
    {
        await file.FlushAsync(ct);
        file.Position = 0;
        var (sha256, size) = await files.KeepAsync(file, ct);
        var session = workspace.Open(JobActors.Keeper);
        var now = workspace.Clock.GetUtcNow();
        var stored = session.Make(session.Schema["stored_file"]);
        stored["name"] = job.FileName ?? $"{session.Schema[job.Source].Label.In(actor.Language)}-{TimeZoneInfo.ConvertTime(now, session.Schema.Conventions.TimeZone):yyyyMMdd-HHmm}.{job.Format}";
        (stored["size"], stored["type"], stored["sha256"]) = (size, mediaType, sha256);
        (stored["object"], stored["record"], stored["field"], stored["owner"]) = (ExportJob.ObjectName, job.Id, "file", job.Person);
        if (await session.LoadAsync(session.Schema[ExportJob.ObjectName], job.Id, ct) is not { } record)
            return;

        var kept = ExportJob.Over(record);
        kept.File = stored.Id;
        kept.FileName ??= (string)stored["name"]!;
        kept.End(ExportStatus.Done, null, now, Kept);
        if (await session.CommitAsync(ct) is { } refusal)
            throw new InvalidOperationException($"The export was refused: {refusal.Message.Code} {string.Join(", ", refusal.Problems.Select(p => $"{p.Target} {p.Message.Code}"))}");
    }

    private async Task ExpireAsync(Guid id, CancellationToken ct)
    {
        string? sha256 = null;
        var session = workspace.Open(JobActors.Keeper);
        if (await session.LoadAsync(session.Schema[ExportJob.ObjectName], id, ct) is not { } record)
            return;

        var job = ExportJob.Over(record);
        if (job.File is { } file && await session.LoadAsync(session.Schema["stored_file"], file, ct) is { } stored)
        {
            sha256 = (string?)stored["sha256"];
            session.Delete(stored);
        }

        job.Status = ExportStatus.Expired;
        job.File = null;
        if (await session.CommitAsync(ct) is null && sha256 is not null
            && await workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from stored_file where sha256 = {sha256} and deleted_at is null"), ct) == 0)
            await files.RemoveAsync(sha256, ct);
    }

    private Task EndAsync(Guid id, string status, string? message, CancellationToken ct) => ChangeAsync(id, j => j.End(status, message, workspace.Clock.GetUtcNow(), Kept), ct);

    private async Task ChangeAsync(Guid id, Action<ExportJob> change, CancellationToken ct)
    {
        var session = workspace.Open(JobActors.Keeper);
        if (await session.LoadAsync(session.Schema[ExportJob.ObjectName], id, ct) is not { } record || ExportJob.Over(record).Status == ExportStatus.Cancelled)
            return;

        change(ExportJob.Over(record));
        if (await session.CommitAsync(ct) is { } refusal and not Stale)
            throw new InvalidOperationException($"The state of an export was refused: {refusal.Message.Code}");
    }

    private async Task<bool> IsCancelledAsync(Guid id, CancellationToken ct) =>
        await workspace.Database.ScalarAsync<string>(Sql.From($"select status from export_job where id = {id}"), ct) is ExportStatus.Cancelled;
}
