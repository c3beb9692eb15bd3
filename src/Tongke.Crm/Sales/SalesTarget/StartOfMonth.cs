using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>A target is for a whole month: whatever day was chosen, the first is kept.</summary>
public sealed class StartOfMonth : IBeforeSave<SalesTarget>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(SalesTarget record, Session session, CancellationToken ct)
    {
        if (record.Month is { Day: not 1 } day)
            record.Month = new DateOnly(day.Year, day.Month, 1);

        return default;
    }
}
