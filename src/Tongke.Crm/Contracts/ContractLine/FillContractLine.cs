using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>A line takes its description, unit and price from its product, as far as nobody typed them.</summary>
public sealed class FillContractLine : IBeforeSave<ContractLine>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(ContractLine record, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.Product, ct) is not { } product)
            return null;

        record.Description ??= product.Name;
        record.Unit ??= product.Unit;
        if (record.Price is not null)
            return null;

        record.Price = product.Price;
        record.PriceCurrency ??= product.PriceCurrency;
        return null;
    }
}
