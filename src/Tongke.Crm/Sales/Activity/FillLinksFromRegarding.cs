using Tongke.Crm.Customers;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>
/// What an activity or task is regarding names its account, contact, lead and deal as well, so that it stands on each of their pages; so does its contract.
/// Without it, the most telling of these becomes what it is regarding.
/// </summary>
public sealed class FillLinksFromRegarding : IBeforeSave<Activity>, IBeforeSave<Task>
{
    private const string Regarding = "regarding";
    private const string RegardingType = "regarding_type";

    /// <summary>From the one that says most to the one that says least.</summary>
    private static readonly string[] Links = [Opportunity.ObjectName, Lead.ObjectName, Contact.ObjectName, Account.ObjectName];

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Activity record, Session session, CancellationToken ct)
    {
        if (record.Changed(Activity.Fields.Contract) && await session.LoadAsync(record.Contract, ct) is { } contract)
        {
            record.Account ??= contract.Account;
            record.Opportunity ??= contract.Opportunity;
        }

        return await FillAsync(record.Record, session, ct);
    }

    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Task record, Session session, CancellationToken ct) => FillAsync(record.Record, session, ct);

    private static async ValueTask<Refusal?> FillAsync(Record record, Session session, CancellationToken ct)
    {
        if (record[Regarding] is null && Links.FirstOrDefault(link => record[link] is not null) is { } link)
        {
            record[Regarding] = record[link];
            record[RegardingType] = link;
        }

        if (record.HasChanged(record.Object[Regarding]) && record[Regarding] is Guid id && record[RegardingType] is string type)
            record[type] = id;

        if (Changed(Opportunity.ObjectName) && record[Opportunity.ObjectName] is Guid deal && await session.LoadAsync<Opportunity>(new Id<Opportunity>(deal), ct) is { } opportunity)
        {
            record[Account.ObjectName] ??= opportunity.Account?.Value;
            record[Contact.ObjectName] ??= opportunity.Contact?.Value;
        }

        if (Changed(Contact.ObjectName) && record[Contact.ObjectName] is Guid person && await session.LoadAsync<Contact>(new Id<Contact>(person), ct) is { } contact)
            record[Account.ObjectName] ??= contact.Account?.Value;

        return null;

        bool Changed(string field) => record.HasChanged(record.Object[field]);
    }
}
