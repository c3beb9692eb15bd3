using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>Keeps the part of the company's name by which duplicates are found.</summary>
public sealed class FillNameKey : IBeforeSave<Account>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Account record, Session session, CancellationToken ct)
    {
        if (record.Changed(Account.Fields.Name))
            record.NameKey = record.Name is { Length: > 0 } name ? CompanyName.Normalise(name) : null;

        return default;
    }
}
