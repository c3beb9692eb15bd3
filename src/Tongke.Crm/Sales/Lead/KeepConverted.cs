using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// A converted lead is merged into no other: that one would look as if it could be converted once more, and what became of the lead would hang on nothing.
/// Others may be merged into it.
/// </summary>
public sealed class KeepConverted : IBeforeDelete<Lead>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Lead record, Session session, CancellationToken ct)
    {
        var isMerged = record.Changed(SystemFields.MergedInto) && record.Record[SystemFields.MergedInto] is not null;
        return new(isMerged && record.Status == Lead.StatusValue.Converted ? new RuleRefused(new Message("merge_converted_lead", record.Name ?? record.Company)) : null);
    }
}
