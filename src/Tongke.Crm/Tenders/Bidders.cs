using Tongke.Crm.Contracts;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Tenders;

/// <summary>The bids of a tender, and who looks after the companies that made them.</summary>
internal static class Bidders
{
    /// <summary>Every bid that was not taken out.</summary>
    public static async ValueTask<Bid[]> QualifiedAsync(Session session, Guid tender, CancellationToken ct) =>
        [.. (await Parts.OfAsync(session, Bid.ObjectName, Bid.Fields.Tender, tender, ct)).Select(Bid.Over).Where(b => b.Qualified == true)];

    /// <summary>Whether the price of any bid is noted already.</summary>
    public static async ValueTask<bool> HavePricesAsync(Session session, Guid tender, CancellationToken ct) =>
        (await Parts.OfAsync(session, Bid.ObjectName, Bid.Fields.Tender, tender, ct)).Select(Bid.Over).Any(b => b.Price is not null);

    /// <summary>That one of these reviewers looks after a bidder; null when none does.</summary>
    public static async ValueTask<Message?> KeptByAsync(Session session, Guid tender, IReadOnlyCollection<Guid> reviewers, CancellationToken ct)
    {
        foreach (var bid in await QualifiedAsync(session, tender, ct))
            if (await session.LoadAsync(bid.Account, ct) is { Record.Owner: { } keeper } && reviewers.Contains(keeper))
                return new Message("reviewer_keeps_bidder", session.Organization.Find(keeper)?.Name ?? "", bid.Name);

        return null;
    }
}
