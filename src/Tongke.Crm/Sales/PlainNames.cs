using System.Globalization;
using Tongke.Crm.Customers;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// What a deal, a quote, a contract and an order of a customer are called while nothing says what they are about: after the customer, what they are, and
/// the month. So they can be told apart. One that comes from another with such a name gets one of its own kind instead of that; a contract and an order
/// of something that has a name of its own say after it what they are.
/// </summary>
internal static class PlainNames
{
    private const string Deal = "deal_of";
    private const string Quote = "quote_of";
    private const string Contract = "contract_of";
    private const string Order = "order_of";
    private const int Longest = 200;

    private const string ContractNamed = "contract_named";
    private const string OrderNamed = "order_named";

    private static readonly string[] Kinds = [Deal, Quote, Contract, Order];
    private static readonly string[] Named = [ContractNamed, OrderNamed];
    private static readonly string[] Sources = [Quoting.Quote.ObjectName, Contracts.Contract.ObjectName];

    /// <summary>For a deal of the customer.</summary>
    public static string OfDeal(Account account, Session session) => Make(Deal, account, session);

    /// <summary>For a quote; null where there is neither source nor customer.</summary>
    public static string? OfQuote(Account? account, Session session, params ReadOnlySpan<string?> sources) => Make(Quote, null, account, session, sources);

    /// <summary>For a contract.</summary>
    public static string? OfContract(Account? account, Session session, params ReadOnlySpan<string?> sources) => Make(Contract, ContractNamed, account, session, sources);

    /// <summary>For an order.</summary>
    public static string? OfOrder(Account? account, Session session, params ReadOnlySpan<string?> sources) => Make(Order, OrderNamed, account, session, sources);

    private static string? Make(string kind, string? named, Account? account, Session session, ReadOnlySpan<string?> sources)
    {
        foreach (var source in sources)
            if (!string.IsNullOrEmpty(source))
                return account is not null && IsPlain(source, account, session) ? Make(kind, account, session) : After(source, named, session);

        return account is null ? null : Make(kind, account, session);
    }

    private static string Make(string kind, Account account, Session session) =>
        new Message(kind, account.Name, session.Context.Today.ToString("yyyy-MM", CultureInfo.InvariantCulture)).In(session.Schema.Conventions.Language).Cut(Longest);

    /// <summary>The name of what it comes from, and what it is itself instead of what that was.</summary>
    private static string After(string source, string? named, Session session)
    {
        if (named is null)
            return source.Cut(Longest);

        var language = session.Schema.Conventions.Language;
        string EndingOf(string kind) => new Message(kind, "").In(language);
        var endings = Named.Select(EndingOf).Concat(Sources.Select(name => session.Schema[name].Label.In(language)));
        var before = endings.FirstOrDefault(e => source.Length > e.Length && source.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        var ending = EndingOf(named);
        return source[..^(before?.Length ?? 0)].TrimEnd().Cut(Longest - ending.Length) + ending;
    }

    private static bool IsPlain(string name, Account account, Session session) =>
        Kinds.Any(kind => name.StartsWith(new Message(kind, account.Name, "").In(session.Schema.Conventions.Language), StringComparison.Ordinal));
}
