using Tongke.Kernel.Records;

namespace Tongke.Crm.HandOvers;

/// <summary>Stops a hand-over; what was handed over so far stays so, and can be undone.</summary>
public sealed class CancelHandOver : IRecordAction
{
    /// <inheritdoc />
    public string Object => HandOver.ObjectName;

    /// <inheritdoc />
    public string Name => "cancel";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var handOver = HandOver.Over(record);
        if (handOver.Status is not (HandOver.StatusValue.Queued or HandOver.StatusValue.Running))
            return new(new RuleRefused(new("hand_over_not_now")));

        session.Hold(record);
        handOver.Status = HandOver.StatusValue.Cancelled;
        handOver.FinishedAt = session.Now;
        handOver.UndoUntil = session.Now + RunHandOvers.UndoFor;
        return new(ActionOutcome.Done);
    }
}
