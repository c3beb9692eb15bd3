using System.Collections.Concurrent;
using System.Collections.Frozen;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>
/// The living records of the objects that packages want remembered (<see cref="Package.Remembered"/>), as of one snapshot: each object's are read once, when a
/// rule first asks for one of them. A change to any of them makes a new snapshot, and with it an empty one of these. An object with roll-ups is not remembered:
/// they follow from other records and are no change of this one.
/// </summary>
internal sealed class RememberedRecords(IReadOnlySet<string> objects)
{
    /// <summary>What has more records than this is no setting, and is read from the database like everything else.</summary>
    private const int MostOfOne = 2_000;

    private readonly ConcurrentDictionary<ObjectSchema, FrozenDictionary<Guid, Record>?> known = [];

    /// <summary>A copy for <paramref name="session"/> of the record with this id; null when it is not remembered: it may be stored all the same.</summary>
    public async ValueTask<Record?> FindAsync(Session session, ObjectSchema definition, Guid id, CancellationToken ct) =>
        await OfAsync(session, definition, ct) is { } all && all.TryGetValue(id, out var record) ? record.Copy() : null;

    /// <summary>Copies for <paramref name="session"/> of all records of the object, by id; null when they are not remembered.</summary>
    public async ValueTask<IReadOnlyList<Record>?> AllAsync(Session session, ObjectSchema definition, CancellationToken ct) =>
        await OfAsync(session, definition, ct) is { } all ? [.. all.Values.OrderBy(r => r.Id).Select(r => r.Copy())] : null;

    private async ValueTask<FrozenDictionary<Guid, Record>?> OfAsync(Session session, ObjectSchema definition, CancellationToken ct)
    {
        if (!objects.Contains(definition.Name) || definition.Columns.Any(f => f.Storage == FieldStorage.RollUp))
            return null;

        if (known.TryGetValue(definition, out var records))
            return records;

        var rows = await RecordReader.WhereAsync(session, definition, Constant.True, reaching: null, MostOfOne + 1, ct);
        return known[definition] = rows.Count > MostOfOne ? null : rows.ToFrozenDictionary(r => r.Id);
    }
}
