using Tongke.Crm.Rules;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>Who is given a lead by a rule or a form is told, and has a task to follow it up in time; when the lead goes to the next, so do the task and what was sent.</summary>
public sealed class FollowUpLead : IAfterSave<Lead>
{
    private const int LongestSubject = 200;

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Lead record, Session session, CancellationToken ct)
    {
        if (!record.Changed(SystemFields.Owner) || !(record.IsNew || record.Changed(Lead.Fields.PassedBy))
            || record.Record.Owner is not { } owner)
            return null;

        var (rule, form) = (await session.LoadAsync(record.AssignmentRule, ct), await session.LoadAsync(record.LeadForm, ct));
        if (rule is null && (form is null || record.Status is not (Lead.StatusValue.New or Lead.StatusValue.Assigned)))
            return null;

        Notification.Make(session, DerivedId.Of(session, record.Id, owner), owner, Notification.LeadAssigned, new("lead_assigned", record.Name), record.Record);
        if (!record.IsNew)
            await PassOnAsync(record, owner, session, ct);
        else if ((rule?.TaskMinutes ?? form?.TaskMinutes) is { } minutes)
            MakeTask(record, owner, minutes, session);

        return null;
    }

    /// <summary>Whether a task is the one by which the lead was to be followed up, and still to be done.</summary>
    internal static bool IsFollowUp(Task task, Lead lead, Session session) =>
        task.Status is Task.StatusValue.Todo or Task.StatusValue.Doing && task.Subject == SubjectOf(lead, session);

    private static string SubjectOf(Lead lead, Session session) => new Message("lead_follow_up", lead.Name).In(session.Schema.Conventions.Language).Cut(LongestSubject);

    private static void MakeTask(Lead record, Guid owner, long minutes, Session session)
    {
        var definition = session.Schema[Task.ObjectName];
        var id = DerivedId.Of(session, record.Id);
        if (session.Known(definition, id) is not null)
            return;

        var task = Task.Over(session.Make(definition, id));
        task.Subject = SubjectOf(record, session);
        (task.Lead, task.DueAt, task.Record[SystemFields.Owner]) = (new Id<Lead>(record.Id), session.Now.AddMinutes(minutes), owner);
    }

    private static async ValueTask PassOnAsync(Lead record, Guid owner, Session session, CancellationToken ct)
    {
        var (former, tasks, activities) = (record.Original<Guid?>(SystemFields.Owner), session.Schema[Task.ObjectName], session.Schema[Activity.ObjectName]);
        var open = Condition.AllOf(Condition.Equal(new FieldPath(tasks[Task.Fields.Lead]), record.Id), tasks.HandOverOpen);
        var sent = Condition.AllOf(
            Condition.Equal(new FieldPath(activities[Activity.Fields.Lead]), record.Id),
            Condition.Equal(new FieldPath(activities[Activity.Fields.Type]), Activity.TypeValue.Form));
        Record[] along = [.. await session.LoadWhereAsync(tasks, open, ct: ct), .. await session.LoadWhereAsync(activities, sent, ct: ct)];
        foreach (var one in along.Where(r => r.Owner == former))
            one[SystemFields.Owner] = owner;
    }
}
