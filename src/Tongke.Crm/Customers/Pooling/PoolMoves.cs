using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>Puts records into pools and takes them out, with the work that hangs on them: what a hand-over would take along.</summary>
internal static class PoolMoves
{
    private const int MostCompanions = 100_000;
    private const int LongestReason = 500;

    /// <summary>Puts records of one object into a pool; what hangs on them and has the same owner goes to nobody too.</summary>
    public static async ValueTask PutAsync(IReadOnlyCollection<Record> records, SeaPool pool, Func<Record, PoolReason> reason, Session session, CancellationToken ct)
    {
        var owners = records.ToDictionary(r => r.Id, r => r.Owner);
        var moved = new List<Record>();
        foreach (var (companion, on) in await CompanionsAsync(records, session, ct))
            if (companion.Owner is { } owner && owner == owners[on])
                moved.Add(companion);

        RuleOutMore(records, moved, session);
        foreach (var companion in moved)
        {
            companion[SystemFields.Owner] = null;
            companion[SystemFields.Department] = null;
        }

        foreach (var record in records)
        {
            record[PoolFields.FormerOwner] = record.Owner;
            record[PoolFields.Pool] = pool.Id;
            var why = reason(record);
            (record[PoolFields.Rule], record[PoolFields.Days], record[PoolFields.Reason]) = (why.Rule, why.Days, why.Words?.Cut(LongestReason));
            record[SystemFields.Owner] = null;
        }
    }

    /// <summary>Gives a record of a pool to somebody, unless somebody else was given it meanwhile.</summary>
    /// <returns>How many records changed hands.</returns>
    public static async ValueTask<long> TakeAsync(Record record, Guid heir, Session session, CancellationToken ct)
    {
        var moved = 1L;
        foreach (var (companion, _) in await CompanionsAsync([record], session, ct))
            if (companion.Owner is null)
            {
                companion[SystemFields.Owner] = heir;
                moved++;
            }

        session.Rely(record, record.Object[PoolFields.Pool], new RuleRefused(new("pool_taken", record.Object.Label)));
        record[PoolFields.Pool] = null;
        record[SystemFields.Owner] = heir;
        if (record.Object.Name == Sales.Lead.ObjectName && Sales.Lead.Over(record) is { Status: Sales.Lead.StatusValue.New } lead)
            lead.Status = Sales.Lead.StatusValue.Assigned;

        return moved;
    }

    /// <summary>What their owners hang on the records after it was looked comes too late for this commit: it would stay theirs on a record that nobody owns.</summary>
    private static void RuleOutMore(IReadOnlyCollection<Record> records, IReadOnlyCollection<Record> moved, Session session)
    {
        var owned = records.Where(r => r.Owner is not null).GroupBy(r => r.Owner!.Value, r => r.Id).ToArray();
        if (owned.Length == 0)
            return;

        var known = moved.ToLookup(r => r.Object, r => r.Id);
        foreach (var (definition, lookup) in Followers(records.First().Object, session))
        {
            var owner = new FieldPath(definition[SystemFields.Owner]);
            var theirs = Condition.AnyOf(owned.Select(of => Condition.AllOf(Condition.IsAmong(new FieldPath(lookup), [.. of]), Condition.Equal(owner, of.Key))));
            var others = Condition.Not(Condition.IsAmong(new FieldPath(definition[SystemFields.Id]), [.. known[definition].Distinct()]));
            session.RelyOnNone(definition, Condition.AllOf(theirs, definition.HandOverOpen, others), new Stale(records.First(), []));
        }
    }

    /// <summary>What follows these records in a hand-over and still takes work, each with the record that it hangs on.</summary>
    private static async ValueTask<IReadOnlyList<(Record Companion, Guid On)>> CompanionsAsync(IReadOnlyCollection<Record> records, Session session, CancellationToken ct)
    {
        if (records.Count == 0)
            return [];

        Guid[] ids = [.. records.Select(r => r.Id)];
        var found = new List<(Record, Guid)>();
        foreach (var (definition, lookup) in Followers(records.First().Object, session))
        {
            var hanging = Condition.AllOf(Condition.IsAmong(new FieldPath(lookup), ids), definition.HandOverOpen);
            found.AddRange((await session.LoadWhereAsync(definition, hanging, MostCompanions, ct)).Where(r => r[lookup] is Guid).Select(r => (r, (Guid)r[lookup]!)));
        }

        return found;
    }

    /// <summary>The objects whose records follow those of <paramref name="parent"/>, and by which lookups.</summary>
    private static IEnumerable<(ObjectSchema Definition, FieldSchema Lookup)> Followers(ObjectSchema parent, Session session) =>
        from definition in session.Schema.Objects
        where definition is { IsOwned: true, Definition.HandOver: not null }
        from lookup in definition.Definition.HandOver!.Follows.Select(f => definition[f])
        where lookup.Target == parent
        select (definition, lookup);
}
