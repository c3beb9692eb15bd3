using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>
/// Once a contract is signed its open deal is worth what its contracts say, and its owner is told and has a task to move it on. It is not won by this:
/// pipelines may wait for the money. What is bought for a deal says nothing of its worth.
/// </summary>
public sealed class FollowSigning : IAfterSave<Contract>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Contract record, Session session, CancellationToken ct)
    {
        if (record.IsNew || record.Status != Contract.StatusValue.Signed || record.Kind == Contract.KindValue.Purchase || !record.Changed(Contract.Fields.Status)
            || await session.LoadAsync(record.Opportunity, ct) is not { Status: Opportunity.StatusValue.Open, Record.IsDeleted: false } deal)
            return null;

        await TakeAmountAsync(deal, record, session, ct);
        if (deal.Record.Owner is not { } owner)
            return null;

        if (owner != session.Actor.UserId)
            Notification.Make(session, DerivedId.Of(session, record.Id, owner), owner, Notification.ContractSigned, new("contract_signed", session.Actor.Name, record.Name), deal.Record);

        var (tasks, id) = (session.Schema[Sales.Task.ObjectName], DerivedId.Of(session, record.Id));
        if (session.Known(tasks, id) is not null)
            return null;

        var task = Sales.Task.Over(session.Make(tasks, id));
        task.Subject = new Message("contract_signed_next", record.Name).In(session.Schema.Conventions.Language).Cut(Tasks.LongestSubject);
        (task.Contract, task.Account, task.Opportunity, task.DueAt) = (new Id<Contract>(record.Id), record.Account, record.Opportunity, Tasks.EndOfDay(session));
        (task.Record[SystemFields.Owner], task.Record[SystemFields.Department]) = (owner, deal.Record[SystemFields.Department]);
        return null;
    }

    private static async ValueTask TakeAmountAsync(Opportunity deal, Contract signed, Session session, CancellationToken ct)
    {
        var contracts = (await Parts.OfAsync(session, Contract.ObjectName, Contract.Fields.Opportunity, deal.Id, ct)).Select(Contract.Over)
            .Where(c => c.Kind != Contract.KindValue.Purchase && c.Status is Contract.StatusValue.Signed or Contract.StatusValue.Performing or Contract.StatusValue.Completed).ToArray();
        if (contracts.Any(c => c.AmountCurrency != signed.AmountCurrency))
            return;

        var fields = deal.Record.Object;
        deal.Record.Derives(fields[Opportunity.Fields.Amount], fields["amount_currency"], fields["amount_base"], fields[Opportunity.Fields.ExpectedRevenue], fields["weighted_base"]);
        (deal.Amount, deal.AmountCurrency) = (contracts.Sum(c => c.Amount ?? 0), signed.AmountCurrency);
    }
}
