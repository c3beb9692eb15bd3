using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Catalogue;

/// <summary>Amounts of one currency in another, at the rates in force on a day.</summary>
internal static class Exchange
{
    private const int Digits = 2;

    /// <summary>The amount in the other currency, in two digits; null when a rate is missing.</summary>
    public static decimal? Convert(Session session, decimal amount, string from, string to, DateOnly day)
    {
        if (from == to)
            return amount;

        var rates = session.Schema.Conventions.Rates;
        return rates.Find(from, day) is { } worth && rates.Find(to, day) is { } unit ? Math.Round(amount * worth / unit, Digits, MidpointRounding.AwayFromZero) : null;
    }

    /// <summary>Says which of the currencies has no rate on the day, and that one has to be entered.</summary>
    public static Message Missing(Session session, DateOnly day, params ReadOnlySpan<string> currencies)
    {
        foreach (var currency in currencies)
            if (session.Schema.Conventions.Rates.Find(currency, day) is null)
                return new("currency_without_rate", currency, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        throw new InvalidOperationException("Every currency has a rate.");
    }
}
