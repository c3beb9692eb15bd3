using System.Globalization;
using Tongke.Crm.Quoting;
using Tongke.Crm.Rules;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// Tells whoever owns an open deal that a key node is near, and them and who stands above them that one was missed: each once for each day it was due on,
/// however many nodes of the system look and however often.
/// </summary>
public static class RemindOfNodes
{
    private const int MostAtOnce = 500;
    private const int Page = 2_000;

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("reminders of key nodes", TimeSpan.FromMinutes(15), RunAsync);

    /// <summary>Tells of everything that nobody was told of yet.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        await RunAsync(workspace, "AND(done = FALSE, opportunity.status = \"open\", due_on < TODAY(), OR(ISBLANK(alerted_for), alerted_for <> due_on))", AlertAsync, ct);
        await RunAsync(workspace, "AND(done = FALSE, opportunity.status = \"open\", due_on >= TODAY(), remind_days > 0, due_on <= TODAY() + remind_days, OR(ISBLANK(reminded_for), reminded_for <> due_on))", RemindAsync, ct);
    }

    private static async System.Threading.Tasks.Task RunAsync(Workspace workspace, string condition, Func<DealNode, Session, CancellationToken, ValueTask> tell, CancellationToken ct)
    {
        var session = Open(workspace);
        var nodes = session.Schema[DealNode.ObjectName];
        var isDue = Formula.Parse(condition, nodes).Expr!;
        foreach (var ids in (await session.LoadWhereAsync(nodes, isDue, Page, ct)).Select(n => n.Id).Chunk(MostAtOnce))
            if (await StepAsync(workspace, ids, isDue, tell, ct) is not null)
                foreach (var id in ids)
                    await StepAsync(workspace, [id], isDue, tell, ct);
    }

    private static async ValueTask<Refusal?> StepAsync(Workspace workspace, Guid[] ids, Expr isDue, Func<DealNode, Session, CancellationToken, ValueTask> tell, CancellationToken ct)
    {
        var session = Open(workspace);
        var nodes = session.Schema[DealNode.ObjectName];
        foreach (var node in (await session.LoadWhereAsync(nodes, Condition.AllOf(Condition.IsAmong(new FieldPath(nodes[SystemFields.Id]), ids), isDue), ids.Length, ct)).Select(DealNode.Over))
            await tell(node, session, ct);

        return await session.CommitAsync(ct);
    }

    private static async ValueTask RemindAsync(DealNode node, Session session, CancellationToken ct)
    {
        node.RemindedFor = node.DueOn;
        await TellAsync(node, node.Record.Owner, Notification.NodeDue, "node_due_note", session, ct);
    }

    private static async ValueTask AlertAsync(DealNode node, Session session, CancellationToken ct)
    {
        node.AlertedFor = node.DueOn;
        node.RemindedFor = node.DueOn;
        if (node.Record.Owner is not { } owner)
            return;

        await TellAsync(node, owner, Notification.NodeOverdue, "node_overdue_note", session, ct);
        if ((await Superiors.OfAsync(session, owner, ct)) is [var above, ..])
            await TellAsync(node, above, Notification.NodeOverdue, "node_overdue_note", session, ct);
    }

    private static async ValueTask TellAsync(DealNode node, Guid? person, string kind, string text, Session session, CancellationToken ct)
    {
        if (person is not { } owner || await session.LoadAsync(node.Opportunity, ct) is not { } deal)
            return;

        var day = node.DueOn!.Value;
        var id = DerivedId.Of(Moments.StartOf(day, session.Schema.Conventions.TimeZone), DerivedId.Once(node.Id, owner), deal.Id);
        if (kind == Notification.NodeDue)
            id = DerivedId.Once(id, node.Id);
        if (await session.LoadAsync(session.Schema["notification"], id, ct) is null)
            Notification.Make(session, id, owner, kind, new Message(text, deal.Name, node.Name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), deal.Record);
    }

    private static Session Open(Workspace workspace) => workspace.Open(Actor.System("reminders of key nodes"));
}
