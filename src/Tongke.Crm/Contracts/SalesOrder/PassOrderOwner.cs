using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Contracts;

/// <summary>Deliveries and lines of an order belong to whom the order belongs to.</summary>
public sealed class PassOrderOwner : IAfterSave<SalesOrder>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(SalesOrder record, Session session, CancellationToken ct)
    {
        if (record.IsNew || !(record.Changed(SystemFields.Owner) || record.Changed(SystemFields.Department)))
            return null;

        foreach (var name in new[] { SalesOrderLine.ObjectName, Delivery.ObjectName })
        {
            var part = session.Schema[name];
            foreach (var child in await session.LoadWhereAsync(part, Condition.Equal(new FieldPath(part[SalesOrder.ObjectName]), record.Id), ct: ct))
                PassOwnerToParts.Take(child, record.Record);
        }

        return null;
    }
}
