using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>A signed contract is being performed once money comes in for it.</summary>
public sealed class StartPerforming : IAfterSave<PaymentMatch>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(PaymentMatch record, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(record.Contract, ct) is not { Status: Contract.StatusValue.Signed } contract)
            return null;

        contract.Record.Derives(contract.Record.Object[Contract.Fields.Status]);
        contract.Status = Contract.StatusValue.Performing;
        return null;
    }
}
