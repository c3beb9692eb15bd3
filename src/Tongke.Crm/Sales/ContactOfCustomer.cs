using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// Whom a quote, a contract or an order goes to: a contact of its customer. Somebody who makes it of something else and says nothing gets the contact of
/// that, as far as they may read it; another customer lets the contact of the former one go.
/// </summary>
internal static class ContactOfCustomer
{
    private const string Contact = "contact";
    private const string Account = "account";

    /// <summary>Fills and checks the contact.</summary>
    /// <param name="record">The quote, contract or order; it has its account.</param>
    /// <param name="sources">Lookups to what it may come from, the nearest first.</param>
    /// <param name="session">The session.</param>
    /// <param name="ct">Gives up.</param>
    public static async ValueTask<Refusal?> SettleAsync(TypedRecord record, IReadOnlyList<string> sources, Session session, CancellationToken ct)
    {
        var contact = record.Record.Object[Contact];
        if (record.IsNew && record.Record[contact] is null && !record.Wrote(Contact))
            record.Record[contact] = await OfSourceAsync(record, sources, session, ct);

        // What follows a merge, or is taken over from another record, is as right as it was there.
        var isMeant = (record.Wrote(Contact) && record.Changed(Contact)) || (record.Wrote(Account) && record.Changed(Account));
        if (!isMeant || record.Record[contact] is not Guid chosen || record.Record[Account] is not Guid account
            || await session.LoadAsync(contact.Target!, chosen, ct) is not { } known || known[Account] is not Guid belongs || belongs == account)
            return null;

        if (record.Wrote(Contact) && record.Changed(Contact))
            return new Invalid([new Problem(Contact, new Message("contact_of_other_account", known[known.Object.NameField]))]);

        record.Record[contact] = null;
        return null;
    }

    /// <summary>Whether the actor may read a field of what something is made of: else it does not come out through that either.</summary>
    public static bool MayTake(TypedRecord? from, string field, Session session) =>
        from is not null && session.AccessTo(from.Record).MayRead(from.Record.Object[field]);

    /// <summary>The contact of the nearest source that the person named; what the system makes of something says itself whom it is for.</summary>
    private static async ValueTask<Guid?> OfSourceAsync(TypedRecord record, IReadOnlyList<string> sources, Session session, CancellationToken ct)
    {
        if (sources.FirstOrDefault(s => record.Record[s] is not null) is not { } nearest || !record.Wrote(nearest))
            return null;

        var from = await session.LoadAsync(record.Record.Object[nearest].Target!, (Guid)record.Record[nearest]!, ct);
        return from is not null && Equals(from[Account], record.Record[Account]) && session.AccessTo(from).MayRead(from.Object[Contact]) ? from[Contact] as Guid? : null;
    }
}
