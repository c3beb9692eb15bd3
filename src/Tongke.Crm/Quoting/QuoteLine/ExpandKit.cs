using Tongke.Crm.Catalogue;
using Tongke.Crm.Rules;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>A kit brings its components along as lines of their own, included in its price; they follow its quantity and its section.</summary>
public sealed class ExpandKit : IAfterSave<QuoteLine>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(QuoteLine record, Session session, CancellationToken ct)
    {
        var matters = record.Changed(QuoteLine.Fields.Product) || record.Changed(QuoteLine.Fields.Quantity) || record.Changed(QuoteLine.Fields.Section);
        if (record.KitLine is not null || !(record.IsNew || matters))
            return null;

        var definition = record.Record.Object;
        var isKit = await session.LoadAsync(record.Product, ct) is { IsKit: true };
        var there = record.IsNew ? [] : (await session.LoadWhereAsync<QuoteLine>(Condition.Equal(new FieldPath(definition[QuoteLine.Fields.KitLine]), record.Id), ct: ct))
            .Where(l => l.Record.State is RecordState.Stored or RecordState.New).ToList();
        if (record.IsNew || record.Changed(QuoteLine.Fields.Product))
        {
            foreach (var former in there)
                session.Delete(former.Record);
            there = [];
        }

        foreach (var (index, component) in (isKit ? await PriceLookup.ComponentsAsync(session, (await session.LoadAsync(record.Product, ct))!, ct) : []).Index())
        {
            // What somebody took out of the kit stays out.
            var line = there.Find(l => l.Product == component.Component) ?? (record.IsNew || record.Changed(QuoteLine.Fields.Product) ? Made(record, component, session) : null);
            if (line is not null)
                (line.Quantity, line.Section, line.Position) = (record.Quantity * component.Quantity, record.Section, index + 1);
        }

        return null;
    }

    private static QuoteLine Made(QuoteLine kit, ProductComponent component, Session session)
    {
        var definition = kit.Record.Object;
        var id = DerivedId.Of(session, kit.Id, component.Id);
        var line = QuoteLine.Over(session.Known(definition, id) ?? session.Make(definition, id));
        (line.Quote, line.KitLine, line.Product) = (kit.Quote, new Id<QuoteLine>(kit.Id), component.Component);
        return line;
    }
}
