using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>A new lead that is given to somebody counts as assigned, from that moment.</summary>
public sealed class AssignLead : IBeforeSave<Lead>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Lead record, Session session, CancellationToken ct)
    {
        var givenAway = record.Changed("owner") && record.Record.Owner is { } owner && owner != session.Actor.UserId;
        if (givenAway && record.Status == Lead.StatusValue.New && !record.Wrote(Lead.Fields.Status))
            record.Status = Lead.StatusValue.Assigned;

        if (record.Status == Lead.StatusValue.Assigned && (record.Changed(Lead.Fields.Status) || record.Changed("owner")))
            record.AssignedAt = session.Now;

        if (record.Status == Lead.StatusValue.Contacted && record.ContactedAt is null)
            record.ContactedAt = session.Now;

        return default;
    }
}
