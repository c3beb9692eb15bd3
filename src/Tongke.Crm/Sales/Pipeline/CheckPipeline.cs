using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>A pipeline is for record types of deals that there are.</summary>
public sealed class CheckPipeline : IBeforeSave<Pipeline>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Pipeline record, Session session, CancellationToken ct)
    {
        var known = session.Schema[Opportunity.ObjectName].RecordTypes;
        var unknown = record.Changed(Pipeline.Fields.DealTypes) ? (record.DealTypes ?? []).FirstOrDefault(name => known.All(t => t.Name != name)) : null;
        return unknown is null ? default : new(new Invalid([new Problem(Pipeline.Fields.DealTypes, new Message("unknown_record_type", unknown))]));
    }
}
