using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.SystemObjects;

/// <summary>
/// To a record that lies in a pool only those add something who see it whole: who sees it as a member, or had it before, claims it first and works on it
/// then. What a person opens again, or takes out of the recycle bin, is added too. Looked at when all rules ran, so that a lookup counts that a rule
/// filled; what rules make of their own accord is theirs.
/// </summary>
internal static class ClaimBeforeAdding
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("*", RuleMoment.AfterSave, nameof(ClaimBeforeAdding), RunAsync),
        new("*", RuleMoment.BeforeRestore, nameof(ClaimBeforeAdding), OnRestoreAsync),
    ];

    private static async ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        if (session.Actor.IsSystem)
            return null;

        var isTheirs = IsTheirs(record, session);
        foreach (var lookup in Lookups(record).Where(record.HasChanged))
            foreach (var (id, isGiven) in Added(record, lookup, isTheirs))
                if (await LiesClosedAsync(lookup.Target!, id, isGiven, session, ct))
                    return Refuse(lookup.Target!);

        if (record.IsNew)
            return session.ReachOf(record).Count > 0 && await HolderLiesClosedAsync(record, session, ct) is { } holder ? Refuse(holder) : null;

        return isTheirs && await IsOpenedAsync(record, session, ct) ? await OfAllAsync(record, session, ct) : null;
    }

    private static async ValueTask<Refusal?> OnRestoreAsync(Record record, Session session, CancellationToken ct)
    {
        if (session.Actor.IsSystem || !IsTheirs(record, session))
            return null;

        return await HolderLiesClosedAsync(record, session, ct) is { } holder ? Refuse(holder) : await OfAllAsync(record, session, ct);
    }

    /// <summary>Whether the person makes or changes the record, and not only a rule.</summary>
    private static bool IsTheirs(Record record, Session session) => session.ReachOf(record).Any(a => a != RecordAction.Read);

    private static FieldSchema[] Lookups(Record record) => [.. record.Object.Columns.Where(f => f is { Target.Pool: not null, Storage: FieldStorage.Column })];

    /// <summary>What the lookup points to that it did not point to before, and whether the person gave it: then they see it.</summary>
    private static IEnumerable<(Guid Id, bool IsGiven)> Added(Record record, FieldSchema lookup, bool isTheirs) => record[lookup] switch
    {
        Guid id when record.Written.Any(f => record[f] is Guid given && given == id) => [(id, true)],
        Guid id when isTheirs => [(id, false)],
        Guid[] ids when isTheirs || record.WasWritten(lookup) => ids.Except(record.Original(lookup) as Guid[] ?? []).Select(id => (id, record.WasWritten(lookup))),
        _ => [],
    };

    /// <summary>Whether it took no work any more, and does again.</summary>
    private static async ValueTask<bool> IsOpenedAsync(Record record, Session session, CancellationToken ct)
    {
        if (record.Object.HandOverOpen is not { } open || Lookups(record).Length == 0)
            return false;

        await Preloading.ForAsync(session, record, [open], ct);
        return Evaluator.IsTrue(open, new RecordValues(session, record), session.Context)
            && !Evaluator.IsTrue(open, new RecordValues(session, record, asStored: true), session.Context);
    }

    private static async ValueTask<Refusal?> OfAllAsync(Record record, Session session, CancellationToken ct)
    {
        foreach (var lookup in Lookups(record))
            foreach (var id in record[lookup] switch { Guid id => [id], Guid[] ids => ids, _ => Array.Empty<Guid>() })
                if (await LiesClosedAsync(lookup.Target!, id, isGiven: false, session, ct))
                    return Refuse(lookup.Target!);

        return null;
    }

    /// <summary>The object of the record that this one hangs on, if that lies in a pool.</summary>
    private static async ValueTask<ObjectSchema?> HolderLiesClosedAsync(Record record, Session session, CancellationToken ct) =>
        record.Object.Attachment is { Object: { } named, Record: var on } && session.Schema.Find(record[named] as string ?? "") is { Pool: not null } holder
        && record[on] is Guid held && await LiesClosedAsync(holder, held, isGiven: true, session, ct)
            ? holder
            : null;

    private static async ValueTask<bool> LiesClosedAsync(ObjectSchema definition, Guid id, bool isGiven, Session session, CancellationToken ct)
    {
        var closed = new PoolRights(session.Actor, session.Organization, session.Access).Closed(definition);
        if (closed.Count == 0)
            return false;

        var record = isGiven ? (await session.FindAsync(definition, id, RecordAction.Read, ct)).Record : await session.LoadAsync(definition, id, ct);
        if (record is null)
            return false;

        // It must not go into a pool before this is written.
        session.Rely(record, definition.Pool!);
        return record[definition.Pool!] is Guid pool && closed.Contains(pool);
    }

    private static Forbidden Refuse(ObjectSchema definition) => new(new("claim_first", definition.Label));
}
