using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>
/// The order in which new records are inserted: first what others point to, for the database checks each row at once; object by object, so that many can go
/// together. Where objects point to each other, the order in which the session met them holds.
/// </summary>
internal static class InsertOrder
{
    /// <summary>The records in groups of one object each.</summary>
    public static IReadOnlyList<IReadOnlyList<Record>> Of(IReadOnlyList<Record> records)
    {
        var groups = records.GroupBy(r => r.Object).ToDictionary(g => g.Key, g => g.ToArray());
        if (groups.Count == 1)
            return [Within(records[0].Object, groups[records[0].Object])];

        // What points to records that are there already needs none of these: whoever makes a department is a user, too.
        var made = records.Select(r => r.Id).ToHashSet();
        return [.. Sorted(groups.Keys.ToArray(), Targets).Select(definition => Within(definition, groups[definition]))];

        IEnumerable<ObjectSchema> Targets(ObjectSchema definition) => Lookups(definition).Where(f => Array.Exists(groups[definition], r => r[f] is Guid id && made.Contains(id))).Select(f => f.Target!);
    }

    private static IReadOnlyList<Record> Within(ObjectSchema definition, Record[] records)
    {
        var own = Lookups(definition).Where(f => f.Target == definition).ToArray();
        if (records.Length == 1 || !Array.Exists(records, r => Array.Exists(own, f => r[f] is not null)))
            return records;

        var byId = records.ToDictionary(r => r.Id);
        return Sorted(records, record => own.Select(f => record[f] is Guid id ? byId.GetValueOrDefault(id) : null).OfType<Record>());
    }

    private static IEnumerable<FieldSchema> Lookups(ObjectSchema definition) => definition.Columns.Where(f => f is { Target: not null, ValueType.Kind: ValueKind.Id });

    /// <summary>Each after those it needs, otherwise in the given order.</summary>
    private static List<T> Sorted<T>(T[] items, Func<T, IEnumerable<T>> needs) where T : class
    {
        var (ordered, open) = (new List<T>(items.Length), items.ToHashSet());
        foreach (var item in items)
            Visit(item);

        return ordered;

        void Visit(T item)
        {
            if (!open.Remove(item))
                return;

            foreach (var needed in needs(item))
                Visit(needed);

            ordered.Add(item);
        }
    }
}
