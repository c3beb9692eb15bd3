using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>A signed contract is being performed once money comes in for it, and a completed one again once some of it is taken back.</summary>
public sealed class StartPerforming : IAfterSave<PaymentMatch>, IBeforeDelete<PaymentMatch>
{
    /// <inheritdoc />
    async ValueTask<Refusal?> IAfterSave<PaymentMatch>.RunAsync(PaymentMatch record, Session session, CancellationToken ct)
    {
        var isLess = !record.IsNew && record.Changed(PaymentMatch.Fields.Amount) && record.Amount < record.Original<decimal?>(PaymentMatch.Fields.Amount);
        return await GoOnAsync(record, isLess ? Contract.StatusValue.Completed : Contract.StatusValue.Signed, session, ct);
    }

    /// <inheritdoc />
    async ValueTask<Refusal?> IBeforeDelete<PaymentMatch>.RunAsync(PaymentMatch record, Session session, CancellationToken ct) =>
        await GoOnAsync(record, Contract.StatusValue.Completed, session, ct);

    /// <summary>The contract is performed again, or now.</summary>
    internal static void GoOn(Contract contract)
    {
        contract.Record.Derives(contract.Record.Object[Contract.Fields.Status]);
        contract.Status = Contract.StatusValue.Performing;
    }

    private static async ValueTask<Refusal?> GoOnAsync(PaymentMatch match, string from, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(match.Contract, ct) is { Record.IsDeleted: false } contract && contract.Status == from)
            GoOn(contract);

        return null;
    }
}
