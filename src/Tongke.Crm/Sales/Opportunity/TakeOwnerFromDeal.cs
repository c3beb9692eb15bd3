using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>A new part of a deal, or one that goes to another deal, belongs to whom that belongs to; only those who may change the deal may add one.</summary>
public static class TakeOwnerFromDeal
{
    /// <summary>For each kind of part that people make.</summary>
    public static IEnumerable<Rule> Rules => PassOwnerToParts.MadeByPeople.Select(p => new Rule(p, RuleMoment.BeforeSave, nameof(TakeOwnerFromDeal), TakeAsync));

    private static async ValueTask<Refusal?> TakeAsync(Record part, Session session, CancellationToken ct)
    {
        var lookup = part.Object[Opportunity.ObjectName];
        if ((part.IsNew || part.HasChanged(lookup)) && part[lookup] is Guid deal && await session.LoadAsync<Opportunity>(new Id<Opportunity>(deal), ct) is { } found)
            PassOwnerToParts.Take(part, found.Record);

        return null;
    }
}
