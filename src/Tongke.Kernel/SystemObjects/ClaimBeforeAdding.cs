using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.SystemObjects;

/// <summary>
/// To a record that lies in a pool only those add something who see it whole: who sees it as a member claims it first, and works on it then. Looked at
/// when all rules ran, so that a lookup counts that a rule filled with what the person gave elsewhere.
/// </summary>
internal static class ClaimBeforeAdding
{
    public static Rule Rule { get; } = new("*", RuleMoment.AfterSave, nameof(ClaimBeforeAdding), RunAsync);

    private static async ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        if (session.Actor.IsSystem)
            return null;

        foreach (var lookup in record.Changes.Where(f => f is { Target.Pool: not null, Storage: FieldStorage.Column }).ToArray())
            foreach (var id in Added(record, lookup))
                if (await LiesClosedAsync(lookup.Target!, id, session, ct))
                    return Refuse(lookup.Target!);

        return record is { IsNew: true, Object.Attachment: { Object: { } named, Record: var on } } && session.ReachOf(record).Count > 0
            && session.Schema.Find(record[named] as string ?? "") is { Pool: not null } holder && record[on] is Guid held && await LiesClosedAsync(holder, held, session, ct)
            ? Refuse(holder)
            : null;
    }

    /// <summary>What the person has the lookup point to that it did not point to before.</summary>
    private static IEnumerable<Guid> Added(Record record, FieldSchema lookup) => record[lookup] switch
    {
        Guid id when record.Written.Any(f => record[f] is Guid given && given == id) => [id],
        Guid[] ids when record.WasWritten(lookup) => ids.Except(record.Original(lookup) as Guid[] ?? []),
        _ => [],
    };

    private static async ValueTask<bool> LiesClosedAsync(ObjectSchema definition, Guid id, Session session, CancellationToken ct)
    {
        var closed = new PoolRights(session.Actor, session.Organization, session.Access).Closed(definition);
        return closed.Count > 0 && (await session.FindAsync(definition, id, RecordAction.Read, ct)).Record is { } record && record[definition.Pool!] is Guid pool && closed.Contains(pool);
    }

    private static Forbidden Refuse(ObjectSchema definition) => new(new("claim_first", definition.Label));
}
