using System.Globalization;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Amounts and their currencies in the rules of contracts.</summary>
internal static class Amounts
{
    /// <summary>Name of the field with the currency of an amount.</summary>
    public static string CurrencyOf(string amount) => $"{amount}_currency";

    /// <summary>An amount as a sentence names it and as screens write it: with the sign of its currency, or its code where it has none of its own.</summary>
    public static string Text(decimal amount, object? currency)
    {
        var number = Math.Abs(amount).ToString("#,##0.00", CultureInfo.InvariantCulture);
        var minus = amount < 0 ? "-" : "";
        return Signs.TryGetValue(currency as string ?? "", out var sign) ? $"{minus}{sign}{number}" : $"{minus}{number} {currency}".TrimEnd();
    }

    /// <summary>The amount as <see cref="Text"/> says it, to somebody who may know what it was reckoned from; *** to everybody else.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="record">The record that it was reckoned from.</param>
    /// <param name="field">Its field.</param>
    /// <param name="session">Who is told.</param>
    public static string Said(decimal amount, Record record, string field, Session session) =>
        session.Access.On(record.Object).MayRead(record.Object[field]) ? Text(amount, record[CurrencyOf(field)]) : "***";

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal) { ["CNY"] = "¥", ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£" };

    /// <summary>
    /// An amount without a currency takes that of what it belongs to; one in another is refused, for sums over several currencies mean nothing.
    /// </summary>
    public static Refusal? Take(Record part, string amount, object? currency, Message otherwise)
    {
        var field = CurrencyOf(amount);
        if (part[field] is null)
            part[field] = currency;

        return Equals(part[field], currency) ? null : new Invalid([new Problem(field, otherwise)]);
    }

    /// <summary>Refuses an amount in a currency of which no rate of today is known: it could not be counted together with others.</summary>
    public static Refusal? RefuseWithoutRate(Record record, string amount, Session session)
    {
        var field = CurrencyOf(amount);
        record[field] ??= session.Schema.Conventions.Currency;
        var isNew = record.HasChanged(record.Object[amount]) || record.HasChanged(record.Object[field]);
        return isNew && record[field] is string currency && session.Schema.Conventions.Rates.Find(currency, session.Context.Today) is null
            ? new Invalid([new Problem(field, new Message("currency_without_rate", currency, Moments.ToText(session.Context.Today)))])
            : null;
    }
}
