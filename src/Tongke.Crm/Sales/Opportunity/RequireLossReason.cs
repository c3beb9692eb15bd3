using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>A deal is lost for a reason: without one it does not become lost, whatever the pipeline.</summary>
public sealed class RequireLossReason : IBeforeSave<Opportunity>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        var becomesLost = !record.IsNew && record.Changed(Opportunity.Fields.Status) && record.Status == Opportunity.StatusValue.Lost;
        return becomesLost && string.IsNullOrEmpty(record.LossReason)
            ? new(new RuleRefused(new Message("loss_reason_required"), [new Problem(Opportunity.Fields.LossReason, new Message("loss_reason_required"))]))
            : default;
    }
}
