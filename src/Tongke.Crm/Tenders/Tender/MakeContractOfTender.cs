using Tongke.Crm.Contracts;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Tenders;

/// <summary>Makes the draft of the contract with the winner, for what was bid: once, after the time of publicity, and not while an objection is unanswered.</summary>
public sealed class MakeContractOfTender : IRecordAction
{
    /// <inheritdoc />
    public string Object => Tender.ObjectName;

    /// <inheritdoc />
    public string Name => "make_contract";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var tender = Tender.Over(record);
        if (tender.Status != Tender.StatusValue.Publicity || tender.PublicityUntil is not { } until || await session.LoadAsync(tender.Winner, ct) is not { } winner)
            return new RuleRefused(new Message("tender_not_awarded"));

        if (session.Context.Today <= until)
            return new RuleRefused(new Message("publicity_runs", until));

        if (tender.ObjectionAt is not null && tender.AnsweredAt is null)
            return new RuleRefused(new Message("objection_unanswered"));

        // Of two who press at once the second finds the tender changed.
        session.Hold(record);
        tender.Status = Tender.StatusValue.Contracted;
        var contract = Contract.Over(session.Add(session.Schema[Contract.ObjectName]));
        (contract.Tender, contract.Account, contract.Name) = (new Id<Tender>(record.Id), winner.Account, tender.Name);
        (contract.Kind, contract.Amount, contract.AmountCurrency) = (Contract.KindValue.Purchase, tender.AwardAmount, tender.AwardAmountCurrency);
        return ActionOutcome.With(("contract", contract.Id));
    }
}
