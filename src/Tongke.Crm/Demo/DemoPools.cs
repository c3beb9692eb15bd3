using Tongke.Crm.Customers;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Demo;

/// <summary>A sea pool for customers of the eastern team, one for everybody's leads, and some of each in them.</summary>
internal static class DemoPools
{
    private const int East = 0;
    private const int Accounts = 18;
    private const int Leads = 12;

    private static readonly string[] Contacts = ["phone", "website", "address"];
    private static readonly string[] Numbers = ["mobile", "phone", "email", "wechat"];

    /// <summary>Makes them in the commit that is being filled.</summary>
    public static async ValueTask MakeAsync(DemoCompany demo, CancellationToken ct)
    {
        var people = demo.People;
        var east = Pool(demo, "华东客户公海", Account.ObjectName, "超过 30 天没有跟进、也没有在谈商机的客户会进入这里，谁先联系谁领取。");
        east.Departments = [people.DepartmentOf(East)];
        east.Administrators = [people.HeadOf(East)];
        (east.NoActivityDays, east.WarnDays, east.ExemptWhen, east.SkipHolidays) = (30, 3, "open_count > 0", true);
        (east.ClaimsPerDay, east.ViewsPerDay, east.CooldownDays, east.Capacity, east.CapacityExcept) = (10, 50, 7, 80, "level = \"a\"");
        (east.HiddenFields, east.AutoRecycle) = (Contacts, true);
        foreach (var (level, days) in new[] { ("a", 60L), ("b", 45L) })
        {
            var own = demo.Make<SeaPoolLevel>();
            (own.Pool, own.Level, own.Days) = (new Id<SeaPool>(east.Id), level, days);
        }

        var leads = Pool(demo, "线索公海", Lead.ObjectName, "7 天没有联系的线索回到这里，所有销售都可以领取。");
        leads.Departments = [.. Enumerable.Range(0, people.Reps.Length).Select(people.DepartmentOf)];
        leads.Administrators = [.. Enumerable.Range(0, people.Reps.Length).Select(people.HeadOf)];
        (leads.NoActivityDays, leads.WarnDays, leads.ClaimsPerDay, leads.CooldownDays, leads.HiddenFields, leads.AutoRecycle) = (7, 1, 20, 3, Numbers, true);
        await demo.CommitAsync(ct);

        await FillAsync(demo, Account.ObjectName, "AND(open_count = 0, COUNT(contract_account) = 0, OR(ISBLANK(last_activity_at), TODAY() - last_activity_at > 30))", people.Reps[East], east.NoActivityDays, Accounts, east.Id, ct);
        await FillAsync(demo, Lead.ObjectName, "status = \"assigned\"", [.. people.Reps.SelectMany(r => r)], leads.NoActivityDays, Leads, leads.Id, ct);
    }

    private static SeaPool Pool(DemoCompany demo, string name, string definition, string description)
    {
        var pool = demo.Make<SeaPool>();
        (pool.Name, pool.Object, pool.Description) = (name, definition, description);
        return pool;
    }

    /// <summary>Puts the first records of these people that meet a condition into the pool.</summary>
    private static async ValueTask FillAsync(DemoCompany demo, string name, string condition, IReadOnlyCollection<Guid> owners, long? days, int count, Guid pool, CancellationToken ct)
    {
        var (session, definition) = (demo.Session, demo.Session.Schema[name]);
        var silent = Condition.AllOf(Formula.Parse(condition, definition).Expr, Condition.IsAmong(new FieldPath(definition["owner"]), owners));
        var records = await session.LoadWhereAsync(definition, silent, count, ct);
        await PoolMoves.PutAsync([.. records], SeaPool.Over((await session.LoadAsync(session.Schema[SeaPool.ObjectName], pool, ct))!), _ => PoolReason.NoActivity(days), session, ct);
        await demo.CommitAsync(ct);
    }
}
