using Tongke.Kernel.Records;

namespace Tongke.Crm.HandOvers;

/// <summary>Puts back what nobody changed since; with the rights of the one who asks.</summary>
public sealed class UndoHandOver : IRecordAction
{
    /// <inheritdoc />
    public string Object => HandOver.ObjectName;

    /// <inheritdoc />
    public string Name => "undo";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var handOver = HandOver.Over(record);
        if (GuardHandOver.Moving.Contains(handOver.Status) || handOver.Status == HandOver.StatusValue.Undone || !(handOver.UndoUntil > session.Now))
            return new(new RuleRefused(new("hand_over_not_now")));

        session.Hold(record);
        handOver.Status = HandOver.StatusValue.Undoing;
        handOver.Runner = null;
        record["undone_by"] = session.Actor.UserId;
        record["started_with"] = session.Actor.Key;
        return new(ActionOutcome.Done);
    }
}
