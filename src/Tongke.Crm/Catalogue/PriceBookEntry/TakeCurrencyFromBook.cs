using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Catalogue;

/// <summary>A price is in the currency of its book.</summary>
public sealed class TakeCurrencyFromBook : IBeforeSave<PriceBookEntry>
{
    private const string Currency = "price_currency";

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(PriceBookEntry record, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.PriceBook, ct) is not { } book)
            return null;

        var currency = book.Currency ?? session.Schema.Conventions.Currency;
        if (record.Wrote(Currency) && record.Record[Currency] is string given && given != currency)
            return new Invalid([new Problem(PriceBookEntry.Fields.Price, new Message("price_in_other_currency", given, currency))]);

        record.Record[Currency] = currency;
        return null;
    }
}
