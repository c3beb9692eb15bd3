using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Keeps the close date that was expected first, so that it is seen how far a deal has slipped.</summary>
public sealed class KeepFirstCloseDate : IBeforeSave<Opportunity>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        // Of deals that were there before it was kept, the date before the first change is the oldest that is known.
        record.FirstCloseDate ??= record.IsNew ? record.CloseDate : record.Original<DateOnly?>(Opportunity.Fields.CloseDate) ?? record.CloseDate;
        return default;
    }
}
