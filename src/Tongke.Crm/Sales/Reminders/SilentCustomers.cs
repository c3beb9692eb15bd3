using Tongke.Crm.Customers;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.Sales;

/// <summary>Finds customers that a rule concerns and with whom nobody was in contact for longer than it allows.</summary>
internal static class SilentCustomers
{
    private static readonly Identifier Alias = Identifier.Of("t");

    /// <summary>What counts as contact: what somebody of ours did with the customer. Notes and forms do not, nor does what is only planned.</summary>
    public static IReadOnlyList<string> Contact { get; } = [Activity.TypeValue.Call, Activity.TypeValue.Meeting, Activity.TypeValue.Visit, Activity.TypeValue.Email];

    /// <summary>Whom the rule concerns.</summary>
    public static Expr Concerned(ReminderRule rule, ObjectSchema accounts) => Condition.AllOf(
        Condition.Not(Condition.IsEmpty(new FieldPath(accounts[SystemFields.Owner]))),
        Condition.IsEmpty(new FieldPath(accounts[PoolFields.Pool])),
        Criterion.ConditionOf(rule.Criteria, accounts) ?? Condition.Equal(new FieldPath(accounts[Account.Fields.Level]), Account.LevelValue.A));

    /// <summary>The moment before which the last contact must lie.</summary>
    public static DateTimeOffset Before(ReminderRule rule, Session session)
    {
        var (days, conventions) = (rule.Days ?? 1, session.Schema.Conventions);
        if (rule.WorkingDays != true || Moments.WorkedDayAfter(session.Context.Today, -days, conventions.Calendar) is not { } day)
            return session.Now.AddDays(-days);

        var local = day.ToDateTime(TimeOnly.FromDateTime(Moments.LocalOf(session.Now, conventions.TimeZone)));
        return new DateTimeOffset(local, conventions.TimeZone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>Those without an open reminder, each with the moment since when there is silence: the last contact, or since when its owner has it; or the end of the last reminder.</summary>
    public static async ValueTask<IReadOnlyList<(Guid Account, DateTimeOffset Since)>> FindAsync(Session session, ReminderRule rule, int top, CancellationToken ct)
    {
        var accounts = session.Schema[Account.ObjectName];
        var scope = new SqlScope(accounts, Alias, session.Context, reach: null);
        var concerned = scope.Condition(Concerned(rule, accounts));
        var tasks = session.Schema[Task.ObjectName].Table;
        var before = Before(rule, session);
        if (rule.CountsFrom > before)
            return [];

        var since = Sql.From($"coalesce({LastContact(session, Sql.Literal("t.id"))}, t.owner_since, t.created_at)");
        var ended = Sql.From($"(select max(coalesce(k.completed_at, k.updated_at)) from {tasks} k where k.account = t.id and k.reminder_rule is not null and k.deleted_at is null)");
        var open = Sql.From($"select 1 from {tasks} k where k.account = t.id and k.reminder_rule is not null and k.deleted_at is null and {IsOpen}");
        return [.. (await session.Workspace.Database.ListAsync(
            Sql.From($"select s.id, s.since, s.ended from (select t.id, {since} as since, {ended} as ended from {accounts.Table} {Alias}{scope.Joins} where t.deleted_at is null and {concerned} and not exists ({open})) s where s.since <= {before} and (s.ended is null or s.ended <= {before}) order by s.id limit {top}"),
            rows => (Account: rows.GetGuid(0), Since: rows.GetInstant(1), Ended: rows.Get<DateTimeOffset?>(2)),
            ct)).Select(s => (s.Account, s.Ended > s.Since ? s.Ended.Value : s.Since))];
    }

    /// <summary>The last contact with a customer up to now.</summary>
    public static async ValueTask<DateTimeOffset?> LastContactAsync(Session session, Guid account, CancellationToken ct) =>
        await session.Workspace.Database.ScalarAsync<DateTimeOffset?>(Sql.From($"select {LastContact(session, Sql.From($"{account}"))}"), ct);

    private static Sql IsOpen => Sql.From($"k.status in ({Task.StatusValue.Todo}, {Task.StatusValue.Doing})");

    private static Sql LastContact(Session session, Sql account) =>
        Sql.From($"(select max(a.occurred_at) from {session.Schema[Activity.ObjectName].Table} a where a.account = {account} and a.deleted_at is null and {Sql.In(Sql.Literal("a.type"), Contact)} and a.occurred_at <= {session.Now})");
}
