using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>A scan is of an object that has duplicate rules.</summary>
public sealed class GuardScan : IBeforeSave<DuplicateScan>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(DuplicateScan record, Session session, CancellationToken ct) =>
        record.IsNew && session.Schema.Find(record.Object ?? "") is not { Definition.Duplicates.Count: > 0 }
            ? new(new Invalid([new Problem(DuplicateScan.Fields.Object, new Message("duplicate_rules_missing"))]))
            : default;
}
