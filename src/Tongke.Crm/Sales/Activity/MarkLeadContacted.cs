using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>The first call, meeting, visit or email with a lead makes it contacted.</summary>
public sealed class MarkLeadContacted : IAfterSave<Activity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Activity record, Session session, CancellationToken ct)
    {
        if (!record.IsNew || record.Type is Activity.TypeValue.Note or Activity.TypeValue.Form or Activity.TypeValue.Customer || await session.LoadAsync(record.Lead, ct) is not { } lead)
            return null;

        if (lead.Status is Lead.StatusValue.New or Lead.StatusValue.Assigned)
            lead.Status = Lead.StatusValue.Contacted;

        if (lead.ContactedAt is null || lead.ContactedAt > record.OccurredAt)
            lead.ContactedAt = record.OccurredAt;

        return null;
    }
}
