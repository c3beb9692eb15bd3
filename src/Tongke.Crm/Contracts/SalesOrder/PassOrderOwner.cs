using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Contracts;

/// <summary>The deliveries of an order belong to whom the order belongs to.</summary>
public sealed class PassOrderOwner : IAfterSave<SalesOrder>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(SalesOrder record, Session session, CancellationToken ct)
    {
        if (record.IsNew || !(record.Changed(SystemFields.Owner) || record.Changed(SystemFields.Department)))
            return null;

        var deliveries = session.Schema[Delivery.ObjectName];
        foreach (var delivery in await session.LoadWhereAsync(deliveries, Condition.Equal(new FieldPath(deliveries[Delivery.Fields.SalesOrder]), record.Id), ct: ct))
            PassOwnerToParts.Take(delivery, record.Record);

        return null;
    }
}
