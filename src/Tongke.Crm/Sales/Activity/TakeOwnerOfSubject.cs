using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>What a visitor sent belongs to whoever owns the lead or contact it is noted on.</summary>
public sealed class TakeOwnerOfSubject : IBeforeSave<Activity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Activity record, Session session, CancellationToken ct)
    {
        if (!record.IsNew || record.Type != Activity.TypeValue.Form || record.Record.Owner is not null)
            return null;

        var subject = (await session.LoadAsync(record.Lead, ct))?.Record ?? (await session.LoadAsync(record.Contact, ct))?.Record;
        record.Record[SystemFields.Owner] = subject?.Owner;
        record.Record[SystemFields.Department] = subject?[SystemFields.Department];
        return null;
    }
}
