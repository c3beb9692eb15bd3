using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>
/// Brings every dirty record of a session to the state in which it may be stored: deletes spread, defaults, rules, formulas, validation, follow-up
/// rules. Rules may make or change other records; it ends when a pass changes nothing.
/// </summary>
internal static class Preparation
{
    /// <summary>Passes after which rules are taken to chase each other.</summary>
    private const int MaxPasses = 20;

    public static async ValueTask<Refusal?> RunAsync(Session session, CancellationToken ct)
    {
        if (await References.OfPersonAsync(session, ct) is { } unseen)
            return unseen;

        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var pending = session.Dirty.Where(r => !r.IsPrepared).ToArray();
            if (pending.Length == 0)
                return await References.CheckAsync(session, ct);

            var pointedAt = await Deletion.PointedAtAsync(session, pending, ct);
            await AutoNumbers.StockAsync(session, pending, ct);
            foreach (var record in pending)
                if (await PrepareAsync(session, record, pointedAt, drawNumbers: true, ct) is { } refusal)
                    return refusal.Of(record);
        }

        return new RuleRefused(new("rules_do_not_settle"));
    }

    /// <summary>The same for every record on its own: those that would be refused, each with its reason. Nothing is looked up about where lookups point.</summary>
    public static async ValueTask<IReadOnlyDictionary<Record, Refusal>> ExamineAsync(Session session, bool drawNumbers, CancellationToken ct)
    {
        var refused = new Dictionary<Record, Refusal>();
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var pending = session.Dirty.Where(r => !r.IsPrepared && !refused.ContainsKey(r)).ToArray();
            if (pending.Length == 0)
                return refused;

            var pointedAt = await Deletion.PointedAtAsync(session, pending, ct);
            if (drawNumbers)
                await AutoNumbers.StockAsync(session, pending, ct);

            foreach (var record in pending)
                if (await PrepareAsync(session, record, pointedAt, drawNumbers, ct) is { } refusal)
                    refused[record] = refusal;
        }

        foreach (var record in session.Dirty.Where(r => !r.IsPrepared))
            refused.TryAdd(record, new RuleRefused(new("rules_do_not_settle")));

        return refused;
    }

    private static async ValueTask<Refusal?> PrepareAsync(
        Session session, Record record, IReadOnlyDictionary<FieldSchema, IReadOnlySet<Guid>> pointedAt, bool drawNumbers, CancellationToken ct)
    {
        if (record.State is RecordState.Deleting or RecordState.Purging)
            return await Deletion.PrepareAsync(session, record, pointedAt, ct);

        if (record.State is RecordState.Restoring)
        {
            if (await Locks.OfRestoreAsync(session, record, ct) is { } locked)
                return locked;

            if (await session.Workspace.Rules.RunAsync(RuleMoment.BeforeRestore, record, session, ct) is { } unwanted)
                return unwanted;

            if (await Deletion.RestoreAsync(session, record, ct) is { } alone)
                return alone;

            record.MarkPrepared();
            return null;
        }

        // Held as it is: there is nothing new to examine.
        if (!record.IsNew && !record.Changes.Any())
        {
            record.MarkPrepared();
            return null;
        }

        if (record.IsNew)
            await Defaults.FillAsync(session, record, ct);

        // Rules may set fields that the formulas read, and formulas may feed the rules of the next pass.
        if (await session.Workspace.Rules.RunAsync(RuleMoment.BeforeSave, record, session, ct) is { } before)
            return before;

        MoneyBase.Fill(session, record);
        ComputeFormulas(session, record);
        if (await Validation.CheckAsync(session, record, ct) is { Count: > 0 } problems)
            return new Invalid(problems);

        if (record.IsNew && drawNumbers)
            await AutoNumbers.FillAsync(session, record, ct);

        record.MarkPrepared();
        return await session.Workspace.Rules.RunAsync(RuleMoment.AfterSave, record, session, ct);
    }

    private static void ComputeFormulas(Session session, Record record)
    {
        var values = new RecordValues(session, record);
        foreach (var field in record.Object.StoredFormulas)
            record[field] = Evaluator.ToColumn(Evaluator.Evaluate(field.Formula!, values, session.Context), field.ValueType);
    }
}
