using Tongke.Crm.Actions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>Approves a contract that somebody else submitted and owns.</summary>
public sealed class ApproveContract : IRecordAction
{
    /// <inheritdoc />
    public string Object => Contract.ObjectName;

    /// <inheritdoc />
    public string Name => "approve";

    /// <inheritdoc />
    public ValueTask<bool> MayRunAsync(Record record, Session session, CancellationToken ct) => new(OwnReview.Of(record, Contract.Over(record).SubmittedBy, session) is null);

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var contract = Contract.Over(record);
        if (OwnReview.Of(record, contract.SubmittedBy, session) is { } refusal)
            return new(refusal);

        (contract.Status, contract.ApprovedBy, contract.ApprovedAt) = (Contract.StatusValue.Approved, session.Actor.UserId, session.Now);
        if (parameters.ReadText(Contract.Fields.ReviewNote) is { } note)
            contract.ReviewNote = note;
        return new(ActionOutcome.Done);
    }
}
