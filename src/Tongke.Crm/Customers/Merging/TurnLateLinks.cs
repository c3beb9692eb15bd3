using System.Text.Json;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>What came to a merged record after the merge had looked, as a contact that a colleague made in the same moment, goes to the kept one as well, and the merge remembers it.</summary>
internal static class TurnLateLinks
{
    /// <summary>For every object that can be merged.</summary>
    public static IEnumerable<Rule> Rules { get; } =
        [.. new[] { Account.ObjectName, Contact.ObjectName, Lead.ObjectName }.Select(o => new Rule(o, RuleMoment.BeforeDelete, nameof(TurnLateLinks), RunAsync))];

    private static async ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        var mergedInto = record.Object[SystemFields.MergedInto];
        if (!record.HasChanged(mergedInto) || record[mergedInto] is not Guid id || await session.LoadAsync(record.Object, id, ct) is not { } winner)
            return null;

        if (session.Held(session.Schema[RememberedMerge.ObjectName]).FirstOrDefault(m => m.IsNew && Equals(m["winner"], id)) is not { } merge)
            return null;

        var losers = session.Held(record.Object).Where(r => r.HasChanged(mergedInto) && Equals(r[mergedInto], id)).ToArray();
        var late = new List<MovedLink>();
        if (await MergeLinks.MoveAsync(record, winner, losers, late, session, ct) is { } unmovable)
            return unmovable;

        // What an earlier attempt turned may be turned anew, or be no longer there.
        var standing = RememberedMerge.MovedOf(merge)
            .Select(link => (Link: link, Child: session.Known(session.Schema[link.Object], link.Id)))
            .Where(l => l.Child is { IsDirty: true } && !late.Any(n => n.Id == l.Link.Id && n.Field == l.Link.Field))
            .Select(l => l.Link);
        merge["moved"] = JsonSerializer.SerializeToElement(standing.Concat(late), Json.Definitions);
        return null;
    }
}
