using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Catalogue;

/// <summary>A kit is made of products that are no kits themselves.</summary>
public sealed class CheckKit : IBeforeSave<ProductComponent>, IBeforeSave<Product>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(ProductComponent record, Session session, CancellationToken ct)
    {
        if (record.Component is not { } component)
            return null;

        var isKit = component == record.Kit || await session.LoadAsync(record.Component, ct) is { IsKit: true };
        return isKit ? new Invalid([new Problem(ProductComponent.Fields.Component, new Message("kit_within_kit"))]) : null;
    }

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Product record, Session session, CancellationToken ct)
    {
        if (record.IsNew || record.IsKit != true || !record.Changed(Product.Fields.IsKit))
            return null;

        var path = new Kernel.Expressions.FieldPath(session.Schema[ProductComponent.ObjectName][ProductComponent.Fields.Component]);
        var within = await session.LoadWhereAsync<ProductComponent>(Kernel.Expressions.Condition.Equal(path, record.Id), 1, ct);
        return within.Count > 0 ? new Invalid([new Problem(Product.Fields.IsKit, new Message("kit_within_kit"))]) : null;
    }
}
