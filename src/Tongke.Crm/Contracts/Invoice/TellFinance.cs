using Tongke.Crm.Rules;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Whose role is to issue invoices is told of a new request; its owner of what became of it.</summary>
public sealed class TellFinance : IAfterSave<Invoice>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Invoice record, Session session, CancellationToken ct)
    {
        if (session.Actor.IsSystem || !record.Changed(Invoice.Fields.Status))
            return null;

        var account = (await session.LoadAsync(record.Account, ct))?.Name ?? "";
        var amount = Amounts.Text(record.Amount ?? 0, record.AmountCurrency);
        if (record.IsNew)
            foreach (var person in Issuers(session).Where(p => p != session.Actor.UserId))
                Notification.Make(session, DerivedId.Of(session, record.Id, person), person, Notification.InvoiceRequested, new("invoice_requested", account, amount), record.Record);
        else if (record.Record.Owner is { } owner && owner != session.Actor.UserId && record.Status is Invoice.StatusValue.Issued or Invoice.StatusValue.Rejected)
            Notification.Make(session, DerivedId.Of(session, record.Id, owner), owner, Notification.InvoiceAnswered, new($"invoice_{record.Status}", account, amount), record.Record, record.Reason);

        return null;
    }

    /// <summary>Those who have a role that names invoices and may issue them; who may do everything is not told of every invoice.</summary>
    private static IEnumerable<Guid> Issuers(Session session)
    {
        var roles = session.Schema.Roles.Values.Where(r => r.Grants.TryGetValue(Invoice.ObjectName, out var grant) && grant.Approve).Select(r => r.Id).ToHashSet();
        return session.Organization.Members.Where(m => m.Active && m.Roles.Any(roles.Contains)).Select(m => m.Id);
    }
}
