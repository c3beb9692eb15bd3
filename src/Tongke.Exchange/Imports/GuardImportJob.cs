using Tongke.Exchange.Files;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>
/// People move an import only by its actions, save for going back to the mapping; they import only what they may, and change nothing while it runs
/// or once it has run: what it brought in, and what can be undone, is told by its settings.
/// An import with a mapping is mapped, and is called after its file.
/// </summary>
public sealed class GuardImportJob(IFileContents files) : IBeforeSave<ImportJob>
{
    private static readonly string[] AsAsked = ["object", "file", "mode", "key", "encoding", "sheet", "header_row", "mapping", "values", "cleanse", "duplicates", "create_missing"];

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(ImportJob record, Session session, CancellationToken ct)
    {
        if (record.Wrote("status") && record.Changed("status") && record.Status is not (JobStatus.Uploaded or JobStatus.Mapped))
            return Refuse("status", "import_status_by_action");

        var before = record.Original<string>("status");
        if (before is JobStatus.Checking or JobStatus.Running && (AsAsked.Any(f => record.Wrote(f) && record.Changed(f)) || record.Wrote("status") && record.Changed("status")))
            return Refuse("status", "import_is_running");

        // Another file or sheet has other rows, and other headings other columns.
        if (record.Changed("file") || record.Changed("sheet") || record.Changed("header_row"))
            session.Include("corrections", batch => ImportCorrections.Clear(batch, record.Id));

        if (record.HasRun(before) && (AsAsked.Any(f => record.Wrote(f) && record.Changed(f)) || record.Wrote("status") && record.Changed("status")))
            return Refuse("status", "import_has_run");

        if (record.Record["object"] is null)
            return null; // validation says what is required

        if (record.UnreadableSetting is { } unreadable)
            return Refuse(unreadable, $"import_{unreadable}_form");

        if (session.Schema.Find(record.Target) is not { Definition.System: false } target)
            return new Invalid([new("object", new("unknown_object", record.Target))]);

        if (record.Wrote("object") && !session.Access.On(target).May(RecordAction.Import))
            return new Forbidden(new("forbidden_action", target.Label, RecordAction.Import.Label()));

        var unknown = Unknown(record, "values", record.Settings.Values.Keys, target, session) ?? Unknown(record, "cleanse", record.Settings.Cleanse.Keys, target, session)
            ?? Unknown(record, "create_missing", record.Settings.CreateMissing, target, session);
        if (unknown is not null)
            return unknown;

        if (await WithoutSheetAsync(record, session, ct) is { } without)
            return without;

        if (record.Status == JobStatus.Uploaded && record.Settings.Mapping.Count > 0)
            record.Status = JobStatus.Mapped;

        if (record.FileName is null && await session.LoadAsync(session.Schema["stored_file"], record.File, ct) is { } file)
            record.FileName = file["name"] as string;

        return null;
    }

    /// <summary>What is said of a sheet that the workbook has not. A file that can't be read at all is told when it is looked at.</summary>
    private async ValueTask<Invalid?> WithoutSheetAsync(ImportJob record, Session session, CancellationToken ct)
    {
        if (record.Settings.Sheet is not { } sheet || !(record.Changed("sheet") || record.Changed("file")))
            return null;

        try
        {
            if (await session.LoadAsync(session.Schema["stored_file"], record.File, ct) is not { } stored)
                return null;

            await using var content = await files.OpenAsync(stored["sha256"] as string ?? "", ct);
            return await Sheet.WhyNoSheetAsync(content, sheet, ct) is { } why ? new([new("sheet", why)]) : null;
        }
        catch (Exception unreadable) when (unreadable is SheetException or FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What is said of fields that the object has not, or that the person does not see.</summary>
    private static Invalid? Unknown(ImportJob record, string setting, IEnumerable<string> names, ObjectSchema target, Session session)
    {
        if (!record.Changed(setting) && !record.Changed("object"))
            return null;

        var access = session.Access.On(target);
        var problems = names.Where(n => target.Find(n) is not { } field || !access.MaySee(field)).Select(n => new Problem(setting, new("unknown_field", n.Cut(60)))).ToArray();
        return problems.Length == 0 ? null : new(problems);
    }

    private static Invalid Refuse(string field, string code) => new([new(field, new(code))]);
}
