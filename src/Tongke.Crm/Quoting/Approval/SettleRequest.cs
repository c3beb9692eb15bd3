using Tongke.Crm.Rules;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>Once a quote was decided or withdrawn, its request is no unread message of the approver any more.</summary>
public sealed class SettleRequest : IAfterSave<Quote>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Quote record, Session session, CancellationToken ct)
    {
        var status = record.Record.Object[Quote.Fields.Status];
        if (!record.IsNew && record.Record.HasChanged(status) && record.Record.Original(status) as string == Quote.StatusValue.Pending)
            await Notification.SettleAsync(session, record.Record, Notification.QuoteSubmitted, ct);

        return null;
    }
}
