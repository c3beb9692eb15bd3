using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>A delivery names the order's account and belongs to whom the order belongs to.</summary>
public sealed class FillDelivery : IBeforeSave<Delivery>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Delivery record, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.SalesOrder, ct) is not { } order)
            return null;

        record.Account = order.Account;
        if (record.IsNew)
            PassOwnerToParts.Take(record.Record, order.Record);

        return null;
    }
}
