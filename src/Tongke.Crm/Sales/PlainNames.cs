using System.Globalization;
using Tongke.Crm.Customers;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// What a deal, a quote, a contract and an order of a customer are called while nothing says what they are about: after the customer, what they are, and
/// the month. So they can be told apart. One that comes from another with such a name gets one of its own kind instead of that.
/// </summary>
internal static class PlainNames
{
    private const string Deal = "deal_of";
    private const string Quote = "quote_of";
    private const string Contract = "contract_of";
    private const string Order = "order_of";
    private const int Longest = 200;

    private static readonly string[] Kinds = [Deal, Quote, Contract, Order];

    /// <summary>For a deal of the customer.</summary>
    public static string OfDeal(Account account, Session session) => Make(Deal, account, session);

    /// <summary>For a quote; null where there is neither source nor customer.</summary>
    public static string? OfQuote(Account? account, Session session, params ReadOnlySpan<string?> sources) => Make(Quote, account, session, sources);

    /// <summary>For a contract.</summary>
    public static string? OfContract(Account? account, Session session, params ReadOnlySpan<string?> sources) => Make(Contract, account, session, sources);

    /// <summary>For an order.</summary>
    public static string? OfOrder(Account? account, Session session, params ReadOnlySpan<string?> sources) => Make(Order, account, session, sources);

    private static string? Make(string kind, Account? account, Session session, ReadOnlySpan<string?> sources)
    {
        foreach (var source in sources)
            if (!string.IsNullOrEmpty(source))
                return account is not null && IsPlain(source, account, session) ? Make(kind, account, session) : source.Cut(Longest);

        return account is null ? null : Make(kind, account, session);
    }

    private static string Make(string kind, Account account, Session session) =>
        new Message(kind, account.Name, session.Context.Today.ToString("yyyy-MM", CultureInfo.InvariantCulture)).In(session.Schema.Conventions.Language).Cut(Longest);

    private static bool IsPlain(string name, Account account, Session session) =>
        Kinds.Any(kind => name.StartsWith(new Message(kind, account.Name, "").In(session.Schema.Conventions.Language), StringComparison.Ordinal));
}
