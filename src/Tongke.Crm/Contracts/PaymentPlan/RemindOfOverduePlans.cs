using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>
/// Who owns a plan that is overdue by the company's calendar gets a task to collect it: one for each day it was due on, however many nodes look and
/// however often; a task that was deleted does not come back.
/// </summary>
public static class RemindOfOverduePlans
{
    private const int MostAtOnce = 500;
    private const int Page = 2_000;

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("reminders of overdue payments", TimeSpan.FromMinutes(15), RunAsync);

    /// <summary>Makes the tasks that are missing.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var session = workspace.Open(Actor.System("reminders of overdue payments"));
        var plans = session.Schema[PaymentPlan.ObjectName];

        // What was found overdue keeps that day: only plans that were not, or are due on another day since, are looked at.
        var isOverdue = Formula.Parse("AND(due_date < TODAY(), status = \"overdue\", OR(ISBLANK(reminded_for), reminded_for <> due_date))", plans).Expr!;
        var found = await session.LoadWhereAsync(plans, isOverdue, Page, ct);
        foreach (var ids in found.Select(p => p.Id).Chunk(MostAtOnce))
            if (await StepAsync(workspace, ids, isOverdue, ct) is not null)
                foreach (var id in ids)
                    await StepAsync(workspace, [id], isOverdue, ct);
    }

    private static async ValueTask<Refusal?> StepAsync(Workspace workspace, Guid[] ids, Expr isOverdue, CancellationToken ct)
    {
        var session = workspace.Open(Actor.System("reminders of overdue payments"));
        var plans = session.Schema[PaymentPlan.ObjectName];
        foreach (var plan in (await session.LoadWhereAsync(plans, Condition.AllOf(Condition.IsAmong(new FieldPath(plans["id"]), ids), isOverdue), ids.Length, ct)).Select(PaymentPlan.Over))
            await RemindAsync(plan, session, ct);

        return await session.CommitAsync(ct);
    }

    private static async ValueTask RemindAsync(PaymentPlan plan, Session session, CancellationToken ct)
    {
        plan.RemindedFor = plan.DueDate;
        var tasks = session.Schema[Sales.Task.ObjectName];
        var conventions = session.Schema.Conventions;
        var id = DerivedId.Of(Moments.StartOf(plan.DueDate!.Value, conventions.TimeZone), plan.Id);
        if (plan.Record.Owner is null || await session.LoadAsync(tasks, id, ct) is not null || await session.LoadAsync(plan.Contract, ct) is not { } contract)
            return;

        var outstanding = await PaymentFigures.OutstandingAsync(plan, session, ct);
        var task = Sales.Task.Over(session.Make(tasks, id));
        task.Subject = new Message("collect_overdue", contract.Name, plan.Name, Amounts.Text(outstanding, plan.AmountCurrency)).In(conventions.Language).Cut(Tasks.LongestSubject);
        (task.Priority, task.DueAt) = (Sales.Task.PriorityValue.High, Tasks.EndOfDay(session));
        (task.Contract, task.Account, task.Opportunity) = (plan.Contract, contract.Account, contract.Opportunity);
        PassOwnerToParts.Take(task.Record, plan.Record);
    }
}
