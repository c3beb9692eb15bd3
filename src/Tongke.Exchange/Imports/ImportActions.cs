using System.Text.Json;
using Tongke.Exchange.Files;
using Tongke.Exchange.Jobs;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>Something a person does with an import.</summary>
public abstract class ImportAction(string name) : IRecordAction
{
    /// <inheritdoc />
    public string Object => ImportJob.ObjectName;

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public virtual ValueTask<bool> MayRunAsync(Record record, Session session, CancellationToken ct) => new(true);

    /// <inheritdoc />
    public abstract ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct);

    /// <summary>Refuses an action that doesn't fit where the import stands.</summary>
    protected static ActionOutcome NotNow() => new RuleRefused(new("import_not_now"));
}

/// <summary>Looks at the file and proposes which column fills which field.</summary>
public sealed class SuggestMapping(IFileContents files) : ImportAction("suggest")
{
    private const int Sample = 200;

    /// <summary>A row is known by its first cells.</summary>
    private const int MostShown = 12;

    private const int LongestShown = 60;

    /// <inheritdoc />
    public override async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var job = ImportJob.Over(record);
        if (session.Schema.Find(job.Target) is not { } target)
            return new Invalid([new("object", new("unknown_object", job.Target))]);

        try
        {
            var sheet = await ImportWork.OpenAsync(session.Workspace, files, job, ct);
            await using (sheet)
            {
                var rows = new List<SheetRow>(Sample);
                while (rows.Count < Sample && await sheet.ReadAsync(ct) is { } row)
                    rows.Add(row);

                long count = rows.Count;
                while (await sheet.ReadAsync(ct) is not null)
                    count++;

                var remembered = await ImportMappings.FindAsync(session, target.Name, sheet.Headers, ct);
                var columns = ColumnSuggestions.Make(target, session.Access.On(target), session.Schema.Conventions, sheet.Headers, rows, remembered);
                job.ShowHeaders(sheet.Headers, null);
                return ActionOutcome.With(
                    ("columns", JsonSerializer.SerializeToElement(columns.Select(c => new { header = c.Header, samples = c.Samples, field = c.Field, confidence = c.Confidence }), Json.Relaxed)),
                    ("encoding", sheet.Encoding),
                    ("sheets", JsonSerializer.SerializeToElement(sheet.Names, Json.Relaxed)),
                    ("rows", count),
                    ("header_row", sheet.HeaderRow),
                    ("first", JsonSerializer.SerializeToElement(sheet.First.Select(r => new { row = r.Number, cells = r.Cells.Take(MostShown).Select(c => c.Trim().Cut(LongestShown)) }), Json.Relaxed)));
            }
        }
        catch (SheetException broken)
        {
            return new Invalid([new("file", broken.Reason)]) { Why = broken.Reason };
        }
        catch (FileNotFoundException)
        {
            return new Invalid([new("file", new("import_file_gone"))]) { Why = new("import_file_gone") };
        }
    }
}

/// <summary>Tries the import and writes nothing.</summary>
public sealed class TryImport() : ImportAction("dry_run")
{
    /// <inheritdoc />
    public override ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var job = ImportJob.Over(record);
        if (job.Status is JobStatus.Checking or JobStatus.Running || job.HasRun(job.Status))
            return new(NotNow());

        job.Begin(JobTask.Check, session.Actor);
        return new(ActionOutcome.With(("status", job.Status)));
    }
}

/// <summary>Begins the import, or goes on with one that failed on the way.</summary>
public sealed class StartImport() : ImportAction("start")
{
    /// <inheritdoc />
    public override ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var job = ImportJob.Over(record);
        if (job.Status is not (JobStatus.Mapped or JobStatus.Checked or JobStatus.Failed))
            return new(NotNow());

        if (session.Schema.Find(job.Target) is { } target && !session.Access.On(target).May(RecordAction.Import))
            return new(new Forbidden(new("forbidden_action", target.Label, RecordAction.Import.Label())));

        job.Begin(JobTask.Import, session.Actor);
        return new(ActionOutcome.With(("status", job.Status)));
    }
}

/// <summary>Stops it after the rows that are being written now. What is written stays, and can be undone.</summary>
public sealed class CancelImport() : ImportAction("cancel")
{
    /// <inheritdoc />
    public override ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var job = ImportJob.Over(record);
        if (job.Status is not (JobStatus.Checking or JobStatus.Running) || job.Task == JobTask.Undo)
            return new(NotNow());

        job.ShowEnd(JobStatus.Cancelled, null, session.Actor.Language, session.Now);
        return new(ActionOutcome.With(("status", job.Status)));
    }
}

/// <summary>Takes the whole import back.</summary>
public sealed class UndoImport() : ImportAction("undo")
{
    /// <inheritdoc />
    public override ValueTask<bool> MayRunAsync(Record record, Session session, CancellationToken ct) => new(Prevents(record, session) is null);

    /// <inheritdoc />
    public override ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var job = ImportJob.Over(record);
        if (job.Status is not (JobStatus.Done or JobStatus.Cancelled or JobStatus.Failed))
            return new(NotNow());

        if (Prevents(record, session) is { } target)
            return new(new Forbidden(new("forbidden_action", target.Label, RecordAction.Delete.Label())));

        job.Begin(JobTask.Undo, session.Actor);
        return new(ActionOutcome.With(("status", job.Status)));
    }

    /// <summary>The object of an import that only made records, when the actor may delete none of them: nothing could be taken back.</summary>
    private static ObjectSchema? Prevents(Record record, Session session) =>
        record["created"] is > 0L && record["updated"] is not > 0L && session.Schema.Find(ImportJob.Over(record).Target) is { } target && !session.Access.On(target).May(RecordAction.Delete)
            ? target
            : null;
}
