using Tongke.Crm.Quoting;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Makes an order of an accepted quote: once, however many ask at the same time.</summary>
public sealed class MakeOrderOfQuote : IRecordAction
{
    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public string Name => "make_order";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var quote = Quote.Over(record);
        if (quote.Status != Quote.StatusValue.Accepted)
            return new RuleRefused(new Message("quote_not_accepted"));

        if (await Parts.FirstAsync(session, SalesOrder.ObjectName, SalesOrder.Fields.Quote, record.Id, ct) is { } there)
            return new RuleRefused(new Message("order_made_already", there[SalesOrder.Fields.Number]));

        session.Hold(record);
        var contract = await Parts.FirstAsync(session, Contract.ObjectName, Contract.Fields.Quote, record.Id, ct);
        var order = Orders.Add(record, quote.Account, session);
        (order.Quote, order.Opportunity) = (new Id<Quote>(record.Id), quote.Opportunity);
        order.Contact = ContactOfCustomer.MayTake(quote, Quote.Fields.Contact, session) ? quote.Contact : null;
        (order.AmountCurrency, order.Contract) = (quote.AmountCurrency, contract is null ? null : new Id<Contract>(contract.Id));
        await Orders.CopyLinesAsync(record, QuoteLine.ObjectName, QuoteLine.Fields.Quote, order, session, ct);
        return ActionOutcome.With(("sales_order", order.Id));
    }
}

/// <summary>Makes an order of all lines of a signed contract that has none yet.</summary>
public sealed class MakeOrderOfContract : IRecordAction
{
    /// <inheritdoc />
    public string Object => Contract.ObjectName;

    /// <inheritdoc />
    public string Name => "make_order";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var contract = Contract.Over(record);
        if (contract.Status is not (Contract.StatusValue.Signed or Contract.StatusValue.Performing))
            return new RuleRefused(new Message("order_before_signing"));

        if (await Parts.FirstAsync(session, SalesOrder.ObjectName, SalesOrder.Fields.Contract, record.Id, ct) is { } there)
            return new RuleRefused(new Message("order_made_already", there[SalesOrder.Fields.Number]));

        session.Hold(record);
        var order = Orders.Add(record, contract.Account, session);
        (order.Contract, order.Opportunity) = (new Id<Contract>(record.Id), contract.Opportunity);
        order.Contact = ContactOfCustomer.MayTake(contract, Contract.Fields.Contact, session) ? contract.Contact : null;
        order.AmountCurrency = contract.AmountCurrency;
        return await Orders.CopyLinesAsync(record, ContractLine.ObjectName, ContractLine.Fields.Contract, order, session, ct) > 0
            ? ActionOutcome.With(("sales_order", order.Id))
            : new RuleRefused(new Message("order_without_lines"));
    }
}

/// <summary>What the two ways to an order have in common.</summary>
internal static class Orders
{
    /// <summary>An order that the person makes; it belongs to whom <paramref name="of"/> belongs to.</summary>
    public static SalesOrder Add(Record of, Id<Customers.Account>? account, Session session)
    {
        var order = SalesOrder.Over(session.Add(session.Schema[SalesOrder.ObjectName]));
        order.Account = account;
        PassOwnerToParts.Take(order.Record, of);
        return order;
    }

    /// <summary>Takes the lines over; answers how many.</summary>
    public static ValueTask<int> CopyLinesAsync(Record from, string lines, string lookup, SalesOrder order, Session session, CancellationToken ct) =>
        ContractLines.CopyAsync(from, lines, lookup, SalesOrderLine.ObjectName, SalesOrderLine.Fields.SalesOrder, order.Record, session, ct);
}
