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
        foreach (var (companion, on) in await CompanionsAsync(records, session, ct))
            if (companion.Owner is { } owner && owner == owners[on])
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

    /// <summary>What follows these records in a hand-over and still takes work, each with the record that it hangs on.</summary>
    private static async ValueTask<IReadOnlyList<(Record Companion, Guid On)>> CompanionsAsync(IReadOnlyCollection<Record> records, Session session, CancellationToken ct)
    {
        if (records.Count == 0)
            return [];

        var parent = records.First().Object;
        Guid[] ids = [.. records.Select(r => r.Id)];
        var found = new List<(Record, Guid)>();
        foreach (var definition in session.Schema.Objects.Where(o => o is { IsOwned: true, Definition.HandOver: not null }))
            foreach (var lookup in definition.Definition.HandOver!.Follows.Select(f => definition[f]).Where(f => f.Target == parent))
            {
                var hanging = Condition.AllOf(Condition.IsAmong(new FieldPath(lookup), ids), definition.HandOverOpen);
                found.AddRange((await session.LoadWhereAsync(definition, hanging, MostCompanions, ct)).Where(r => r[lookup] is Guid).Select(r => (r, (Guid)r[lookup]!)));
            }

        return found;
    }
}
