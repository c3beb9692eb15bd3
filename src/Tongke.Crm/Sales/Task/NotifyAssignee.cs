using Tongke.Crm.Rules;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>Who is given a task by somebody else is told; the next task of a series is no news, and of a hand-over they are told once for everything.</summary>
public sealed class NotifyAssignee : IAfterSave<Task>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Task record, Session session, CancellationToken ct)
    {
        var isGiven = record.Changed(SystemFields.Owner) && !(record.IsNew && record.Series is not null);
        var isOneOfMany = session.Actor.Via == "hand_over";
        var isOpen = record.Status is Task.StatusValue.Todo or Task.StatusValue.Doing;
        if (isGiven && isOpen && !isOneOfMany && session.Actor.UserId is { } giver && record.Record.Owner is { } owner && owner != giver)
            Notification.Make(session, DerivedId.Of(session, record.Id), owner, Notification.TaskAssigned, new("task_assigned", session.Actor.Name, record.Subject), record.Record);

        return default;
    }
}
