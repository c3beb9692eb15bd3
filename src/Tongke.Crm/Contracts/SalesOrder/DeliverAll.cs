using Tongke.Crm.Actions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Makes one delivery of all that is still to be delivered.</summary>
public sealed class DeliverAll : IRecordAction
{
    /// <inheritdoc />
    public string Object => SalesOrder.ObjectName;

    /// <inheritdoc />
    public string Name => "deliver_all";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var delivery = Delivery.Over(session.Add(session.Schema[Delivery.ObjectName]));
        delivery.SalesOrder = new Id<SalesOrder>(record.Id);
        delivery.DeliveredAt = parameters.Read<DateOnly>(Delivery.Fields.DeliveredAt) ?? session.Context.Today;
        (delivery.Carrier, delivery.TrackingNumber) = (parameters.ReadText(Delivery.Fields.Carrier), parameters.ReadText(Delivery.Fields.TrackingNumber));

        var open = (await Parts.OfAsync(session, SalesOrderLine.ObjectName, SalesOrderLine.Fields.SalesOrder, record.Id, ct)).Select(SalesOrderLine.Over).Where(l => l.Quantity > (l.Delivered ?? 0)).ToArray();
        foreach (var line in open)
        {
            var part = session.Make<DeliveryLine>();
            (part.Delivery, part.OrderLine, part.Position) = (new Id<Delivery>(delivery.Id), new Id<SalesOrderLine>(line.Id), line.Position);
        }

        return open.Length > 0 ? ActionOutcome.With(("delivery", delivery.Id)) : new RuleRefused(new Message("nothing_to_deliver"));
    }
}
