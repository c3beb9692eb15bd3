using Tongke.Crm.Actions;
using Tongke.Crm.Customers;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// Makes an account, a contact and a deal of a lead, once. What the lead knows is carried over field by field, its activities and open tasks
/// go along. An account of the same name is taken instead of making a second one.
/// </summary>
public sealed class ConvertLead : IRecordAction
{
    private const int UsualDays = 30;
    private const int LongestName = 200;

    /// <inheritdoc />
    public string Object => Lead.ObjectName;

    /// <inheritdoc />
    public string Name => "convert";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var lead = Lead.Over(record);
        if (lead.Status == Lead.StatusValue.Converted)
            return new RuleRefused(new Message("lead_already_converted"));

        if (lead.Status is Lead.StatusValue.Unqualified or Lead.StatusValue.Junk)
            return new RuleRefused(new Message("lead_not_convertible"));

        var account = await AccountAsync(lead, parameters.Read<Guid>("account"), session, ct);
        if (account.Refusal is { } noAccount)
            return noAccount;

        var contact = await ContactAsync(lead, account.Record!, parameters.Read<Guid>("contact"), session, ct);
        if (contact.Refusal is { } noContact)
            return noContact;

        var deal = parameters.Read<bool>("create_opportunity") == false ? null : await DealAsync(lead, account.Record!, contact.Record!, parameters, session, ct);
        lead.ConvertedAt = session.Now;
        lead.Status = Lead.StatusValue.Converted;
        lead.ConvertedAccount = new Id<Account>(account.Record!.Id);
        lead.ConvertedContact = new Id<Contact>(contact.Record!.Id);
        lead.ConvertedOpportunity = deal is null ? null : new Id<Opportunity>(deal.Id);
        await TakeHistoryAlongAsync(lead, session, ct);
        return ActionOutcome.With(("opportunity", deal?.Id), ("account", account.Record.Id), ("contact", contact.Record.Id));
    }

    private static async ValueTask<Found> AccountAsync(Lead lead, Guid? chosen, Session session, CancellationToken ct)
    {
        var definition = session.Schema[Account.ObjectName];
        if (chosen is { } id)
            return Owned(await session.FindAsync(definition, id, RecordAction.Read, ct));

        var name = string.IsNullOrEmpty(lead.Company) ? lead.Name : lead.Company;
        var sameName = Condition.Equal(new FieldPath(definition[Account.Fields.Name]), name);
        if (await session.LoadWhereAsync(definition, sameName, top: 1, ct) is [var existing])
            return await session.FindAsync(definition, existing.Id, RecordAction.Read, ct) is { Record: { } visible }
                ? Owned(visible)
                : new RuleRefused(new Message("account_belongs_to_other", name));

        var account = Account.Over(session.Add(definition));
        account.Name = name;
        Carry(lead.Record, account.Record);
        return account.Record;
    }

    /// <summary>What lies in a pool is claimed first: nobody's customer gets no contacts and deals of somebody's.</summary>
    private static Found Owned(Found account) =>
        account.Record is { } record && record[PoolFields.Pool] is not null ? new RuleRefused(new Message("account_in_pool", record[record.Object.NameField])) : account;

    private static async ValueTask<Found> ContactAsync(Lead lead, Record account, Guid? chosen, Session session, CancellationToken ct)
    {
        var definition = session.Schema[Contact.ObjectName];
        if (chosen is { } id)
            return await session.FindAsync(definition, id, RecordAction.Read, ct);

        var contact = Contact.Over(session.Add(definition));
        contact.Name = lead.Name;
        contact.Account = new Id<Account>(account.Id);
        Carry(lead.Record, contact.Record);
        return contact.Record;
    }

    private static async ValueTask<Record> DealAsync(Lead lead, Record account, Record contact, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var deal = Opportunity.Over(session.Add(session.Schema[Opportunity.ObjectName]));
        deal.Name = parameters.ReadText("opportunity_name") ?? await NameAsync(lead, account, session, ct);
        deal.Account = new Id<Account>(account.Id);
        deal.Contact = new Id<Contact>(contact.Id);
        deal.Lead = new Id<Lead>(lead.Id);
        Price(lead, deal, parameters);
        deal.CloseDate = parameters.ContainsKey("close_date") ? parameters.Read<DateOnly>("close_date") : session.Context.Today.AddDays(UsualDays);
        deal.EngageDate = session.Context.Today;
        Carry(lead.Record, deal.Record, Opportunity.Fields.Name);
        return deal.Record;
    }

    /// <summary>A deal is called after its customer and what they want: the product, or the beginning of what they wrote. Null leaves it to the rule that names deals.</summary>
    private static async ValueTask<string?> NameAsync(Lead lead, Record account, Session session, CancellationToken ct)
    {
        var wanted = (await session.LoadAsync(lead.Product, ct))?.Name ?? ShortNeed.Of(lead.Description);
        return string.IsNullOrEmpty(wanted) ? null : $"{account[account.Object.NameField]} · {wanted}".Cut(LongestName);
    }

    /// <summary>The amount comes with its currency: the one that was given, which is the company's where none stands beside it, or else what the lead was estimated at.</summary>
    private static void Price(Lead lead, Opportunity deal, IReadOnlyDictionary<string, object?> parameters)
    {
        var given = parameters.Read<decimal>("amount");
        deal.Amount = given ?? lead.EstimatedAmount;
        deal.Record["amount_currency"] = given is null ? lead.Record["estimated_amount_currency"] : parameters.ReadText("amount_currency");
    }

    /// <summary>Copies every value whose field has the same name and type on the other side and is still empty there, custom fields included.</summary>
    private static void Carry(Record lead, Record target, params ReadOnlySpan<string> except)
    {
        target[SystemFields.Owner] ??= lead[SystemFields.Owner];
        target[SystemFields.Department] ??= lead[SystemFields.Department];
        foreach (var field in lead.Object.Fields)
        {
            var isCarried = field is { IsSystem: false, IsWritable: true } && lead[field] is not null && !except.Contains(field.Name);
            if (isCarried && target.Object.Find(field.Name) is { IsWritable: true } same && same.Type == field.Type && target[same] is null && Accepts(same, lead[field]))
                target[same] = lead[field];
        }
    }

    private static bool Accepts(FieldSchema field, object? value) =>
        field.Definition.Options.Count == 0 || (value is string text && field.Definition.Options.Any(o => o.Value == text));

    private static async ValueTask TakeHistoryAlongAsync(Lead lead, Session session, CancellationToken ct)
    {
        foreach (var name in (string[])[Activity.ObjectName, Task.ObjectName])
        {
            var definition = session.Schema[name];
            foreach (var entry in await session.LoadWhereAsync(definition, Condition.Equal(new FieldPath(definition[Lead.ObjectName]), lead.Id), ct: ct))
            {
                entry[Account.ObjectName] ??= lead.ConvertedAccount?.Value;
                entry[Contact.ObjectName] ??= lead.ConvertedContact?.Value;
                entry[Opportunity.ObjectName] ??= lead.ConvertedOpportunity?.Value;
                if (name == Task.ObjectName && FollowUpLead.IsFollowUp(Task.Over(entry), lead, session))
                    entry[Task.Fields.Status] = Task.StatusValue.Done;
            }
        }
    }
}
