using Tongke.Crm.Customers;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>The account of a deal that is won signs, or has signed: however the deal came to be won, by hand or from a file. It never goes back by itself.</summary>
public sealed class AdvanceLifecycle : IAfterSave<Opportunity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        var isWon = record.Status == Opportunity.StatusValue.Won && (record.Changed(Opportunity.Fields.Status) || record.Changed(Opportunity.Fields.Account));
        if (!isWon || await session.LoadAsync(record.Account, ct) is not { Lifecycle: not Account.LifecycleValue.Signing, Record.IsDeleted: false } account)
            return null;

        // Where a company has lifecycles of its own, only what lies before signing leads there.
        var field = account.Record.Object[Account.Fields.Lifecycle];
        string[] steps = [.. field.Definition.Options.Select(o => o.Value)];
        var signing = Array.IndexOf(steps, Account.LifecycleValue.Signing);
        if (signing < 0 || Array.IndexOf(steps, account.Lifecycle) > signing)
            return null;

        account.Record.Derives(field);
        account.Lifecycle = Account.LifecycleValue.Signing;
        return null;
    }
}
