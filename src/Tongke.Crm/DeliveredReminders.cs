using Tongke.Crm.Customers;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm;

/// <summary>The reminders that every workspace begins with, new or older than they are: key customers after three days, visits two hours ahead.</summary>
public static class DeliveredReminders
{
    private const long SilentDays = 3;
    private const long VisitHours = 2;

    /// <summary>Puts them into a workspace, once.</summary>
    public static Package Package { get; } = new() { Name = "reminders", Seed = MakeAsync };

    // Where customers are there already, the days begin with the rule: an upgrade does not make a task of each of them at once.
    private static async System.Threading.Tasks.Task MakeAsync(Session session, CancellationToken ct)
    {
        var silence = session.Make<ReminderRule>();
        (silence.Name, silence.Kind, silence.Days) = ("A 级客户 3 天未联系", ReminderRule.KindValue.Silence, SilentDays);
        if ((await session.LoadWhereAsync<Account>(Constant.True, top: 1, ct)).Count > 0)
            silence.CountsFrom = session.Now;

        var visit = session.Make<ReminderRule>();
        (visit.Name, visit.Kind, visit.Hours) = ("拜访前 2 小时提醒", ReminderRule.KindValue.Visit, VisitHours);
    }
}
