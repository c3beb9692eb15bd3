using Tongke.Crm.Rules;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Who has not accepted a dispatched task in time is reminded, and whoever dispatched it is told: once.</summary>
public static class RemindToAccept
{
    private const int MostAtOnce = 500;
    private const string IsLate = "AND(acceptance = \"pending\", accept_by <= NOW(), OR(ISBLANK(acceptance_reminded), acceptance_reminded = FALSE), OR(status = \"todo\", status = \"doing\"))";

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("tasks not accepted in time", TimeSpan.FromSeconds(30), RunAsync);

    /// <summary>Reminds of all that are late.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var actor = Actor.System("tasks not accepted in time");
        var tasks = workspace.Schema[Task.ObjectName];
        var late = Formula.Parse(IsLate, tasks).Expr!;
        foreach (var found in await workspace.Open(actor).LoadWhereAsync(tasks, late, MostAtOnce, ct))
        {
            var session = workspace.Open(actor);
            if (await session.LoadAsync(tasks, found.Id, ct) is not { IsDeleted: false } record || Task.Over(record) is not { Acceptance: Task.AcceptanceValue.Pending, AcceptBy: { } at } task || task.AcceptanceReminded == true)
                continue;

            // Of two nodes the second finds that the task was written meanwhile, and what it would tell is told.
            session.Hold(record);
            task.AcceptanceReminded = true;
            Notification.Make(session, DerivedId.Of(at, task.Id), record.Owner, Notification.TaskAcceptance, new("task_to_accept", task.Subject), record);
            if (await session.LoadAsync(task.Dispatch, ct) is { } dispatch && dispatch.Record.Owner != record.Owner && record.Owner is { } owner && session.Organization.Find(owner) is { } person)
                Notification.Make(session, DerivedId.Of(session, task.Id, dispatch.Id), dispatch.Record.Owner, Notification.TaskAcceptance, new("task_not_accepted", person.Name, task.Subject), dispatch.Record);

            await session.CommitAsync(ct);
        }
    }
}
