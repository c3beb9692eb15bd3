using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>What is delivered was ordered by the same order, and no more of it than is still to be delivered: how much that is, is said.</summary>
public sealed class GuardDelivery : IBeforeSave<DeliveryLine>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(DeliveryLine record, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.Delivery, ct) is not { } delivery || await session.LoadAsync(record.OrderLine, ct) is not { } line)
            return null;

        if (line.SalesOrder != delivery.SalesOrder)
            return new Invalid([new Problem(DeliveryLine.Fields.OrderLine, new Message("delivery_of_other_order", line.Description))]);

        var order = await session.LoadAsync(delivery.SalesOrder, ct);
        if (order?.Status != SalesOrder.StatusValue.Confirmed)
            return new RuleRefused(new Message("deliver_only_confirmed"));

        record.Description = line.Description;
        if (record.IsNew)
            PassOwnerToParts.Take(record.Record, order.Record);

        var others = await Parts.OfAsync(session, DeliveryLine.ObjectName, DeliveryLine.Fields.OrderLine, line.Id, ct);
        var left = (line.Quantity ?? 0) - others.Where(l => l != record.Record).Sum(DeliveryLine.Fields.Quantity);
        record.Quantity ??= left;
        return record.Quantity > left || left <= 0
            ? new Invalid([new Problem(DeliveryLine.Fields.Quantity, new Message("delivery_above_order", line.Description, Quantity(left), line.Unit))])
            : null;
    }

    private static string Quantity(decimal quantity) => quantity.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
}
