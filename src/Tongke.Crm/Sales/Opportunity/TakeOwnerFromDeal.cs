using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// A new part of a deal, or one that goes to another deal, belongs to whom that belongs to; only those who may change the deal may add one. It is not
/// given away by itself: who sees the deal sees its parts, and nobody else.
/// </summary>
public static class TakeOwnerFromDeal
{
    private static readonly string[] Parts = [OpportunityLine.ObjectName, OpportunityContact.ObjectName, DealNode.ObjectName, DealParty.ObjectName, ProjectPurchase.ObjectName, ProjectEntry.ObjectName];

    /// <summary>For each kind of part that people make.</summary>
    public static IEnumerable<Rule> Rules => Parts.Select(p => new Rule(p, RuleMoment.BeforeSave, nameof(TakeOwnerFromDeal), TakeAsync));

    private static async ValueTask<Refusal?> TakeAsync(Record part, Session session, CancellationToken ct)
    {
        var lookup = part.Object[Opportunity.ObjectName];
        if (part[lookup] is not Guid id || await session.LoadAsync<Opportunity>(new Id<Opportunity>(id), ct) is not { } deal)
            return null;

        if (part.IsNew || part.HasChanged(lookup))
            PassOwnerToParts.Take(part, deal.Record);

        foreach (var name in new[] { SystemFields.Owner, SystemFields.Department })
            if (part.Object[name] is var field && part.WasWritten(field) && part.HasChanged(field) && !Equals(part[field], deal.Record[name]))
                return new Invalid([new Problem(name, new Message("part_keeps_owner", part.Object.Label, deal.Name))]);

        return null;
    }
}
