using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Catalogue;

/// <summary>A product that stands in deals, quotes or other documents is not deleted: it is taken off sale instead.</summary>
public sealed class KeepUsedProducts : IBeforeDelete<Product>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Product record, Session session, CancellationToken ct)
    {
        var uses = new List<Label>();
        foreach (var lookup in session.Schema.Objects.SelectMany(o => o.Fields).Where(f => IsUse(f, record.Record.Object)))
            if ((await session.LoadWhereAsync(lookup.Object, Condition.Equal(new FieldPath(lookup), record.Id), 1, ct)).Any(r => r.State is RecordState.Stored or RecordState.New))
                uses.Add(lookup.Object.Label);

        return uses.Count > 0 ? new Conflict(new("product_in_use", record.Name, uses.Distinct().ToArray())) : null;
    }

    private static bool IsUse(FieldSchema field, ObjectSchema products) =>
        field is { IsSystem: false, HasColumn: true, ValueType.Kind: ValueKind.Id, Definition.OnDelete: DeleteRule.Restrict } && field.Target == products;
}
