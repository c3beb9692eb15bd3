using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>A title takes name and credit code from its account, as far as nobody typed them and the person may read them, and belongs to whom the account belongs to.</summary>
public sealed class FillInvoiceTitle : IBeforeSave<InvoiceTitle>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(InvoiceTitle record, Session session, CancellationToken ct)
    {
        if (!record.IsNew || await session.LoadAsync(record.Account, ct) is not { } account)
            return null;

        record.Name ??= await session.SeenNameAsync(record.Account, ct);
        if (record.Kind == InvoiceTitle.KindValue.Company && record.Name == account.Name && session.AccessTo(account.Record).MayRead(account.Record.Object[Customers.Account.Fields.Uscc]))
            record.Uscc ??= account.Uscc;
        if (account.Record.Owner is not null)
            PassOwnerToParts.Take(record.Record, account.Record);

        return null;
    }
}
