using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Rules;

/// <summary>A record can't stand below itself in a hierarchy, however many levels lie between.</summary>
internal static class RefuseCircles
{
    /// <summary>More levels than any company has; deeper is taken for a circle.</summary>
    private const int MaxLevels = 50;

    /// <summary>The rule for the lookup <paramref name="parent"/> of <paramref name="definition"/> to its own object.</summary>
    public static Rule For(string definition, string parent) =>
        new(definition, RuleMoment.BeforeSave, nameof(RefuseCircles), (record, session, ct) => RunAsync(record, record.Object[parent], session, ct));

    private static async ValueTask<Refusal?> RunAsync(Record record, FieldSchema parent, Session session, CancellationToken ct)
    {
        if (!record.HasChanged(parent))
            return null;

        var above = record[parent] as Guid?;
        for (var level = 0; above is { } id; level++)
        {
            if (id == record.Id || level == MaxLevels)
                return new Invalid([new Problem(parent.Name, new Message("circular_parent", parent.Label))]);

            above = (await session.LoadAsync(record.Object, id, ct))?[parent] as Guid?;
        }

        return null;
    }
}
