using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Counts how often the close date of an open deal was moved later.</summary>
public sealed class CountPushes : IBeforeSave<Opportunity>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        var isPush = !record.IsNew && record.Status == Opportunity.StatusValue.Open
            && record.Original<DateOnly?>(Opportunity.Fields.CloseDate) is { } before && record.CloseDate > before;
        var counted = record.Original<long?>(Opportunity.Fields.PushCount) ?? 0;
        record.PushCount = isPush ? counted + 1 : counted;
        return default;
    }
}
