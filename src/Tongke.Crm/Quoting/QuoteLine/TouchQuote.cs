using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>
/// A line belongs to whom its quote belongs to, and its quote remembers that it was changed: so whoever submits, approves or sends a quote decides on
/// the lines as they are, and two who edit lines at once don't hinder each other.
/// </summary>
public sealed class TouchQuote : IBeforeSave<QuoteLine>, IBeforeDelete<QuoteLine>
{
    private const int MostLines = 500;

    /// <inheritdoc />
    async ValueTask<Refusal?> IBeforeSave<QuoteLine>.RunAsync(QuoteLine record, Session session, CancellationToken ct)
    {
        if (!record.IsNew && record.Changed(QuoteLine.Fields.Quote))
            return new RuleRefused(new("quote_line_stays"));
        if (await session.LoadAsync(record.Quote, ct) is not { } quote)
            return null;

        if (record.IsNew)
            PassOwnerToParts.Take(record.Record, quote.Record);
        if (record.IsNew && (quote.LineCount ?? 0) + session.Held(record.Record.Object).Count(l => l.IsNew && Equals(l[QuoteLine.Fields.Quote], quote.Id)) > MostLines)
            return new RuleRefused(new("quote_too_many_lines", MostLines));

        Touch(quote, session);
        return null;
    }

    /// <inheritdoc />
    async ValueTask<Refusal?> IBeforeDelete<QuoteLine>.RunAsync(QuoteLine record, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.Quote, ct) is { Record.State: RecordState.Stored } quote)
            Touch(quote, session);

        return null;
    }

    private static void Touch(Quote quote, Session session)
    {
        if (quote.Record.State != RecordState.Stored)
            return;

        quote.LinesChangedAt = session.Now;
        quote.Record.Derives(quote.Record.Object[Quote.Fields.LinesChangedAt]);
    }
}
