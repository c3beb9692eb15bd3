using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Records;

/// <summary>What people may not change of a record as it is stored: see <see cref="LockDefinition"/>. What they do not write is not asked for.</summary>
internal static class Locks
{
    /// <summary>The fields that somebody wrote though they are closed; for a new part, the record it would be part of.</summary>
    public static async ValueTask<IReadOnlyList<Problem>> CheckAsync(Session session, Record record, CancellationToken ct)
    {
        if (record.Object.Locks.Count == 0)
            return [];

        var written = record.Written.Where(record.HasChanged).ToArray();
        if (written.Length == 0)
            return [];

        var problems = new List<Problem>();
        foreach (var held in await HeldAsync(session, record, ct))
            if (held.PartOf is { } whole && (record.IsNew || record.HasChanged(whole)))
                problems.Add(new(whole.Name, new("part_of_locked", whole.Target!.Label, record.Object.Label)));
            else if (!record.IsNew)
                problems.AddRange(written.Where(held.Fields.Contains).Select(f => new Problem(f.Name, new("read_only_now", f.Label))));

        return [.. problems.DistinctBy(p => p.Target)];
    }

    /// <summary>Why a person may not delete the record; null when nothing is against it.</summary>
    public static async ValueTask<Refusal?> OfDeleteAsync(Session session, Record record, CancellationToken ct)
    {
        // What lies in the recycle bin is no part of anything any more: it may go for good.
        if (record.Object.Locks.Count == 0 || record.IsDeleted || !(session.HasReached(record, RecordAction.Delete) || session.HasReached(record, RecordAction.Purge)))
            return null;

        return Against(record, (await HeldAsync(session, record, ct)).FirstOrDefault(l => l.IsWhole));
    }

    /// <summary>Why a person may not bring the record back: what it would be part of is locked. What a whole takes along when it comes back itself is not asked.</summary>
    public static async ValueTask<Refusal?> OfRestoreAsync(Session session, Record record, CancellationToken ct)
    {
        if (record.Object.Locks.All(l => l.PartOf is null) || !session.HasReached(record, RecordAction.Delete))
            return null;

        return Against(record, (await HeldAsync(session, record, ct)).FirstOrDefault(l => l is { IsWhole: true, PartOf: not null }));
    }

    /// <summary>The locks of whole records of an object, which hold for their parts too.</summary>
    public static IEnumerable<LockSchema> Whole(ObjectSchema definition) => definition.Locks.Where(l => l is { IsWhole: true, PartOf: null });

    /// <summary>What a part that a person wrote, deletes or brings back belongs to, and what it belonged to before.</summary>
    public static IEnumerable<(FieldSchema Lookup, Guid Id)> WholesOf(Session session, Record record)
    {
        if (record.Object.Locks.FirstOrDefault(l => l.PartOf is not null)?.PartOf is not { } lookup)
            return [];

        var isByPerson = record.State switch
        {
            RecordState.Deleting or RecordState.Restoring => session.HasReached(record, RecordAction.Delete),
            RecordState.Purging => !record.IsDeleted && session.HasReached(record, RecordAction.Purge),
            _ => false,
        } || record.Written.Any(record.HasChanged);
        return isByPerson ? new[] { record[lookup], record.Original(lookup) }.OfType<Guid>().Select(id => (lookup, id)) : [];
    }

    private static RuleRefused? Against(Record record, LockSchema? held) => held switch
    {
        null => null,
        { PartOf: { } whole } => new(new("part_of_locked", whole.Target!.Label, record.Object.Label)),
        _ => new(new("locked_now", record.Object.Label)),
    };

    /// <summary>The locks that hold: by what is stored, and for a part that goes elsewhere, by what it goes to.</summary>
    private static async ValueTask<IReadOnlyList<LockSchema>> HeldAsync(Session session, Record record, CancellationToken ct)
    {
        await Preloading.ForAsync(session, record, record.Object.Locks.Select(l => l.When), ct);
        var (stored, given) = (new RecordValues(session, record, asStored: true), new RecordValues(session, record));
        var held = new List<LockSchema>();
        foreach (var asked in record.Object.Locks)
        {
            if (asked.PartOf is { } whole && record.Original(whole) is Guid before)
                await session.LoadAsync(whole.Target!, before, ct);
            if (Evaluator.IsTrue(asked.When, stored, session.Context) || (asked.PartOf is not null && Evaluator.IsTrue(asked.When, given, session.Context)))
                held.Add(asked);
        }

        return held;
    }
}
