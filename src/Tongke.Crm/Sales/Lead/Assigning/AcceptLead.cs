using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>The owner accepts a lead that a rule gave them, before its time is over and it goes to the next.</summary>
public sealed class AcceptLead : IRecordAction
{
    /// <inheritdoc />
    public string Object => Lead.ObjectName;

    /// <inheritdoc />
    public string Name => "accept";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var lead = Lead.Over(record);
        if (lead.AcceptBy is null || record.Owner != session.Actor.UserId)
            return new(new RuleRefused(new("lead_not_to_accept")));

        session.Rely(record, record.Object[SystemFields.Owner], new RuleRefused(new("lead_not_to_accept")));
        (lead.AcceptBy, lead.AcceptedAt) = (null, session.Now);
        return new(ActionOutcome.Done);
    }
}
