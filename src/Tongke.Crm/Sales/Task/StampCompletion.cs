using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Notes when a task was done; a task that is opened again has no such moment.</summary>
public sealed class StampCompletion : IBeforeSave<Task>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Task record, Session session, CancellationToken ct)
    {
        if (record.Changed(Task.Fields.Status))
            record.CompletedAt = record.Status == Task.StatusValue.Done ? record.CompletedAt ?? session.Now : null;

        return default;
    }
}
