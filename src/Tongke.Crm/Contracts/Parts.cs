using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>The records that belong to another one, as they will be once the session is committed.</summary>
internal static class Parts
{
    /// <summary>Those that are stored and those that the session makes, without those that it deletes.</summary>
    public static async ValueTask<IReadOnlyList<Record>> OfAsync(Session session, string name, string lookup, Guid whole, CancellationToken ct)
    {
        var definition = session.Schema[name];
        var field = definition[lookup];
        await session.LoadWhereAsync(definition, Condition.Equal(new FieldPath(field), whole), ct: ct);
        return [.. session.Held(definition).Where(r => Equals(r[field], whole) && (r is { IsDeleted: false, State: RecordState.New or RecordState.Stored } || r.State == RecordState.Restoring))];
    }

    /// <summary>One of them; null when there is none.</summary>
    public static async ValueTask<Record?> FirstAsync(Session session, string name, string lookup, Guid whole, CancellationToken ct) =>
        await OfAsync(session, name, lookup, whole, ct) is [var first, ..] ? first : null;

    /// <summary>Their sum; what has no value yet counts nothing.</summary>
    public static decimal Sum(this IEnumerable<Record> parts, string field) => parts.Sum(p => p[field] as decimal? ?? 0);
}
