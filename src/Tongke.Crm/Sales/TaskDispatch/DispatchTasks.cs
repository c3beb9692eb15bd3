using Tongke.Crm.Customers;
using Tongke.Crm.Rules;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>
/// Gives each of the people a task of their own, which they are to accept. Whoever dispatches must be allowed to give tasks to each of them. What is said
/// differently later is said in the tasks that are still open too.
/// </summary>
public sealed class DispatchTasks : IBeforeSave<TaskDispatch>, IAfterSave<TaskDispatch>
{
    private const int MostPeople = 500;
    private static readonly string[] Said = [Task.Fields.Subject, Task.Fields.Priority, Task.Fields.DueAt, Task.Fields.AcceptBy, Task.Fields.ReminderAt, Task.Fields.Description, Task.Fields.Account];

    /// <inheritdoc />
    ValueTask<Refusal?> IBeforeSave<TaskDispatch>.RunAsync(TaskDispatch record, Session session, CancellationToken ct)
    {
        if (!record.IsNew)
            return record.Changed(TaskDispatch.Fields.People) || record.Changed(TaskDispatch.Fields.Departments)
                ? new(new RuleRefused(new("dispatch_fixed"), [new(TaskDispatch.Fields.People, new("dispatch_fixed"))]))
                : default;

        var count = PeopleOf(record, session).Count;
        return count is 0 or > MostPeople ? new(new Invalid([new(TaskDispatch.Fields.People, new("dispatch_to_nobody", MostPeople))])) : default;
    }

    /// <inheritdoc />
    async ValueTask<Refusal?> IAfterSave<TaskDispatch>.RunAsync(TaskDispatch record, Session session, CancellationToken ct)
    {
        var definition = session.Schema[Task.ObjectName];
        if (!record.IsNew)
        {
            await SayAsync(record, definition, session, ct);
            return null;
        }

        if (!session.Access.On(definition).May(RecordAction.Create))
            return new Forbidden(new("forbidden_action", definition.Label, RecordAction.Create.Label()));

        foreach (var person in PeopleOf(record, session))
        {
            var id = DerivedId.Of(session, record.Id, person);
            if (session.Known(definition, id) is not null)
                continue;

            // In the name of whoever dispatches: whether they may give it to that person is asked when it is written.
            var task = session.Add(definition, id);
            task.Write(definition[SystemFields.Owner], person);
            task[SystemFields.Department] = session.Organization.Find(person)?.Department;
            foreach (var name in Said)
                task[name] = record.Record[name];
            (task[Task.Fields.Dispatch], task[Task.Fields.Acceptance]) = (record.Id, Task.AcceptanceValue.Pending);
        }

        return null;
    }

    private static async ValueTask SayAsync(TaskDispatch record, ObjectSchema definition, Session session, CancellationToken ct)
    {
        string[] changed = [.. Said.Where(record.Changed)];
        if (changed.Length == 0)
            return;

        var open = Condition.AllOf(Condition.Equal(new FieldPath(definition[Task.Fields.Dispatch]), record.Id), definition.HandOverOpen);
        foreach (var task in await session.LoadWhereAsync(definition, open, ct: ct))
            foreach (var name in changed)
                task[name] = record.Record[name];
    }

    private static IReadOnlyCollection<Guid> PeopleOf(TaskDispatch record, Session session)
    {
        var departments = (record.Departments ?? []).SelectMany(session.Organization.WithSubDepartments).ToHashSet();
        return
        [
            .. session.Organization.Members.Where(m => m.Active && m.Department is { } d && departments.Contains(d)).Select(m => m.Id)
                .Union((record.People ?? []).Where(p => session.Organization.Find(p) is { Active: true }))
                .Order(),
        ];
    }
}
