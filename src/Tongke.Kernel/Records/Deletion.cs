using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>What deleting and restoring a record does to the records that point to it, by each lookup's delete rule.</summary>
internal static class Deletion
{
    /// <summary>More than this in one cascade is refused: it would be a migration, not a delete.</summary>
    private const int MaxCascade = 10_000;

    /// <summary>From this many records of one object on, it is asked once for all of them which others point to.</summary>
    private const int Many = 8;

    /// <summary>
    /// For the many records that a session deletes: which of them anything points to, by lookup. Where a lookup has no entry, each record is asked for.
    /// </summary>
    public static async ValueTask<IReadOnlyDictionary<FieldSchema, IReadOnlySet<Guid>>> PointedAtAsync(Session session, IEnumerable<Record> pending, CancellationToken ct)
    {
        var pointed = new Dictionary<FieldSchema, IReadOnlySet<Guid>>();
        foreach (var group in pending.Where(r => r.State is RecordState.Deleting or RecordState.Purging).GroupBy(r => r.Object).Where(g => g.Count() >= Many))
            foreach (var lookup in group.Key.Referrers.Where(l => !l.IsSystem && l.ValueType.Kind == ValueKind.Id && l.HasColumn))
                pointed[lookup] = await RecordReader.PointedAtAsync(session, lookup, [.. group.Select(r => r.Id)], ct);

        return pointed;
    }

    public static async ValueTask<Refusal?> PrepareAsync(Session session, Record record, IReadOnlyDictionary<FieldSchema, IReadOnlySet<Guid>> pointedAt, CancellationToken ct)
    {
        if (await Locks.OfDeleteAsync(session, record, ct) is { } locked)
            return locked;

        if (await session.Workspace.Rules.RunAsync(RuleMoment.BeforeDelete, record, session, ct) is { } refusal)
            return refusal;

        // What comes to a merged record in this moment is no part of what goes: the batch is refused by ReferenceGuards, and the rules of the next attempt find it.
        var mergedInto = record.HasChanged(record.Object.Fields[SystemFields.MergedIntoOrdinal]) ? record[SystemFields.MergedInto] as Guid? : null;
        foreach (var lookup in record.Object.Referrers.Where(l => !l.IsSystem))
        {
            if (pointedAt.TryGetValue(lookup, out var ids) && !ids.Contains(record.Id))
                continue;

            var pointing = await session.LoadWhereAsync(lookup.Object, Condition.Equal(new FieldPath(lookup), record.Id), MaxCascade + 1, ct);
            var living = pointing.Where(r => r.State is RecordState.Stored or RecordState.New && Equals(r[lookup], record.Id) && (mergedInto is null || r.Id == mergedInto)).ToArray();
            if (living.Length == 0)
                continue;

            if (living.Length > MaxCascade)
                return new Conflict(new("too_many_to_cascade", lookup.Object.Label, MaxCascade));

            switch (lookup.Definition.OnDelete)
            {
                case DeleteRule.Restrict:
                    // What a person may not read is not named to them.
                    return new Conflict(session.Access.On(lookup.Object).May(RecordAction.Read)
                        ? new("still_referenced", record.Object.Label, living.Length, lookup.Object.Label)
                        : new("still_referenced_somewhere", record.Object.Label));
                case DeleteRule.Cascade:
                    foreach (var child in living)
                        session.Delete(child);
                    break;
                case DeleteRule.Clear:
                    foreach (var child in living)
                        child[lookup] = null;
                    break;
            }
        }

        record.MarkPrepared();
        return null;
    }

    /// <summary>Brings back the records that went in the same moment by cascade. What it belonged to must be there: what went meanwhile is let go of, or has to come back first.</summary>
    public static async ValueTask<Refusal?> RestoreAsync(Session session, Record record, CancellationToken ct)
    {
        foreach (var lookup in record.Object.Columns.Where(f => f is { IsSystem: false, Target: not null, ValueType.Kind: ValueKind.Id }))
        {
            if (record[lookup] is not Guid id || await IsThereAsync(session, lookup.Target!, id, ct))
                continue;

            if (lookup.Definition.OnDelete != DeleteRule.Clear)
                return new Conflict(new("restore_other_first", record.Object.Label, lookup.Label));

            record[lookup] = null;
        }

        if (record[record.Object.Fields[SystemFields.DeletedAtOrdinal]] is not DateTimeOffset when)
            return null;

        foreach (var lookup in record.Object.Referrers.Where(l => !l.IsSystem && l.Definition.OnDelete == DeleteRule.Cascade))
            foreach (var child in await RecordReader.DeletedWithAsync(session, lookup, record.Id, when, ct))
                session.Restore(session.Attach(child));

        return null;
    }

    private static async ValueTask<bool> IsThereAsync(Session session, ObjectSchema definition, Guid id, CancellationToken ct) => session.Known(definition, id) is { IsDirty: true } known
        ? known.State is RecordState.Restoring or RecordState.New || known is { State: RecordState.Stored, IsDeleted: false }
        : (await RecordReader.ExistingAsync(session, definition, [id], forPerson: false, ct)).Count > 0;
}
