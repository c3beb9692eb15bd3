using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Takes the price from the product's list price, unless the person typed one.</summary>
public sealed class FillLinePrice : IBeforeSave<OpportunityLine>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(OpportunityLine record, Session session, CancellationToken ct)
    {
        if (record.Price is null && await session.LoadAsync(record.Product, ct) is { } product)
            record.Price = product.Price;

        return null;
    }
}
