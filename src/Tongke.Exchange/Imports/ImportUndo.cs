using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Exchange.Imports;

/// <summary>
/// Takes an import back, last rows first: what it made goes to the recycle bin, what it changed gets its old values from the change log.
/// A record that somebody changed since is left as it is and listed. It goes on after an interruption.
/// </summary>
public sealed class ImportUndo
{
    private readonly Workspace workspace;
    private readonly Actor actor;
    private readonly Guid job;
    private readonly ObjectSchema definition;
    private readonly ImportLedger ledger;
    private readonly List<LedgerFault> left = [];
    private readonly HashSet<Guid> commits = [];
    private Dictionary<Guid, long> versions = [];
    private long done;

    private ImportUndo(Workspace workspace, Actor actor, Guid job, ObjectSchema definition)
    {
        (this.workspace, this.actor, this.job, this.definition) = (workspace, actor, job, definition);
        ledger = new ImportLedger(workspace.Database);
    }

    /// <summary>Runs it to the end.</summary>
    /// <returns>How many records were taken back, and those that were left, each with the reason.</returns>
    public static async Task<(long Done, System.Text.Json.JsonElement Left, int LeftCount)> RunAsync(
        Workspace workspace, Actor actor, Guid job, ObjectSchema definition, IImportProgress progress, CancellationToken ct)
    {
        var undo = new ImportUndo(workspace, actor, job, definition) { versions = await new ImportLedger(workspace.Database).UndoneAsync(job, ct) };
        undo.done = undo.versions.Count;
        for (var before = long.MaxValue; await undo.ledger.NextToUndoAsync(job, before, ct) is { } entry; before = entry.FirstRow)
        {
            await undo.TakeBackAsync(entry, entry.Written, ct);
            await progress.ShowAsync(new ImportCounts(0, undo.done, 0, 0), ct);
        }

        var sample = undo.left.Take(200).Select(f => new { row = 0, field = f.Field, value = f.Value, message = f.Message.In(actor.Language), messages = ImportJob.Texts(f.Message) });
        return (undo.done, System.Text.Json.JsonSerializer.SerializeToElement(sample, Json.Relaxed), undo.left.Count);
    }

    /// <summary>One entry in one transaction; when that is refused, record by record, so that only those are left that must be.</summary>
    private async Task TakeBackAsync(LedgerEntry entry, IReadOnlyList<WrittenRecord> written, CancellationToken ct)
    {
        if (await TryAsync(entry, written, isLast: true, ct) is null)
            return;

        foreach (var single in written.Reverse().GroupBy(w => w.Id))
            if (await TryAsync(entry, [.. single], isLast: false, ct) is { } refusal)
                left.Add(new(null, single.Key.ToString(), refusal.Message.InAll()));

        await ledger.WriteAsync(batch => ImportLedger.Undo(batch, job, entry, []), ct);
    }

    private async Task<Refusal?> TryAsync(LedgerEntry entry, IReadOnlyList<WrittenRecord> written, bool isLast, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        var faults = new List<LedgerFault>();
        var touched = new List<Record>();
        foreach (var group in written.GroupBy(w => w.Object))
            await TakeBackAsync(session, group.Key is null ? definition : session.Schema[group.Key], [.. group], touched, faults, ct);

        IReadOnlyList<UndoneRecord> Undone() => [.. touched.Select(r => new UndoneRecord(r.Id, r.Version))];
        var isKept = false;
        if (isLast)
            session.Include("undone rows", batch =>
            {
                isKept = true;
                ImportLedger.Undo(batch, job, entry, Undone());
            });

        if (await session.CommitAsync(ct) is { } refusal)
            return refusal;

        commits.Add(session.CommitId);
        if (isLast && !isKept)
            await ledger.WriteAsync(batch => ImportLedger.Undo(batch, job, entry, []), ct);

        foreach (var record in touched)
            versions[record.Id] = record.Version;

        done += touched.Count;
        left.AddRange(faults);
        return null;
    }

    private async Task TakeBackAsync(Session session, ObjectSchema of, IReadOnlyList<WrittenRecord> written, List<Record> touched, List<LedgerFault> faults, CancellationToken ct)
    {
        var made = written.Where(w => w.Before == 0).Select(w => w.Id).ToHashSet();
        var changed = written.Where(w => !made.Contains(w.Id)).GroupBy(w => w.Id).ToDictionary(g => g.Key, g => g.Min(w => w.Before));
        var last = written.GroupBy(w => w.Id).ToDictionary(g => g.Key, g => versions.GetValueOrDefault(g.Key, g.Max(w => w.Version)));

        var deletable = await session.FindManyAsync(of, made, RecordAction.Delete, ct);
        await AcceptOwnAsync(of, deletable, last, ct);
        foreach (var id in made)
            if (Find(of, deletable, id, last[id], faults) is { } record)
            {
                session.Delete(record);
                touched.Add(record);
            }

        var editable = await session.FindManyAsync(of, changed.Keys, RecordAction.Edit, ct);
        await AcceptOwnAsync(of, editable, last, ct);
        var before = await workspace.Changes.ValuesBeforeAsync(of, changed, ct);
        foreach (var id in changed.Keys)
            if (Find(of, editable, id, last[id], faults) is { } record && before.TryGetValue(id, out var values))
            {
                foreach (var (field, value) in values.Where(v => v.Key is { IsSystem: false, Storage: FieldStorage.Column } or { Name: SystemFields.Owner or SystemFields.Department }))
                    record[field] = value;

                if (record.IsDirty)
                    touched.Add(record);
            }
    }

    /// <summary>
    /// Records that only this undo changed since the import, as by emptying their lookup when it took back the parent in a later row: their present version
    /// is what is expected of them. After an interruption such a record counts as changed by somebody.
    /// </summary>
    private async Task AcceptOwnAsync(ObjectSchema of, IReadOnlyDictionary<Guid, Found> found, Dictionary<Guid, long> last, CancellationToken ct)
    {
        var later = found.Values.Select(f => f.Record).OfType<Record>().Where(r => r.Version != last[r.Id]).ToDictionary(r => r.Id);
        if (later.Count == 0 || commits.Count == 0)
            return;

        var changes = await workspace.Database.ListAsync(
            Sql.From($"select record, version, commit_id from change where object = {of.Name} and {Sql.In(Sql.Literal("record"), later.Keys)}"),
            rows => (Record: rows.GetGuid(0), Version: rows.GetInt64(1), Commit: rows.GetGuid(2)),
            ct);
        foreach (var since in changes.Where(c => c.Version > last[c.Record]).GroupBy(c => c.Record))
            if (since.All(c => commits.Contains(c.Commit)))
                last[since.Key] = later[since.Key].Version;
    }

    private Record? Find(ObjectSchema of, IReadOnlyDictionary<Guid, Found> found, Guid id, long version, List<LedgerFault> faults)
    {
        if (!found.TryGetValue(id, out var reached))
            return null;

        if (reached.Record is { } record && record.Version == version)
            return record;

        var name = reached.Record?[of.NameField]?.ToString() ?? id.ToString();
        var message = reached.Refusal?.Message ?? new Message("import_changed_since", of.Label, name);
        faults.Add(new(null, name, message.InAll()));
        return null;
    }
}
