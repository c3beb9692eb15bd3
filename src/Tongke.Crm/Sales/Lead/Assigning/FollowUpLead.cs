using Tongke.Crm.Rules;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>Who is given a lead by a rule is told, and has a task to follow it up in time; when the lead goes to the next, so does the task.</summary>
public sealed class FollowUpLead : IAfterSave<Lead>
{
    private const int LongestSubject = 200;

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Lead record, Session session, CancellationToken ct)
    {
        if (!record.Changed(SystemFields.Owner) || !(record.IsNew || record.Changed(Lead.Fields.PassedBy))
            || record.Record.Owner is not { } owner || await session.LoadAsync(record.AssignmentRule, ct) is not { } rule)
            return null;

        Notification.Make(session, DerivedId.Of(session, record.Id, owner), owner, Notification.LeadAssigned, new("lead_assigned", record.Name), record.Record);
        if (rule.TaskMinutes is not { } minutes)
            return null;

        var definition = session.Schema[Task.ObjectName];
        var id = DerivedId.Of(session, record.Id);
        if (record.IsNew && session.Known(definition, id) is null)
        {
            var task = Task.Over(session.Make(definition, id));
            task.Subject = new Message("lead_follow_up", record.Name).In(session.Schema.Conventions.Language).Cut(LongestSubject);
            (task.Lead, task.DueAt, task.Record[SystemFields.Owner]) = (new Id<Lead>(record.Id), session.Now.AddMinutes(minutes), owner);
        }
        else if (!record.IsNew)
        {
            var former = record.Original<Guid?>(SystemFields.Owner);
            var open = Condition.AllOf(Condition.Equal(new FieldPath(definition[Task.Fields.Lead]), record.Id), definition.HandOverOpen);
            foreach (var task in (await session.LoadWhereAsync(definition, open, ct: ct)).Where(t => t.Owner == former))
                task[SystemFields.Owner] = owner;
        }

        return null;
    }
}
