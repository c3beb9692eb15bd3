using Tongke.Crm.Customers;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Keeps the part of the company's name by which duplicates are found.</summary>
public sealed class FillCompanyKey : IBeforeSave<Lead>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Lead record, Session session, CancellationToken ct)
    {
        if (record.Changed(Lead.Fields.Company))
            record.CompanyKey = CompanyName.KeyOf(record.Company);

        return default;
    }
}
