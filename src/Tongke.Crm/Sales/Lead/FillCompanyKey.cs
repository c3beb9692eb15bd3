using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>Keeps the part of the company's name by which duplicates are found.</summary>
public sealed class FillCompanyKey : IBeforeSave<Lead>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Lead record, Session session, CancellationToken ct)
    {
        if (record.Changed(Lead.Fields.Company))
            record.CompanyKey = record.Company is { Length: > 0 } name ? CompanyName.Normalise(name) : null;

        return default;
    }
}
