using Tongke.Crm.Actions;
using Tongke.Crm.Rules;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Whoever was given a task by a dispatch says that they take it on, or why they don't; of the latter whoever dispatched it is told.</summary>
public sealed class AcceptTask(bool accepts) : IRecordAction
{
    /// <inheritdoc />
    public string Object => Task.ObjectName;

    /// <inheritdoc />
    public string Name => accepts ? "accept" : "decline";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var task = Task.Over(record);
        var refusal = new RuleRefused(new("task_not_to_accept"));
        if (task is not { Acceptance: Task.AcceptanceValue.Pending, Status: Task.StatusValue.Todo or Task.StatusValue.Doing } || record.Owner != session.Actor.UserId)
            return refusal;

        session.Rely(record, record.Object[Task.Fields.Acceptance], refusal);
        if (accepts)
        {
            task.Acceptance = Task.AcceptanceValue.Accepted;
            return ActionOutcome.Done;
        }

        (task.Acceptance, task.Status, task.DeclineReason) = (Task.AcceptanceValue.Declined, Task.StatusValue.Cancelled, parameters.ReadText("reason"));
        if (await session.LoadAsync(task.Dispatch, ct) is { } dispatch)
            Notification.Make(session, DerivedId.Of(session, task.Id), dispatch.Record.Owner, Notification.TaskAcceptance, new("task_declined", session.Actor.Name, task.Subject), dispatch.Record, task.DeclineReason);

        return ActionOutcome.Done;
    }
}
