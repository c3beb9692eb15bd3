using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>A new line or member of the decision chain belongs to whom the deal belongs to; only those who may change the deal may add one.</summary>
public sealed class TakeOwnerFromDeal : IBeforeSave<OpportunityLine>, IBeforeSave<OpportunityContact>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(OpportunityLine record, Session session, CancellationToken ct) => TakeAsync(record.Record, record.Opportunity, session, ct);

    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(OpportunityContact record, Session session, CancellationToken ct) => TakeAsync(record.Record, record.Opportunity, session, ct);

    private static async ValueTask<Refusal?> TakeAsync(Record part, Id<Opportunity>? deal, Session session, CancellationToken ct)
    {
        if (part.IsNew && await session.LoadAsync(deal, ct) is { } found)
            PassOwnerToParts.Take(part, found.Record);

        return null;
    }
}
