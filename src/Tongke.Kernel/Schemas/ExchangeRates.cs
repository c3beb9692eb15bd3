namespace Tongke.Kernel.Schemas;

/// <summary>What a unit of a foreign currency was worth in the company's currency, by day. Immutable.</summary>
public sealed class ExchangeRates
{
    private readonly string home;
    private readonly ILookup<string, (DateOnly From, decimal Rate)> rates;

    /// <summary>Takes the rows of currency_rate.</summary>
    public ExchangeRates(string home, IEnumerable<(string Currency, DateOnly From, decimal Rate)> rates)
    {
        this.home = home;
        this.rates = rates.OrderByDescending(r => r.From).ToLookup(r => r.Currency, r => (r.From, r.Rate), StringComparer.Ordinal);
    }

    /// <summary>The rate in force on <paramref name="day"/>: the last one set on or before it. One for the company's own currency; null when none is known.</summary>
    public decimal? Find(string currency, DateOnly day)
    {
        if (currency == home)
            return 1m;

        foreach (var (from, rate) in rates[currency])
            if (from <= day)
                return rate;

        return null;
    }
}
