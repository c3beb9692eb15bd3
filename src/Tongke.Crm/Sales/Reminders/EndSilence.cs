using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Contact with a customer does the task that reminded of it.</summary>
public sealed class EndSilence : IAfterSave<Activity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Activity record, Session session, CancellationToken ct)
    {
        if (record.Account is not { } account || !SilentCustomers.Contact.Contains(record.Type!) || record.OccurredAt > session.Now
            || !(record.IsNew || record.Changed(Activity.Fields.OccurredAt) || record.Changed(Activity.Fields.Account) || record.Changed(Activity.Fields.Type)))
            return null;

        foreach (var task in (await session.LoadWhereAsync(session.Schema[Task.ObjectName], RemindOfCustomers.OpenReminders(session, account.Value), ct: ct)).Select(Task.Over))
            if (await session.LoadAsync(task.ReminderRule, ct) is { } rule && record.OccurredAt > SilentCustomers.Before(rule, session))
                task.Status = Task.StatusValue.Done;

        return null;
    }
}
