using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Catalogue;

/// <summary>A price book is in the company's currency unless it says otherwise, and stays in its currency once it has prices.</summary>
public sealed class FixPriceBook : IBeforeSave<PriceBook>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(PriceBook record, Session session, CancellationToken ct)
    {
        record.Currency ??= session.Schema.Conventions.Currency;
        return record is { IsNew: false, EntryCount: > 0 } && record.Changed(PriceBook.Fields.Currency)
            ? new(new Invalid([new Problem(PriceBook.Fields.Currency, new Message("price_book_currency_fixed"))]))
            : default;
    }
}
