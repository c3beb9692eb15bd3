using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Rules;

/// <summary>What is declared as part of a record, as the lines of a quote, belongs to whom that belongs to: when it changes hands, its parts go along.</summary>
internal static class PartsGoAlong
{
    /// <summary>For every object that has parts.</summary>
    public static Rule Rule { get; } = new("*", RuleMoment.AfterSave, nameof(PartsGoAlong), RunAsync);

    private static async ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        var definition = record.Object;
        if (!definition.IsOwned || record.IsNew || !(record.HasChanged(definition[SystemFields.Owner]) || record.HasChanged(definition[SystemFields.Department])))
            return null;

        foreach (var part in session.Schema.Objects.Where(o => o.IsOwned && o.Definition.PartOf is { } whole && o.Find(whole)?.Target == definition))
            foreach (var child in await session.LoadWhereAsync(part, Condition.Equal(new FieldPath(part[part.Definition.PartOf!]), record.Id), ct: ct))
                PassOwnerToParts.Take(child, record);

        return null;
    }
}
