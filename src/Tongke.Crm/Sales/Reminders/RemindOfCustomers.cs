using Tongke.Crm.Customers;
using Tongke.Crm.Rules;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>
/// Whoever owns a key customer and was not in contact for days has one task to be so: one for each silence, however often and on however many nodes this
/// runs. It goes along with the customer, is done when contact happens, and is cancelled when the rule no longer concerns them.
/// </summary>
public static class RemindOfCustomers
{
    private const int MostAtOnce = 500;
    private const int LongestSubject = 200;

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("reminders of customers", TimeSpan.FromMinutes(15), RunAsync);

    /// <summary>Does what is due.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var session = Open(workspace);
        var rules = await RulesAsync(session, ct);
        foreach (var task in await session.LoadWhereAsync(session.Schema[Task.ObjectName], OpenReminders(session, account: null), ct: ct))
            await SettleAsync(workspace, task.Id, rules, ct);

        foreach (var rule in rules)
            foreach (var (account, since) in await SilentCustomers.FindAsync(Open(workspace), rule, MostAtOnce, ct))
                await RemindAsync(workspace, rule.Id, account, since, ct);
    }

    /// <summary>Open reminders, of one customer or of all.</summary>
    internal static Expr OpenReminders(Session session, Guid? account)
    {
        var tasks = session.Schema[Task.ObjectName];
        return Condition.AllOf(
            Condition.Not(Condition.IsEmpty(new FieldPath(tasks[Task.Fields.ReminderRule]))),
            account is { } one ? Condition.Equal(new FieldPath(tasks[Task.Fields.Account]), one) : null,
            tasks.HandOverOpen);
    }

    // One session each: what hinders one reminder hinders no other.
    private static async System.Threading.Tasks.Task RemindAsync(Workspace workspace, Guid rule, Guid account, DateTimeOffset since, CancellationToken ct)
    {
        var session = Open(workspace);
        if (await session.LoadAsync<ReminderRule>(new Id<ReminderRule>(rule), ct) is not { Active: true, Record.IsDeleted: false } by
            || await session.LoadAsync<Account>(new Id<Account>(account), ct) is not { Record: { IsDeleted: false, Owner: { } owner } record } customer)
            return;

        // The id follows from the customer and the silence: of two nodes the second finds it taken, and its commit is refused as a whole.
        var definition = session.Schema[Task.ObjectName];
        var id = DerivedId.Of(since, account);
        if (await session.LoadAsync(definition, id, ct) is not null)
            return;

        // What the rule allows, not what it is today: the words stay true as days pass.
        var silence = new Message(by.WorkingDays == true ? "customer_silent_workdays" : "customer_silent", customer.Name, by.Days ?? 1);
        var task = Task.Over(session.Make(definition, id));
        task.Subject = silence.In(session.Schema.Conventions.Language).Cut(LongestSubject);
        task.Priority = Task.PriorityValue.High;
        task.Account = new Id<Account>(account);
        task.ReminderRule = new Id<ReminderRule>(by.Id);
        task.DueAt = Moments.StartOf(session.Context.Today.AddDays(1), session.Schema.Conventions.TimeZone).AddSeconds(-1);
        task.Record[SystemFields.Owner] = owner;
        task.Record[SystemFields.Department] = record[SystemFields.Department];
        Notification.Make(session, DerivedId.Of(since, account), owner, Notification.TaskReminder, silence, task.Record);

        // The owner of this moment: who is given the customer meanwhile is reminded by the next run.
        session.Rely(record, record.Object[SystemFields.Owner], new RuleRefused(new("pool_taken", record.Object.Label)));
        session.Hold(record);
        await session.CommitAsync(ct);
    }

    private static async System.Threading.Tasks.Task SettleAsync(Workspace workspace, Guid id, IReadOnlyList<ReminderRule> rules, CancellationToken ct)
    {
        var session = Open(workspace);
        if (await session.LoadAsync(session.Schema[Task.ObjectName], id, ct) is not { IsDeleted: false } record
            || Task.Over(record) is not { Status: Task.StatusValue.Todo or Task.StatusValue.Doing } task)
            return;

        var account = await session.LoadAsync(task.Account, ct);
        var rule = rules.FirstOrDefault(r => r.Id == task.ReminderRule?.Value);
        if (rule is null || account is not { Record.IsDeleted: false } || !await session.FulfilsAsync(account.Record, SilentCustomers.Concerned(rule, account.Record.Object), ct))
            task.Status = Task.StatusValue.Cancelled;
        else if (await SilentCustomers.LastContactAsync(session, account.Id, ct) > SilentCustomers.Before(rule, session))
            task.Status = Task.StatusValue.Done;
        else if (account.Record.Owner != record.Owner)
            (record[SystemFields.Owner], record[SystemFields.Department]) = (account.Record.Owner, account.Record[SystemFields.Department]);

        await session.CommitAsync(ct);
    }

    private static async ValueTask<IReadOnlyList<ReminderRule>> RulesAsync(Session session, CancellationToken ct)
    {
        var definition = session.Schema[ReminderRule.ObjectName];
        var active = Condition.AllOf(
            Condition.Equal(new FieldPath(definition[ReminderRule.Fields.Active]), true),
            Condition.Equal(new FieldPath(definition[ReminderRule.Fields.Kind]), ReminderRule.KindValue.Silence));
        return [.. (await session.LoadWhereAsync<ReminderRule>(active, ct: ct)).OrderBy(r => r.Position).ThenBy(r => r.Id)];
    }

    private static Session Open(Workspace workspace) => workspace.Open(Actor.System("reminders of customers"));
}
