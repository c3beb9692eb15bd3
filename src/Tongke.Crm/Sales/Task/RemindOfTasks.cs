using System.Globalization;
using Tongke.Crm.Rules;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>Tells the owner of an open task when its reminder is due: once, however many nodes look and however often they restart.</summary>
public static class RemindOfTasks
{
    private const int MostAtOnce = 500;

    /// <summary>Whom a task may be about, the one that says most to a reader first.</summary>
    private static readonly string[] Links = [Task.Fields.Account, Task.Fields.Lead, Task.Fields.Contact, Task.Fields.Opportunity];

    /// <summary>Reminders older than this, of a time when no server ran, would only be noise.</summary>
    private const string IsDue = "AND(OR(status = \"todo\", status = \"doing\"), reminder_at <= NOW(), reminder_at > NOW() - 7, OR(ISBLANK(reminded_at), reminded_at < reminder_at))";

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("reminders of tasks", TimeSpan.FromSeconds(15), RunAsync);

    /// <summary>Gives every reminder that is due.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var actor = Actor.System("reminders of tasks");
        var tasks = workspace.Schema[Task.ObjectName];
        var due = Formula.Parse(IsDue, tasks).Expr!;
        foreach (var found in await workspace.Open(actor).LoadWhereAsync(tasks, due, MostAtOnce, ct))
        {
            // One session each: what hinders one reminder hinders no other.
            var session = workspace.Open(actor);
            if (await session.LoadAsync(tasks, found.Id, ct) is not { IsDeleted: false } record)
                continue;

            var task = Task.Over(record);
            if (task.ReminderAt is not { } at || task.RemindedAt >= at)
                continue;

            // The id follows from the task and the moment: of two nodes the second finds it taken, and its commit is refused as a whole.
            Notification.Make(session, DerivedId.Of(at, task.Id), record.Owner, Notification.TaskReminder, new("task_due", task.Subject), record, await AboutAsync(record, session, ct));
            task.RemindedAt = at;
            await session.CommitAsync(ct);
        }
    }

    /// <summary>Whom the task is about, as far as its owner sees them, and when it is due.</summary>
    private static async ValueTask<string?> AboutAsync(Record task, Session session, CancellationToken ct)
    {
        var conventions = session.Schema.Conventions;
        var due = task[Task.Fields.DueAt] is DateTimeOffset at
            ? new Message("task_due_at", TimeZoneInfo.ConvertTime(at, conventions.TimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)).In(conventions.Language)
            : null;
        string?[] parts = [await NameAsync(task, session, ct), due];
        return string.Join(" · ", parts.OfType<string>()) is { Length: > 0 } text ? text : null;
    }

    private static async ValueTask<string?> NameAsync(Record task, Session session, CancellationToken ct)
    {
        if (task.Owner is not { } owner || session.Workspace.Organization.Find(owner) is not { } member)
            return null;

        var theirs = session.Workspace.Open(Actor.User(member.Id, member.Name, member.Roles));
        foreach (var link in Links.Where(name => task[name] is not null))
        {
            var there = session.Schema[link];
            if ((await theirs.FindAsync(there, (Guid)task[link]!, RecordAction.Read, ct)).Record is { } found && theirs.AccessTo(found).MayRead(there.NameField))
                return found[there.NameField] as string;
        }

        return null;
    }
}
