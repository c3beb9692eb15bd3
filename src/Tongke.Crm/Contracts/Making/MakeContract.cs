using Tongke.Crm.Quoting;
using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>Makes the draft of a contract of an accepted quote, with its lines: once, however many ask at the same time. The task that asked for it is done with that.</summary>
public sealed class MakeContractOfQuote : IRecordAction
{
    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public string Name => "make_contract";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var quote = Quote.Over(record);
        if (quote.Status != Quote.StatusValue.Accepted)
            return new RuleRefused(new Message("quote_not_accepted"));

        if (await Parts.FirstAsync(session, Contract.ObjectName, Contract.Fields.Quote, record.Id, ct) is { } there)
            return new RuleRefused(new Message("contract_made_already", there[Contract.Fields.Number]));

        // Of two who ask at once the second finds the quote changed; the quote's key in the contract is the database's promise.
        session.Hold(record);
        var (made, refusal) = TeamWork.Make(session, session.Schema[Contract.ObjectName]);
        if (made is null)
            return refusal!;

        var contract = Contract.Over(made);
        (contract.Quote, contract.Opportunity, contract.Account) = (new Id<Quote>(record.Id), quote.Opportunity, quote.Account);
        contract.Contact = ContactOfCustomer.MayTake(quote, Quote.Fields.Contact, session) ? quote.Contact : null;
        contract.Terms = quote.Terms; // its name comes from the quote
        contract.AmountCurrency = quote.AmountCurrency;
        PassOwnerToParts.Take(made, record);
        await TeamWork.JoinAsync(made, session, ct);
        if (await ContractLines.CopyAsync(record, QuoteLine.ObjectName, QuoteLine.Fields.Quote, contract, session, ct) == 0)
            contract.Amount = quote.Amount;

        await QuoteAnswers.CompleteNextStepAsync(quote.Id, session, ct);
        return ActionOutcome.With(("contract", contract.Id));
    }
}

/// <summary>
/// Makes the draft of a contract of a won deal that has none yet. The deal's lines are taken over where they add up to its amount, which is what was
/// agreed in the end.
/// </summary>
public sealed class MakeContractOfDeal : IRecordAction
{
    /// <inheritdoc />
    public string Object => Opportunity.ObjectName;

    /// <inheritdoc />
    public string Name => "make_contract";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var deal = Opportunity.Over(record);
        if (deal.Status != Opportunity.StatusValue.Won)
            return new RuleRefused(new Message("deal_not_won"));

        if (deal.Account is null)
            return new Invalid([new Problem(Opportunity.Fields.Account, new Message("contract_needs_account"))]);

        if (await Parts.FirstAsync(session, Contract.ObjectName, Contract.Fields.Opportunity, record.Id, ct) is { } there)
            return new RuleRefused(new Message("contract_made_already", there[Contract.Fields.Number]));

        session.Hold(record);
        var (made, refusal) = TeamWork.Make(session, session.Schema[Contract.ObjectName]);
        if (made is null)
            return refusal!;

        var contract = Contract.Over(made);
        (contract.Opportunity, contract.Account) = (new Id<Opportunity>(record.Id), deal.Account);
        contract.Contact = ContactOfCustomer.MayTake(deal, Opportunity.Fields.Contact, session) ? deal.Contact : null;
        if (ContactOfCustomer.MayTake(deal, Opportunity.Fields.Amount, session))
            (contract.Amount, contract.AmountCurrency) = (deal.Amount, deal.AmountCurrency);
        PassOwnerToParts.Take(made, record);
        await TeamWork.JoinAsync(made, session, ct);

        var lines = await Parts.OfAsync(session, OpportunityLine.ObjectName, OpportunityLine.Fields.Opportunity, record.Id, ct);
        if (lines.Count > 0 && lines.Sum(OpportunityLine.Fields.Amount) == deal.Amount && lines.All(l => Equals(l["price_currency"], deal.AmountCurrency)))
            await ContractLines.CopyAsync(record, OpportunityLine.ObjectName, OpportunityLine.Fields.Opportunity, contract, session, ct);

        return ActionOutcome.With(("contract", contract.Id));
    }
}
