using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Whoever begins with a dispatched task, or does it, has accepted it.</summary>
public sealed class StampTaskAcceptance : IBeforeSave<Task>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Task record, Session session, CancellationToken ct)
    {
        if (record is { Acceptance: Task.AcceptanceValue.Pending, Status: Task.StatusValue.Doing or Task.StatusValue.Done } && record.Changed(Task.Fields.Status))
            record.Acceptance = Task.AcceptanceValue.Accepted;

        return default;
    }
}
