using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>Whoever begins to work on a lead has accepted it; given away by hand it waits for nobody's acceptance.</summary>
public sealed class StampAcceptance : IBeforeSave<Lead>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Lead record, Session session, CancellationToken ct)
    {
        if (record.AcceptBy is null || record.IsNew)
            return default;

        if (record.Changed(Lead.Fields.Status) && record.Status != Lead.StatusValue.Assigned)
            (record.AcceptBy, record.AcceptedAt) = (null, session.Now);
        else if (record.Changed(SystemFields.Owner) && !record.Changed(Lead.Fields.PassedBy))
            record.AcceptBy = null;

        return default;
    }
}
