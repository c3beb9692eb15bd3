using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>A line takes its description, unit and price from its product, as far as nobody typed them; its currency and owner are those of the order.</summary>
public sealed class FillSalesOrderLine : IBeforeSave<SalesOrderLine>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(SalesOrderLine record, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.SalesOrder, ct) is not { } order)
            return null;

        if (record.IsNew)
            PassOwnerToParts.Take(record.Record, order.Record);

        if (await session.LoadAsync(record.Product, ct) is { } product)
        {
            record.Description ??= product.Name;
            record.Unit ??= product.Unit;
            if (record.Price is null)
                (record.Price, record.PriceCurrency) = (product.Price, record.PriceCurrency ?? product.PriceCurrency);
        }

        return Amounts.Take(record.Record, SalesOrderLine.Fields.Price, order.AmountCurrency, new Message("amount_in_other_currency", order.AmountCurrency));
    }
}
