using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>Lines, decision chain, key nodes, what a project has, and stage history belong to whom the deal belongs to, so that they are seen by the same people.</summary>
public sealed class PassOwnerToParts : IAfterSave<Opportunity>
{
    private static readonly string[] Parts = [.. MadeByPeople, StageLog.ObjectName];

    /// <summary>The parts that people add to a deal.</summary>
    internal static IReadOnlyList<string> MadeByPeople =>
        [OpportunityLine.ObjectName, OpportunityContact.ObjectName, DealNode.ObjectName, DealParty.ObjectName, ProjectPurchase.ObjectName, ProjectEntry.ObjectName];

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (record.IsNew || !(record.Changed(SystemFields.Owner) || record.Changed(SystemFields.Department)))
            return null;

        foreach (var name in Parts)
        {
            var part = session.Schema[name];
            foreach (var child in await session.LoadWhereAsync(part, Condition.Equal(new FieldPath(part[Opportunity.ObjectName]), record.Id), ct: ct))
                Take(child, record.Record);
        }

        return null;
    }

    /// <summary>Gives <paramref name="part"/> the owner and department of <paramref name="deal"/>.</summary>
    internal static void Take(Record part, Record deal)
    {
        part[SystemFields.Owner] = deal[SystemFields.Owner];
        part[SystemFields.Department] = deal[SystemFields.Department];
    }
}
