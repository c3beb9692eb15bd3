using Tongke.Crm.Customers;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>A deal without a name is called after its account and its product, or what else tells it apart, or after its number.</summary>
public sealed class NameOpportunity : IBeforeSave<Opportunity>
{
    private const int Longest = 200;

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(record.Name))
            return null;

        var account = await session.LoadAsync(record.Account, ct);
        var product = await session.LoadAsync(record.Product, ct);
        var name = account is not null && product is null
            ? PlainNames.OfDeal(account, session)
            : string.Join(" · ", new[] { account?.Name, product?.Name, account is null ? record.Code : null }.Where(part => !string.IsNullOrEmpty(part)));
        if (name.Length > 0)
            record.Name = name.Cut(Longest);

        return null;
    }
}
