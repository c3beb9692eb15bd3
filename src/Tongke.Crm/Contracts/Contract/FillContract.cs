using Tongke.Crm.Customers;
using Tongke.Crm.Quoting;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>
/// A contract takes its account and the contact from its quote or deal, its name from what it comes from, and the company's currency unless another is chosen. Its
/// currency is fixed once there are lines or a payment plan.
/// </summary>
public sealed class FillContract : IBeforeSave<Contract>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Contract record, Session session, CancellationToken ct)
    {
        var quote = await session.LoadAsync(record.Quote, ct);
        var deal = await session.LoadAsync(record.Opportunity, ct);
        record.Account ??= (ContactOfCustomer.MayTake(quote, Quote.Fields.Account, session) ? quote!.Account : null)
            ?? (ContactOfCustomer.MayTake(deal, Opportunity.Fields.Account, session) ? deal!.Account : null);
        if (record.Changed(Contract.Fields.Opportunity) && deal?.Account is { } ofDeal && record.Account is { } account && ofDeal != account)
            return new Invalid([new Problem(Contract.Fields.Opportunity, new Message("deal_of_other_account", deal.Name))]);

        if (await ContactOfCustomer.SettleAsync(record, [Contract.Fields.Quote, Contract.Fields.Opportunity], session, ct) is { } other)
            return other;

        record.Name ??= PlainNames.OfContract(await session.LoadAsync(record.Account, ct), session, quote?.Name, deal?.Name);
        if (Amounts.RefuseWithoutRate(record.Record, Contract.Fields.Amount, session) is { } unknown)
            return unknown;

        var isOtherCurrency = !record.IsNew && record.Changed(Contract.Fields.AmountCurrency);
        return isOtherCurrency && (record.LineCount > 0 || record.PlannedAmount is not (null or 0))
            ? new Invalid([new Problem(Contract.Fields.AmountCurrency, new Message("contract_currency_fixed"))])
            : null;
    }
}
