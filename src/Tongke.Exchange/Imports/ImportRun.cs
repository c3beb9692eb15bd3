using Tongke.Exchange.Sheets;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>
/// Takes a file in, chunk by chunk, each in one transaction together with its entry in the book: validation, rules, formulas, history and search
/// are the write path's own. A trial does the same and writes nothing. An interrupted run goes on behind its last entry.
/// </summary>
public sealed class ImportRun
{
    /// <summary>Rows of one transaction: enough to share its costs, few enough to be prepared in a fraction of a second.</summary>
    private const int ChunkSize = 1000;

    private readonly Workspace workspace;
    private readonly Actor actor;
    private readonly Guid job;
    private readonly Func<CancellationToken, Task<Sheet>> reopen;
    private readonly bool isTrial;
    private readonly ImportLedger ledger;
    private readonly IImportProgress progress;
    private readonly UnmatchedValues unmatched = new();
    private readonly HashSet<(string Object, string Name)> wouldMake = [];
    private ImportPlan plan = null!;
    private ReferenceResolver references = null!;
    private RecordMatcher matcher = null!;
    private DeferredLookups deferred = null!;
    private RowExamination examination = null!;
    private ILookup<long, CorrectedCell> corrections = null!;
    private IReadOnlySet<string>? namesOfFile;
    private ImportCounts counts;
    private Taking? underway;
    private long unseen;

    private ImportRun(Workspace workspace, Actor actor, Guid job, Func<CancellationToken, Task<Sheet>> reopen, bool isTrial, IImportProgress progress)
    {
        (this.workspace, this.actor, this.job, this.reopen, this.isTrial, this.progress) = (workspace, actor, job, reopen, isTrial, progress);
        ledger = new ImportLedger(workspace.Database);
    }

    private string Task => isTrial ? JobTask.Check : JobTask.Import;

    /// <summary>Runs it to the end.</summary>
    /// <param name="workspace">Where to.</param>
    /// <param name="actor">In whose name, with whose rights.</param>
    /// <param name="job">The import's record, whose book is kept.</param>
    /// <param name="settings">What was asked for.</param>
    /// <param name="sheet">The file.</param>
    /// <param name="reopen">Opens the file once more, from its beginning.</param>
    /// <param name="isTrial">Whether nothing is written.</param>
    /// <param name="progress">Is told how far it is, and may say that it is enough.</param>
    /// <param name="ct">Stops between two transactions; what is written stays, and another run goes on behind it.</param>
    /// <exception cref="SheetException">The file is broken from some row on. What stood before it was taken in.</exception>
    public static async Task<ImportOutcome> RunAsync(
        Workspace workspace, Actor actor, Guid job, ImportSettings settings, Sheet sheet, Func<CancellationToken, Task<Sheet>> reopen, bool isTrial, IImportProgress progress, CancellationToken ct)
    {
        var run = new ImportRun(workspace, actor, job, reopen, isTrial, progress);
        var (plan, refusal) = ImportPlan.Compile(settings, sheet.Headers, workspace.Open(actor));
        return plan is null ? new ImportOutcome(default, false, refusal, null) : await run.RunAsync(plan, sheet, ct);
    }

    private async Task<ImportOutcome> RunAsync(ImportPlan checkedPlan, Sheet sheet, CancellationToken ct)
    {
        plan = checkedPlan;
        references = new ReferenceResolver(plan, unmatched);
        matcher = new RecordMatcher(plan, isTrial);
        deferred = new DeferredLookups(workspace, actor, job, plan, references, ledger);
        examination = new RowExamination(workspace, actor, plan);
        corrections = await new ImportCorrections(workspace.Database).LoadAsync(job, ct);
        if (isTrial)
            await ledger.ClearAsync(job, Task, ct);

        (var last, counts) = await ImportLedger.StateAsync(workspace.Database, job, Task, ct);
        var cleansed = isTrial ? new CleansedValues(workspace.Schema.Conventions) : null;
        var reader = new RowReader(plan, workspace.Schema.Conventions, unmatched, cleansed);
        var isCancelled = false;
        try
        {
            isCancelled = await TakeAllAsync(sheet, reader, last, ct);
        }
        finally
        {
            await SettleAsync(ct);
        }

        if (isCancelled)
            return new(counts, true, null, null) { MadeBeside = await MadeBesideAsync(ct) };

        if (!isTrial)
            await deferred.ResolveAsync(ct);
        else
            counts = await deferred.FailUnknownAsync(counts, unmatched, ct);

        return new(counts, false, null, isTrial ? await unmatched.WriteAsync(workspace.Open(actor), ct) : null) { Cleansed = cleansed?.Write(), Unseen = unseen, MadeBeside = await MadeBesideAsync(ct) };
    }

    private async ValueTask<IReadOnlyDictionary<string, long>> MadeBesideAsync(CancellationToken ct) => isTrial
        ? wouldMake.Concat(deferred.WouldMake).Distinct().CountBy(m => m.Object).ToDictionary(m => m.Key, m => (long)m.Value)
        : await ledger.MadeBesideAsync(job, plan.Object.Name, ct);

    /// <summary>Takes in the rows behind <paramref name="last"/>.</summary>
    /// <returns>Whether somebody stopped it.</returns>
    private async Task<bool> TakeAllAsync(Sheet sheet, RowReader reader, long last, CancellationToken ct)
    {
        var chunk = new List<ImportRow>(ChunkSize);
        while (await sheet.ReadAsync(ct) is { } row)
        {
            if (row.Number <= last)
                continue;

            var corrected = corrections.Contains(row.Number);
            chunk.Add(reader.Read(corrected ? ImportCorrections.Apply(row, sheet.Headers, corrections[row.Number]) : row, corrected));
            if (chunk.Count < ChunkSize)
                continue;

            await TakeAsync(chunk, ct);
            chunk = new(ChunkSize);
            if (await progress.ShowAsync(counts, ct))
                return true;
        }

        if (chunk.Count > 0)
            await TakeAsync(chunk, ct);

        return false;
    }

    /// <summary>Every name that the file brings, read once.</summary>
    private async ValueTask<IReadOnlySet<string>> NamesOfFileAsync(CancellationToken ct)
    {
        if (namesOfFile is not null)
            return namesOfFile;

        var names = new HashSet<string>(StringComparer.Ordinal);
        var reader = new RowReader(plan, workspace.Schema.Conventions, new UnmatchedValues(), null);
        await using var sheet = await reopen(ct);
        try
        {
            while (await sheet.ReadAsync(ct) is { } row)
                names.UnionWith(deferred.NamesOf(reader.Read(corrections.Contains(row.Number) ? ImportCorrections.Apply(row, sheet.Headers, corrections[row.Number]) : row, false)));
        }
        catch (SheetException)
        {
            // The import itself comes to that row and tells.
        }

        return namesOfFile = names;
    }

    /// <summary>
    /// Examines the rows and begins to write them together. Where they have nothing to do with the rows before, which are still being written, they
    /// are examined meanwhile.
    /// </summary>
    private async Task TakeAsync(IReadOnlyList<ImportRow> rows, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        await references.ResolveAsync(session, rows, ct);
        if (underway is not null && matcher.HaveKeyInCommon(underway.Rows, rows))
            await SettleAsync(ct);

        await matcher.MatchAsync(session, [.. rows.Where(r => r.IsOpen)], ct);
        if (!isTrial)
            await deferred.FaultUnknownAsync(session, rows, NamesOfFileAsync, ct);

        await examination.RunAsync(session, rows, references, drawNumbers: !isTrial, ct);
        if (isTrial)
        {
            unseen += await examination.CountUnseenAsync(session, rows, ct);
            deferred.Note(rows);
            wouldMake.UnionWith(references.Made.Select(r => (r.Object.Name, r[r.Object.NameField]?.ToString() ?? "")));
            await KeepAsync(rows, ct);
            references.Forget();
            return;
        }

        await SettleAsync(ct);
        underway = new Taking(rows);
        underway.Begin(session, batch => ImportLedger.Add(batch, job, Task, EntryOf(rows)), ct);
        if (!plan.HasIndependentRows)
            await SettleAsync(ct);
    }

    /// <summary>
    /// Waits until the rows that are underway are written; when the database or a rule refuses them, they are taken in halves, so that in the end only
    /// the bad ones are left out.
    /// </summary>
    private async Task SettleAsync(CancellationToken ct)
    {
        if (underway is not { } taking)
            return;

        underway = null;
        var rows = taking.Rows;
        if (await taking.Refusal is not { } refusal)
        {
            references.Keep();
            if (taking.IsKept)
                counts += CountsOf(rows);
            else
                await KeepAsync(rows, ct);

            return;
        }

        references.Forget();
        var lookup = refusal.About is { } about ? rows[0].LookupTo(about.Id) : null;
        foreach (var row in rows)
            row.Reset();

        if (rows.Count == 1)
        {
            rows[0].Fail(refusal, lookup);
            await KeepAsync(rows, ct);
            return;
        }

        foreach (var half in (IReadOnlyList<ImportRow>[])[[.. rows.Take(rows.Count / 2)], [.. rows.Skip(rows.Count / 2)]])
        {
            await TakeAsync(half, ct);
            await SettleAsync(ct);
        }
    }

    private async Task KeepAsync(IReadOnlyList<ImportRow> rows, CancellationToken ct)
    {
        await ledger.AddAsync(job, Task, EntryOf(rows), ct);
        counts += CountsOf(rows);
    }

    private LedgerEntry EntryOf(IReadOnlyList<ImportRow> rows)
    {
        var written = isTrial ? [] : rows.Select(r => r.Record).OfType<Record>().Concat(references.Made).Distinct().Where(r => r.IsDirty).Select(WrittenOf).ToList();
        var pending = isTrial ? [] : rows.Where(r => r.Record is not null).SelectMany(r => r.Deferred.Select(d => new PendingLookup(r.Record!.Id, r.Source.Number, d.Field.Name, d.Name, r.Source.Cells))).ToList();
        return new(rows[0].Source.Number, rows[^1].Source.Number, CountsOf(rows), written, pending, [.. rows.Where(r => r.Outcome is RowOutcome.Failed or RowOutcome.Skipped || isTrial && r.IsCorrected).Select(r => LedgerError.Of(r, plan))]);
    }

    /// <summary>Called while the batch is composed: the record has its new version already.</summary>
    private WrittenRecord WrittenOf(Record record) =>
        new(record.Id, record.IsNew ? 0 : record.Version - 1, record.Version, record.Object == plan.Object ? null : record.Object.Name);

    private static ImportCounts CountsOf(IReadOnlyList<ImportRow> rows) => new(
        rows.Count(r => r.Outcome == RowOutcome.Created),
        rows.Count(r => r.Outcome == RowOutcome.Updated),
        rows.Count(r => r.Outcome == RowOutcome.Skipped),
        rows.Count(r => r.Outcome is RowOutcome.Failed or RowOutcome.Open));
}

/// <summary>How an import ended.</summary>
/// <param name="Counts">What became of the rows.</param>
/// <param name="IsCancelled">Whether somebody stopped it.</param>
/// <param name="Refusal">Why it could not begin.</param>
/// <param name="Unmatched">Words of the file that nobody knew, after a trial.</param>
public sealed record ImportOutcome(ImportCounts Counts, bool IsCancelled, Refusal? Refusal, System.Text.Json.JsonElement? Unmatched)
{
    /// <summary>What the rules of fields and mapping change in the file's texts, after a trial.</summary>
    public System.Text.Json.JsonElement? Cleansed { get; init; }

    /// <summary>By object, how many records are made beside those of the rows because the rows name them.</summary>
    public IReadOnlyDictionary<string, long> MadeBeside { get; init; } = new Dictionary<string, long>();

    /// <summary>Rows that become records which the person does not see, after a trial.</summary>
    public long Unseen { get; init; }
}

/// <summary>Whoever watches an import.</summary>
public interface IImportProgress
{
    /// <summary>Called after every transaction.</summary>
    /// <returns>Whether to stop.</returns>
    ValueTask<bool> ShowAsync(ImportCounts counts, CancellationToken ct);
}
