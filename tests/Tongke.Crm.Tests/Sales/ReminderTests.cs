using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Sales;

/// <summary>Key customers are not forgotten: one task for each silence, and none beside it.</summary>
public sealed class ReminderTests
{
    [Theory, OnEveryDatabase]
    public async Task Three_days_without_contact_make_one_task_that_contact_does(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await RuleAsync(crm);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var (key, small, fresh) = (await AccountAsync(crm, "重点客户", "a", ana.UserId), await AccountAsync(crm, "小客户", "c", ana.UserId), await AccountAsync(crm, "刚联系过", "a", ana.UserId));
        crm.App.Clock.Advance(TimeSpan.FromDays(2.5));
        await RemindAsync(crm);
        Assert.Empty(await OpenAsync(crm, key));

        await crm.App.CreateAsync("activity", new { type = "call", subject = "电话", account = fresh });
        await crm.App.CreateAsync("activity", new { type = "note", subject = "只是备注", account = key });
        await crm.App.CreateAsync("activity", new { type = "visit", subject = "下周拜访", account = key, occurred_at = crm.App.Clock.GetUtcNow().AddDays(5) });
        crm.App.Clock.Advance(TimeSpan.FromDays(1));
        for (var i = 0; i < 3; i++)
            await RemindAsync(crm);

        var task = Assert.Single(await OpenAsync(crm, key));
        Assert.Equal((ana.UserId, "重点客户超过 3 天未联系"), (task.Owner, task["subject"]));
        Assert.Empty(await OpenAsync(crm, small));
        Assert.Empty(await OpenAsync(crm, fresh));
        Assert.Single(await crm.WhereAsync("notification", "record", task.Id));

        await crm.App.CreateAsync("activity", new { type = "call", subject = "打通了", account = key }, ana);
        Assert.Equal("done", await crm.ValueAsync("task", task.Id, "status"));
        await RemindAsync(crm);
        Assert.Empty(await OpenAsync(crm, key));

        crm.App.Clock.Advance(TimeSpan.FromDays(3.1));
        await RemindAsync(crm);
        Assert.NotEqual(task.Id, Assert.Single(await OpenAsync(crm, key)).Id);
    }

    [Theory, OnEveryDatabase]
    public async Task The_delivered_rule_counts_the_past_in_a_new_company_and_begins_with_the_upgrade_in_an_old_one(TestDatabase database)
    {
        foreach (var isOld in new[] { false, true })
        {
            await using var crm = await CrmWorkspace.StartAsync(database);
            var ana = await crm.PersonAsync("ana", "sales_rep");
            if (!isOld)
                await DeliverAsync(crm);
            var account = await AccountAsync(crm, "重点客户", "a", ana.UserId);
            crm.App.Clock.Advance(TimeSpan.FromDays(30));
            if (isOld)
                await DeliverAsync(crm);

            await RemindAsync(crm);
            Assert.Equal(isOld ? 0 : 1, (await OpenAsync(crm, account)).Count);
            crm.App.Clock.Advance(TimeSpan.FromDays(2.9));
            await RemindAsync(crm);
            Assert.Equal(isOld ? 0 : 1, (await OpenAsync(crm, account)).Count);
            crm.App.Clock.Advance(TimeSpan.FromDays(0.2));
            await RemindAsync(crm);
            Assert.Single(await OpenAsync(crm, account));
        }
    }

    private static async Task DeliverAsync(CrmWorkspace crm)
    {
        var session = crm.App.Workspace.Open(crm.App.System);
        await DeliveredReminders.Package.Seed!(session, default);
        Assert.Null(await session.CommitAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Nodes_that_look_at_the_same_time_make_one_task_between_them(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await RuleAsync(crm);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var accounts = new List<Guid>();
        for (var i = 0; i < 12; i++)
            accounts.Add(await AccountAsync(crm, $"客户 {i}", "a", ana.UserId));
        await using var node = await crm.App.OpenNodeAsync();
        crm.App.Clock.Advance(TimeSpan.FromDays(4));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => RemindOfCustomers.RunAsync(i % 2 == 0 ? crm.App.Workspace : node, default))));

        foreach (var account in accounts)
            Assert.Single(await OpenAsync(crm, account));
        Assert.Equal(12, (await crm.WhereAsync("notification", "owner", ana.UserId!.Value)).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task Done_without_contact_it_comes_again_after_three_days_and_goes_along_with_the_customer(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await RuleAsync(crm);
        var (ana, ben) = (await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("ben", "sales_rep"));
        var account = await AccountAsync(crm, "重点客户", "a", ana.UserId);
        crm.App.Clock.Advance(TimeSpan.FromDays(3.5));
        await RemindAsync(crm);
        await crm.DoAsync("task", Assert.Single(await OpenAsync(crm, account)).Id, "complete", actor: ana);
        await RemindAsync(crm);
        crm.App.Clock.Advance(TimeSpan.FromDays(2));
        await RemindAsync(crm);
        Assert.Empty(await OpenAsync(crm, account));
        crm.App.Clock.Advance(TimeSpan.FromDays(1.5));
        await RemindAsync(crm);
        var again = Assert.Single(await OpenAsync(crm, account));

        Assert.Null(await crm.App.UpdateAsync("account", account, new { owner = ben.UserId }));
        await RemindAsync(crm);
        Assert.Equal((again.Id, ben.UserId), (Assert.Single(await OpenAsync(crm, account)) is { } moved ? (moved.Id, moved.Owner) : default));

        Assert.Null(await crm.App.UpdateAsync("account", account, new { level = "c" }));
        await RemindAsync(crm);
        Assert.Equal("cancelled", await crm.ValueAsync("task", again.Id, "status"));
    }

    [Theory, OnEveryDatabase]
    public async Task By_the_companys_calendar_a_weekend_is_no_silence(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await RuleAsync(crm, working: true);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        crm.App.Clock.Advance(TimeSpan.FromDays(2)); // Friday, 20 March 2026
        var account = await AccountAsync(crm, "周五联系过", "a", ana.UserId);
        crm.App.Clock.Advance(TimeSpan.FromDays(4.1)); // Tuesday
        await RemindAsync(crm);
        Assert.Empty(await OpenAsync(crm, account));
        crm.App.Clock.Advance(TimeSpan.FromDays(1)); // Wednesday: three working days
        await RemindAsync(crm);
        Assert.Single(await OpenAsync(crm, account));
    }

    [Theory, OnEveryDatabase]
    public async Task A_planned_visit_is_announced_once_for_each_time_it_is_planned_for(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await crm.App.CreateAsync("reminder_rule", new { name = "拜访", kind = "visit", hours = 2L });
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var now = crm.App.Clock.GetUtcNow();
        var visit = await crm.App.CreateAsync("activity", new { type = "visit", subject = "拜访华东重工", occurred_at = now.AddHours(5) }, ana);
        await crm.App.CreateAsync("activity", new { type = "visit", subject = "马上就去", occurred_at = now.AddHours(1) }, ana);
        await crm.App.CreateAsync("activity", new { type = "call", subject = "电话", occurred_at = now.AddHours(4) }, ana);
        await using var node = await crm.App.OpenNodeAsync();
        async Task LookAsync() => await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => RemindOfVisits.RunAsync(i % 2 == 0 ? crm.App.Workspace : node, default))));
        async Task<int> ToldAsync() => (await crm.WhereAsync("notification", "kind", "visit_reminder")).Count;

        await LookAsync();
        Assert.Equal(0, await ToldAsync());
        crm.App.Clock.Advance(TimeSpan.FromHours(3.5));
        await LookAsync();
        await LookAsync();
        var told = Assert.Single(await crm.WhereAsync("notification", "record", visit));
        Assert.Equal((ana.UserId, "03-18 15:00 拜访华东重工"), (told.Owner, told["title"]));

        Assert.Null(await crm.App.UpdateAsync("activity", visit, new { occurred_at = now.AddHours(20) }));
        crm.App.Clock.Advance(TimeSpan.FromHours(15));
        await LookAsync();
        Assert.Equal(2, await ToldAsync());
    }

    private static Task<Guid> RuleAsync(CrmWorkspace crm, bool working = false) => crm.App.CreateAsync("reminder_rule", new { name = "重点客户", kind = "silence", days = 3L, working_days = working });

    private static Task RemindAsync(CrmWorkspace crm) => RemindOfCustomers.RunAsync(crm.App.Workspace, default);

    private static Task<Guid> AccountAsync(CrmWorkspace crm, string name, string level, Guid? owner) => crm.App.CreateAsync("account", new { name, level, owner });

    private static async Task<IReadOnlyList<Tongke.Kernel.Records.Record>> OpenAsync(CrmWorkspace crm, Guid account) =>
        [.. (await crm.WhereAsync("task", "account", account)).Where(t => t["status"] is "todo" or "doing")];
}
