using System.Text.Json;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>The checklist of a stage must be a list of things to do, each under a name of its own.</summary>
public sealed class CheckChecklist : IBeforeSave<Stage>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Stage record, Session session, CancellationToken ct)
    {
        if (!record.Changed(Stage.Fields.Checklist) || record.Checklist is not { } written)
            return default;

        if (ChecklistItem.Read(written) is not { } items)
            return new(new Invalid([new Problem(Stage.Fields.Checklist, new Message("checklist_malformed"))]));

        if (items.GroupBy(i => i.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return new(new Invalid([new Problem(Stage.Fields.Checklist, new Message("checklist_item_twice", twice.First().Label))]));

        record.Checklist = JsonSerializer.SerializeToElement(items, Json.Definitions);
        return default;
    }
}
