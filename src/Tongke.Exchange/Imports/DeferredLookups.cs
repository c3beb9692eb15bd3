using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>
/// Lookups between the rows of one file, such as a company and its parent, in whatever order they stand: set in a second pass, when every row
/// has its record. What waits stands in the book, so that the second pass survives an interruption as well.
/// </summary>
internal sealed class DeferredLookups(Workspace workspace, Actor actor, Guid job, ImportPlan plan, ReferenceResolver references, ImportLedger ledger)
{
    private const int NamesAtOnce = 500;

    private readonly FieldSchema[] names = [.. plan.Object.Fields.Where(f => f == plan.Object.NameField || f.Definition.Unique)];
    private readonly HashSet<(string Object, string Name)> wouldMake = [];
    private readonly HashSet<string> namesOfFile = new(StringComparer.Ordinal);
    private readonly List<(ImportRow Row, FieldSchema Field, string Name)> noted = [];

    /// <summary>After a trial: what is made because rows name it and no row brings it.</summary>
    public IReadOnlyCollection<(string Object, string Name)> WouldMake => wouldMake;

    /// <summary>For a trial: which names the file brings and which it asks for.</summary>
    public void Note(IReadOnlyList<ImportRow> rows)
    {
        foreach (var row in rows)
        {
            // A row that is bad for another reason will be there once it is corrected.
            namesOfFile.UnionWith(NamesOf(row));
            if (row.Outcome == RowOutcome.Skipped)
                continue;

            foreach (var (field, name) in row.Deferred)
                noted.Add((row, field, name));
        }
    }

    /// <summary>The names under which other rows may mean this one.</summary>
    public IEnumerable<string> NamesOf(ImportRow row) => names.Select(f => row[f]).OfType<string>();

    /// <summary>Before rows are written: those whose lookup leads to no record and no row of the file, and to none that can be made, are bad, as their trial says.</summary>
    /// <param name="session">Holds the records of the rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="namesOfFile">The names that the file brings; asked for only where one is missing.</param>
    /// <param name="ct">Gives up.</param>
    public async Task FaultUnknownAsync(Session session, IReadOnlyList<ImportRow> rows, Func<CancellationToken, ValueTask<IReadOnlySet<string>>> namesOfFile, CancellationToken ct)
    {
        foreach (var row in rows.Where(r => r.Outcome != RowOutcome.Skipped))
            foreach (var (field, name) in row.Deferred)
            {
                if (references.WhyNobody(session, field, name) is not { } why || (await namesOfFile(ct)).Contains(name))
                    continue;

                row.Fault(field.Name, name, why);
                if (row.Record is { } record)
                    session.Leave(record);
            }
    }

    /// <summary>For a trial: rows whose lookup leads to no record and no row of the file, and to none that can be made, are bad.</summary>
    public async Task<ImportCounts> FailUnknownAsync(ImportCounts counts, UnmatchedValues unmatched, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        var unknown = noted.Where(n => !namesOfFile.Contains(n.Name)).ToArray();
        foreach (var names in unknown.Select(n => n.Name).Distinct().Chunk(NamesAtOnce))
            await references.FindTakenAsync(session, plan.Object, names, ct);

        wouldMake.UnionWith(unknown.Where(n => references.WhyNobody(session, n.Field, n.Name) is null).Select(n => (plan.Object.Name, n.Name)));
        LedgerEntry? entry = null;
        foreach (var group in unknown.Where(n => references.WhyNobody(session, n.Field, n.Name) is not null).GroupBy(n => n.Row))
        {
            foreach (var (row, field, name) in group)
            {
                row.Fault(field.Name, name, references.WhyNobody(session, field, name)!);
                unmatched.Add(plan.Columns.First(c => c.Field == field), name);
            }

            var before = CountOf(group.Key.Outcome);
            group.Key.Settle(RowOutcome.Failed);
            if (entry is null || entry.LastRow < group.Key.Source.Number)
            {
                await KeepAsync(entry, ct);
                entry = await ImportLedger.TriedAsync(workspace.Database, job, group.Key.Source.Number, ct);
            }

            entry = entry!.With(LedgerError.Of(group.Key, plan), before, CountOf(RowOutcome.Failed));
            counts = counts - before + CountOf(RowOutcome.Failed);
        }

        await KeepAsync(entry, ct);
        return counts;
    }

    /// <summary>One row of this outcome.</summary>
    internal static ImportCounts CountOf(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Created => new(1, 0, 0, 0),
        RowOutcome.Updated => new(0, 1, 0, 0),
        RowOutcome.Skipped => new(0, 0, 1, 0),
        RowOutcome.Failed or RowOutcome.Open => new(0, 0, 0, 1),
    };

    private async Task KeepAsync(LedgerEntry? entry, CancellationToken ct)
    {
        if (entry is not null)
            await ledger.WriteAsync(batch => ImportLedger.Retry(batch, job, entry), ct);
    }

    /// <summary>Sets what waited.</summary>
    public async Task ResolveAsync(CancellationToken ct)
    {
        for (var after = long.MinValue; await ledger.NextPendingAsync(job, after, ct) is { } entry; after = entry.FirstRow)
            await ResolveAsync(entry, ct);
    }

    private async Task ResolveAsync(LedgerEntry entry, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        var ids = await references.FindOwnAsync(session, [.. entry.Pending.Select(p => p.Name)], ct);
        await references.FindTakenAsync(session, plan.Object, [.. entry.Pending.Select(p => p.Name).Where(n => !ids.ContainsKey(n)).Distinct()], ct);
        var records = await session.FindManyAsync(plan.Object, [.. entry.Pending.Select(p => p.Id).Distinct()], RecordAction.Edit, ct);
        await session.FindManyAsync(plan.Object, [.. ids.Values.Where(id => session.Known(plan.Object, id) is null)], RecordAction.Read, ct);
        var errors = entry.Errors.ToList();
        foreach (var pending in entry.Pending)
        {
            var field = plan.Object[pending.Field];
            if (!records.TryGetValue(pending.Id, out var found) || found.Record is not { } record)
                errors.Add(new(pending.Row, pending.Cells, [new(field.Name, pending.Name, new Message("import_lookup_not_set", field.Label, pending.Name).InAll())]));
            else if (ids.TryGetValue(pending.Name, out var target))
                record.Write(field, target);
            else if (references.WhyNobody(session, field, pending.Name) is { } why)
                errors.Add(new(pending.Row, pending.Cells, [new(field.Name, pending.Name, why.InAll())]));
            else
                record.Write(field, (await references.MakeAsync(session, plan.Object, pending.Name, ct)).Id);
        }

        await KeepAsync(session, entry, [.. records.Values.Select(r => r.Record).OfType<Record>()], errors, ct);
    }

    private async Task KeepAsync(Session session, LedgerEntry entry, IReadOnlyList<Record> records, List<LedgerError> errors, CancellationToken ct)
    {
        foreach (var (record, refusal) in await session.ExamineAsync(drawNumbers: true, ct))
            Refuse(session, record, refusal, entry, errors);

        while (true)
        {
            var isKept = false;
            session.Include("resolved lookups", batch =>
            {
                isKept = true;
                ImportLedger.Resolve(batch, job, entry with { Written = [.. entry.Written, .. records.Concat(references.Made).Where(r => r.IsDirty).Select(WrittenOf)], Errors = errors });
            });
            var refusal = await session.CommitAsync(ct);
            if (refusal is null)
            {
                references.Keep();
                if (!isKept)
                    await ledger.WriteAsync(batch => ImportLedger.Resolve(batch, job, entry with { Errors = errors }), ct);

                return;
            }

            // A circle, most likely: the rows are told, their records stay without the lookup.
            references.Forget();
            session = workspace.Open(actor);
            errors.AddRange(entry.Pending.Select(p => new LedgerError(p.Row, p.Cells, FaultsOf(refusal))));
        }
    }

    private void Refuse(Session session, Record record, Refusal refusal, LedgerEntry entry, List<LedgerError> errors)
    {
        session.Leave(record);
        foreach (var pending in entry.Pending.Where(p => p.Id == record.Id))
            errors.Add(new(pending.Row, pending.Cells, FaultsOf(refusal)));
    }

    private List<LedgerFault> FaultsOf(Refusal refusal) => refusal.Problems.Count == 0
        ? [new(null, null, refusal.Message.InAll())]
        : [.. refusal.Problems.Select(p => new LedgerFault(p.Target, null, p.Message.InAll()))];

    private static WrittenRecord WrittenOf(Record record) => new(record.Id, record.IsNew ? 0 : record.Version - 1, record.Version);
}
