using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>
/// Asks the rules of the write path about rows before they are written. A row with a cell that can't be read becomes no record; what else is wrong
/// with it is found on a record that nobody keeps, so that a person hears of everything at once.
/// </summary>
internal sealed class RowExamination(Workspace workspace, Actor actor, ImportPlan plan)
{
    /// <summary>Settles the bad rows and leaves out of the session what its rules refuse, each with everything that is wrong.</summary>
    /// <param name="session">Holds the records of the rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="references">Knows the records that are made because rows name them.</param>
    /// <param name="drawNumbers">Whether auto-numbers are drawn.</param>
    /// <param name="ct">Gives up.</param>
    public async Task RunAsync(Session session, IReadOnlyList<ImportRow> rows, ReferenceResolver references, bool drawNumbers, CancellationToken ct)
    {
        var bad = rows.Where(r => !r.IsGood).ToArray();
        foreach (var row in bad)
            row.Settle(RowOutcome.Failed);

        var refused = new Dictionary<Record, Refusal>(await session.ExamineAsync(drawNumbers, ct));
        foreach (var record in rows.Select(r => r.Record).OfType<Record>().Concat(references.Made).Distinct())
            if (!refused.ContainsKey(record) && await session.RefusalOfNewAsync(record, ct) is { } forbidden)
                refused[record] = forbidden;

        foreach (var record in refused.Keys)
            session.Leave(record);

        foreach (var row in rows.Where(r => r.Record is not null && refused.ContainsKey(r.Record)))
            row.Fail(refused[row.Record!]);

        foreach (var record in references.Made.Where(refused.ContainsKey))
            FailNaming(record, refused[record], session, rows, references);

        if (bad.Length > 0)
            await FindFurtherFaultsAsync(bad, ct);
    }

    /// <summary>Rows that name a record which will not be made become none either.</summary>
    private static void FailNaming(Record made, Refusal refusal, Session session, IReadOnlyList<ImportRow> rows, ReferenceResolver references)
    {
        references.Drop(made);
        foreach (var row in rows)
        {
            if (row.Outcome == RowOutcome.Skipped || row.LookupTo(made.Id) is not { } lookup)
                continue;

            row.Fail(refusal, lookup);
            if (row.Record is { } record)
                session.Leave(record);
        }
    }

    /// <summary>How many of the rows become records that the person does not see: the file gives them to others.</summary>
    public async Task<long> CountUnseenAsync(Session session, IReadOnlyList<ImportRow> rows, CancellationToken ct)
    {
        var seen = session.Access.On(plan.Object).Read;
        if (seen == Constant.True)
            return 0;

        long unseen = 0;
        foreach (var row in rows.Where(r => r is { Outcome: RowOutcome.Created, Record: not null }))
            if (!await session.FulfilsAsync(row.Record!, seen, ct))
                unseen++;

        return unseen;
    }

    private async Task FindFurtherFaultsAsync(ImportRow[] bad, CancellationToken ct)
    {
        var session = workspace.Open(actor);
        var twins = bad.Select(r => r.WithoutFaults()).ToArray();
        await new RecordMatcher(plan, isTrial: false).MatchAsync(session, twins, ct);
        var refused = await session.ExamineAsync(drawNumbers: false, ct);
        foreach (var (row, twin) in bad.Zip(twins))
        {
            if (twin.Record is { } record && refused.TryGetValue(record, out var refusal))
                twin.Fail(refusal);

            var faulted = row.Problems.Select(p => p.Field).OfType<string>().SelectMany(WithWhole).ToHashSet(StringComparer.Ordinal);
            var told = row.Problems.Select(p => p.Message).ToHashSet();
            foreach (var problem in twin.Problems.Where(p => !told.Contains(p.Message) && IsAnother(p, faulted)))
                row.Fault(problem.Field, problem.Value, problem.Message);
        }
    }

    /// <summary>A field, and the one whose value can't be told without it.</summary>
    private IEnumerable<string> WithWhole(string field) => plan.Object.Find(field) is { } part && FieldParts.Of(part) is { } known ? [field, known.Whole.Name] : [field];

    /// <summary>Whether a problem is one of its own, not what comes of the cells that couldn't be read.</summary>
    private bool IsAnother(RowProblem problem, HashSet<string> faulted)
    {
        if (problem.Message.Code == "rule_violated")
            return plan.Object.Validations.Any(v => problem.Message == new Message("rule_violated", v.Definition.Message) && !Reads(v.When, faulted));

        if (problem.Field is not { } name)
            return problem.Message.Code.StartsWith("import_", StringComparison.Ordinal);

        if (plan.Object.Find(name) is not { } field)
            return false;

        var isGiven = faulted.Contains(name) || field.Composite is { } whole && faulted.Contains(whole.Name);
        var rests = !field.Definition.Required && Reads(field.RequiredWhen, faulted) || Reads(field.VisibleWhen, faulted) || field.OptionConditions.Values.Any(c => Reads(c, faulted));
        return !isGiven && !rests;
    }

    private bool Reads(Expr? condition, HashSet<string> faulted) => condition is not null && ExprShape.Fields(condition)
        .SelectMany(f => FieldReads.Of(f).Prepend(f))
        .Any(f => f.Object == plan.Object && (faulted.Contains(f.Name) || f.Composite is { } whole && faulted.Contains(whole.Name)));
}
