using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>
/// Checks where the lookups of a session point: to a living record that the person who chose it may see, and never round in a circle.
/// <see cref="ReferenceGuards"/> hold it against parallel writes, and the database's foreign keys the rest.
/// </summary>
internal static class References
{
    /// <summary>What the person chose, before any rule speaks about it: a rule's words must not tell of a record that the person does not see.</summary>
    public static async ValueTask<Refusal?> OfPersonAsync(Session session, CancellationToken ct) =>
        await MissingAsync(session, Chosen(session).Where(c => c.Record.WasWritten(c.Field)), ct) is { Count: > 0 } problems ? new Invalid(problems) : null;

    /// <summary>What stands in the end, what rules chose among it.</summary>
    public static async ValueTask<Refusal?> CheckAsync(Session session, CancellationToken ct)
    {
        if (await MissingAsync(session, Chosen(session), ct) is { Count: > 0 } problems)
            return new Invalid(problems);

        // Nothing that is stored points to a new record: only others that come along with it can close a circle.
        foreach (var record in session.Dirty.ToArray())
            foreach (var parent in record.Changes.Where(f => f.Target == record.Object && f.ValueType.Kind == ValueKind.Id && !f.IsSystem).ToArray())
                if ((!record.IsNew || (record[parent] is Guid above && session.Known(record.Object, above) is { IsNew: true })) && await ClosesCircleAsync(session, record, parent, ct))
                    return new Invalid([new(parent.Name, new("circular_parent", parent.Label))]);

        return null;
    }

    /// <summary>Where the lookups that this session sets point.</summary>
    public static IEnumerable<(Record Record, FieldSchema Field, Guid Id)> Chosen(Session session)
    {
        foreach (var record in session.Dirty.Where(r => r.State is RecordState.New or RecordState.Stored))
            foreach (var field in record.Changes.Where(f => f.Target is not null && f.Storage == FieldStorage.Column))
            {
                switch (record[field])
                {
                    case Guid id when !(field.IsSystem && id == session.Actor.UserId):
                        yield return (record, field, id);
                        break;
                    case Guid[] ids:
                        foreach (var id in ids)
                            yield return (record, field, id);
                        break;
                }
            }
    }

    private static async ValueTask<IReadOnlyList<Problem>> MissingAsync(Session session, IEnumerable<(Record Record, FieldSchema Field, Guid Id)> chosen, CancellationToken ct)
    {
        var problems = new List<Problem>();
        foreach (var group in chosen.GroupBy(c => (c.Field.Target!, ByPerson: c.Record.WasWritten(c.Field))).ToArray())
        {
            var (target, byPerson) = group.Key;
            var unknown = group.Select(c => c.Id).Where(id => !IsKnown(session, target, id, byPerson)).ToHashSet();
            if (unknown.Count == 0)
                continue;

            var found = byPerson ? await session.SeeAsync(target, unknown, ct) : await RecordReader.ExistingAsync(session, target, unknown, forPerson: false, ct);
            problems.AddRange(group.Where(c => unknown.Contains(c.Id) && !found.Contains(c.Id)).Select(c => new Problem(c.Field.Name, new("lookup_not_found", c.Field.Label, target.Label))));
        }

        return problems;
    }

    private static bool IsKnown(Session session, ObjectSchema target, Guid id, bool byPerson) =>
        session.Known(target, id) is { } known
            ? known is { State: RecordState.Restoring } or { IsDeleted: false, State: RecordState.New or RecordState.Stored }
                && (!byPerson || known.IsNew || session.HasReached(known, RecordAction.Read) || session.HasSeenLiving(target, id))
            : session.HasSeenLiving(target, id);

    private static async ValueTask<bool> ClosesCircleAsync(Session session, Record record, FieldSchema parent, CancellationToken ct)
    {
        var seen = new HashSet<Guid> { record.Id };
        for (var at = record[parent] as Guid?; at is { } id;)
        {
            if (!seen.Add(id))
                return true;

            at = await session.LoadAsync(record.Object, id, ct) is { } next ? next[parent] as Guid? : null;
        }

        return false;
    }
}
