using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>An order takes account, contact, name and currency from what it comes from, and keeps the rate of the day, as the amounts of other records do.</summary>
public sealed class FillSalesOrder : IBeforeSave<SalesOrder>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(SalesOrder record, Session session, CancellationToken ct)
    {
        var contract = await session.LoadAsync(record.Contract, ct);
        var quote = await session.LoadAsync(record.Quote, ct);
        var deal = await session.LoadAsync(record.Opportunity, ct);
        record.Account ??= (ContactOfCustomer.MayTake(contract, Contract.Fields.Account, session) ? contract!.Account : null)
            ?? (ContactOfCustomer.MayTake(quote, Quoting.Quote.Fields.Account, session) ? quote!.Account : null)
            ?? (ContactOfCustomer.MayTake(deal, Opportunity.Fields.Account, session) ? deal!.Account : null);
        if (contract is not null && record.Account is { } account && contract.Account != account)
            return new Invalid([new Problem(SalesOrder.Fields.Contract, new Message("contract_of_other_account", contract.Name))]);

        if (await ContactOfCustomer.SettleAsync(record, [SalesOrder.Fields.Contract, SalesOrder.Fields.Quote, SalesOrder.Fields.Opportunity], session, ct) is { } other)
            return other;

        record.Name ??= PlainNames.OfOrder(await session.LoadAsync(record.Account, ct), session, contract?.Name, quote?.Name, deal?.Name);
        record.AmountCurrency ??= contract?.AmountCurrency ?? quote?.AmountCurrency ?? session.Schema.Conventions.Currency;
        if (!record.Changed(SalesOrder.Fields.AmountCurrency))
            return null;

        if (!record.IsNew && record.Amount is not null)
            return new Invalid([new Problem(SalesOrder.Fields.AmountCurrency, new Message("order_currency_fixed"))]);

        record.Rate = session.Schema.Conventions.Rates.Find(record.AmountCurrency, session.Context.Today);
        return record.Rate is null ? new Invalid([new Problem(SalesOrder.Fields.AmountCurrency, new Message("currency_without_rate", record.AmountCurrency, Moments.ToText(session.Context.Today)))]) : null;
    }
}
