using System.Runtime.CompilerServices;
using Tongke.Exchange.Files;
using Tongke.Exchange.Jobs;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Exchange.Imports;

/// <summary>
/// The corrections that one session makes in one import, which the session's commit writes together with what they make of the trial. The import is
/// held: nobody else corrects it, checks it or starts it between what is read here and the commit.
/// </summary>
internal sealed class CorrectionRun
{
    private static readonly ConditionalWeakTable<Session, Dictionary<Guid, CorrectionRun>> Runs = [];

    private readonly Session session;
    private readonly ImportJob job;
    private readonly IFileContents files;

    /// <summary>Entries that are known better now, by their first row, and how they were counted before.</summary>
    private readonly Dictionary<long, LedgerEntry> better = [];
    private readonly Dictionary<long, ImportCounts> counted = [];

    /// <summary>Cells by row and column: what they shall say, or that they say what stands in the file.</summary>
    private readonly Dictionary<(long Row, string Column), CorrectedCell?> cells = [];

    private CorrectionRun(Session session, Record record, IFileContents files) => (this.session, job, this.files) = (session, ImportJob.Over(record), files);

    /// <summary>That of the session and the import.</summary>
    public static CorrectionRun Of(Session session, Record record, IFileContents files)
    {
        var known = Runs.GetOrCreateValue(session);
        if (!known.TryGetValue(record.Id, out var run))
            known[record.Id] = run = new CorrectionRun(session, record, files);

        return run;
    }

    /// <summary>Takes one more correction in.</summary>
    /// <exception cref="SheetException">The file can't be read.</exception>
    /// <exception cref="FileNotFoundException">The file is gone.</exception>
    public async Task<ActionOutcome> TakeAsync(AskedCorrection asked, CancellationToken ct)
    {
        if (job.Status != JobStatus.Checked)
            return new RuleRefused(new("import_not_now"));

        var (plan, refusal) = ImportPlan.Compile(job.Settings, job.Headers, session);
        if (plan is null)
            return refusal!;

        if (plan.Columns.FirstOrDefault(c => c.Header == asked.Column) is not { } column)
            return new Invalid([new("column", new("import_no_such_column", asked.Column))]);

        var (entry, corrections) = await ReadAsync(asked.Row, ct);
        if (entry?.Errors.FirstOrDefault(e => e.Row == asked.Row) is not { } error || await InFileAsync(asked.Row, ct) is not { } source)
            return new Invalid([new("row", new("import_no_such_row", asked.Row))]);

        var inFile = source.Cells[column.Index];
        var after = await asked.TextAsync(inFile, column.Field, session, ct);
        if (after.Length > Sheet.LongestCell)
            return new Invalid([new("value", new("too_long", Sheet.LongestCell, after.Length))]);

        if (asked.Everywhere && !string.IsNullOrWhiteSpace(after) && !NoValue.IsMeantBy(after, column.Field) && column.Field.Type.FromText(after, column.Field, session.Schema.Conventions).Problem is { } unreadable)
            return new Invalid([new("value", unreadable)]);

        var said = corrections.Find(c => c.Column == column.Header)?.After ?? inFile;
        corrections.RemoveAll(c => c.Column == column.Header);
        session.Hold(job.Record);
        session.Include($"corrections of {job.Id}", Write);
        if (asked.Everywhere)
        {
            cells[(asked.Row, column.Header)] = null;
            job.MapValue(column.Field.Name, inFile, after);
            job.Begin(JobTask.Check, session.Actor);
            return ActionOutcome.With(("status", job.Status));
        }

        var cell = after == inFile ? null : new CorrectedCell(column.Header, inFile, after);
        if (cell is not null)
            corrections.Add(cell);

        var row = await new RowTrial(session.Workspace, session.Actor, job, plan, files).RunAsync(ImportCorrections.Apply(source, job.Headers, corrections), ct);
        var tried = LedgerError.Of(row, plan);
        cells[(asked.Row, column.Header)] = cell;
        counted.TryAdd(entry.FirstRow, entry.Counts);
        better[entry.FirstRow] = entry.With(tried, DeferredLookups.CountOf(error.Outcome), DeferredLookups.CountOf(row.Outcome));
        job.Recognise(column.Field.Name, said, tried.Faults.Any(f => f.Field == column.Field.Name && f.Value == said));
        var counts = await ShowAsync(ct);
        return ActionOutcome.With(("row", BadRows.Write(tried, corrections, job, session.Schema, session.Actor.Language)), ("failed", counts.Failed));
    }

    /// <summary>What the trial says of the row and what was corrected in it, as both stand at one moment and with what this session did since.</summary>
    private async Task<(LedgerEntry? Entry, List<CorrectedCell> Corrections)> ReadAsync(long row, CancellationToken ct)
    {
        await using var snapshot = await session.Workspace.Database.OpenReadAsync(ct);
        var entry = await ImportLedger.TriedAsync(snapshot, job.Id, row, ct);
        var corrections = (await new ImportCorrections(snapshot).LoadAsync(job.Id, row, row, ct))[row].ToList();
        foreach (var ((_, column), cell) in cells.Where(c => c.Key.Row == row))
        {
            corrections.RemoveAll(c => c.Column == column);
            if (cell is not null)
                corrections.Add(cell);
        }

        return (entry is null ? null : better.GetValueOrDefault(entry.FirstRow, entry), corrections);
    }

    /// <summary>The row as it stands in the file; null when the file has none, or other columns than those that were checked.</summary>
    private async Task<SheetRow?> InFileAsync(long number, CancellationToken ct)
    {
        await using var sheet = await ImportWork.OpenAsync(session.Workspace, files, job, ct);
        if (!sheet.Headers.SequenceEqual(job.Headers))
            return null;

        while (await sheet.ReadAsync(ct) is { } row && row.Number <= number)
            if (row.Number == number)
                return row;

        return null;
    }

    /// <summary>Shows on the import what becomes of its rows now.</summary>
    private async Task<ImportCounts> ShowAsync(CancellationToken ct)
    {
        await using var snapshot = await session.Workspace.Database.OpenReadAsync(ct);
        var (_, counts) = await ImportLedger.StateAsync(snapshot, job.Id, JobTask.Check, ct);
        foreach (var (first, entry) in better)
            counts = counts - counted[first] + entry.Counts;

        job.Count(counts);
        job.ShowFaults(await ErrorFile.SampleAsync(ImportLedger.ErrorsAsync(snapshot, job.Id, JobTask.Check, 0, better, ct), session.Actor.Language), null);
        return counts;
    }

    private void Write(WriteBatch batch)
    {
        foreach (var ((row, column), cell) in cells)
            if (cell is null)
                ImportCorrections.Remove(batch, job.Id, row, column);
            else
                ImportCorrections.Put(batch, job.Id, row, cell);

        foreach (var entry in better.Values)
            ImportLedger.Retry(batch, job.Id, entry);
    }
}
