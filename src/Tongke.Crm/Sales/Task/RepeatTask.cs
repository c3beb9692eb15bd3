using Tongke.Crm.Rules;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>When a repeating task is done, the next one of its series appears, due at the same time of day.</summary>
public sealed class RepeatTask : IAfterSave<Task>
{
    private static readonly string[] Carried =
    [
        Task.Fields.Subject, Task.Fields.Priority, Task.Fields.Recurrence, Task.Fields.RecurrenceUntil, Task.Fields.Regarding, "regarding_type",
        Task.Fields.Account, Task.Fields.Contact, Task.Fields.Lead, Task.Fields.Opportunity, Task.Fields.Description, SystemFields.Owner, SystemFields.Department,
    ];

    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Task record, Session session, CancellationToken ct)
    {
        var isDoneNow = !record.IsNew && record.Changed(Task.Fields.Status) && record.Status == Task.StatusValue.Done;
        if (!isDoneNow || record is not { Recurrence: { } recurrence, DueAt: { } due } || NextDue(due, recurrence, session.Schema.Conventions) is not { } next)
            return default;

        if (record.RecurrenceUntil is { } until && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(next, session.Schema.Conventions.TimeZone).DateTime) > until)
            return default;

        record.Series ??= record.Id;
        var id = DerivedId.Of(session, record.Id);
        var following = Task.Over(session.Known(record.Record.Object, id) ?? session.Make(record.Record.Object, id));
        foreach (var field in Carried)
            following.Record[field] = record.Record[field];

        following.Series = record.Series;
        following.DueAt = next;
        following.ReminderAt = record.ReminderAt is { } reminder ? next - (due - reminder) : null;
        return default;
    }

    /// <summary>When the task after the one due at <paramref name="due"/> is due, on the company's calendar; null for an unknown recurrence.</summary>
    public static DateTimeOffset? NextDue(DateTimeOffset due, string recurrence, Conventions conventions)
    {
        var local = TimeZoneInfo.ConvertTime(due, conventions.TimeZone).DateTime;
        DateTime? next = recurrence switch
        {
            Task.RecurrenceValue.Daily => local.AddDays(1),
            Task.RecurrenceValue.Workdays => NextWorked(local, conventions.Calendar),
            Task.RecurrenceValue.Weekly => local.AddDays(7),
            Task.RecurrenceValue.Monthly => local.AddMonths(1),
            _ => null,
        };
        return next is { } day ? new DateTimeOffset(day, conventions.TimeZone.GetUtcOffset(day)).ToUniversalTime() : null;
    }

    private static DateTime NextWorked(DateTime day, BusinessCalendar calendar)
    {
        do
            day = day.AddDays(1);
        while (!calendar.IsWorked(DateOnly.FromDateTime(day)));

        return day;
    }
}
