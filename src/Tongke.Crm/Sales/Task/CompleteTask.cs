using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Marks a task as done.</summary>
public sealed class CompleteTask : IRecordAction
{
    /// <inheritdoc />
    public string Object => Task.ObjectName;

    /// <inheritdoc />
    public string Name => "complete";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        record.Write(record.Object[Task.Fields.Status], Task.StatusValue.Done);
        return new(ActionOutcome.Done);
    }
}
