using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Quoting;

/// <summary>The lines of a quote belong to whom the quote belongs to, so that they are seen by the same people.</summary>
public sealed class PassOwnerToLines : IAfterSave<Quote>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Quote record, Session session, CancellationToken ct)
    {
        if (record.IsNew || !(record.Changed(SystemFields.Owner) || record.Changed(SystemFields.Department)))
            return null;

        foreach (var line in await QuoteLines.OfAsync(record, session, ct))
            PassOwnerToParts.Take(line.Record, record.Record);

        return null;
    }
}
