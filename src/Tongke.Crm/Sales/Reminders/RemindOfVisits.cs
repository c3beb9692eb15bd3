using System.Globalization;
using Tongke.Crm.Rules;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>Tells whoever planned a visit or a meeting that it is near: once for each time it is planned for. What was planned at shorter notice needs no telling.</summary>
public static class RemindOfVisits
{
    private const int MostAtOnce = 1_000;

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("reminders of visits", TimeSpan.FromMinutes(1), RunAsync);

    /// <summary>Tells of everything that is near.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var session = Open(workspace);
        var rules = session.Schema[ReminderRule.ObjectName];
        var active = Condition.AllOf(
            Condition.Equal(new FieldPath(rules[ReminderRule.Fields.Active]), true),
            Condition.Equal(new FieldPath(rules[ReminderRule.Fields.Kind]), ReminderRule.KindValue.Visit));
        foreach (var rule in await session.LoadWhereAsync<ReminderRule>(active, ct: ct))
            await RemindAsync(workspace, rule, ct);
    }

    private static async System.Threading.Tasks.Task RemindAsync(Workspace workspace, ReminderRule rule, CancellationToken ct)
    {
        var session = Open(workspace);
        var (activities, notifications) = (session.Schema[Activity.ObjectName], session.Schema["notification"]);
        var ahead = TimeSpan.FromHours(rule.Hours ?? 1);
        var type = new FieldPath(activities[Activity.Fields.Type]);
        var at = new FieldPath(activities[Activity.Fields.OccurredAt]);
        var near = Condition.AllOf(
            Condition.AnyOf(Condition.Equal(type, Activity.TypeValue.Visit), Condition.Equal(type, Activity.TypeValue.Meeting)),
            Condition.IsFrom(at, session.Now),
            Condition.IsUpTo(at, session.Now + ahead),
            Condition.IsEmpty(new FieldPath(activities[Activity.Fields.CheckedInAt])));
        foreach (var visit in (await session.LoadWhereAsync(activities, near, MostAtOnce, ct)).Select(Activity.Over))
        {
            if (visit.OccurredAt is not { } moment || visit.Record.Owner is not { } owner || (DateTimeOffset)visit.Record[SystemFields.CreatedAt]! > moment - ahead)
                continue;

            // The id follows from the visit and its moment: of two nodes the second finds it taken, and one that is moved is told of anew.
            var telling = Open(workspace);
            var id = DerivedId.Of(moment, visit.Id, rule.Id);
            if (await telling.LoadAsync(notifications, id, ct) is not null)
                continue;

            var local = Moments.LocalOf(moment, session.Schema.Conventions.TimeZone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
            Notification.Make(telling, id, owner, Notification.VisitReminder, new("visit_near", local, visit.Subject), visit.Record, visit.Location);
            await telling.CommitAsync(ct);
        }
    }

    private static Session Open(Workspace workspace) => workspace.Open(Actor.System("reminders of visits"));
}
