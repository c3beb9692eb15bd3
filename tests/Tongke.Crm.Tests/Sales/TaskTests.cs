using Tongke.Crm.Sales;
using Tongke.Kernel.Schemas;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Sales;

public sealed class TaskTests
{
    private static readonly DateTimeOffset Due = new(2026, 3, 20, 1, 30, 0, TimeSpan.Zero);

    [Theory, OnEveryDatabase]
    public async Task Completing_a_repeating_task_makes_the_next_one_of_its_series(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" });
        var task = await crm.App.CreateAsync("task", new
        {
            subject = "每周回访", due_at = Due, reminder_at = Due.AddHours(-1), recurrence = "weekly", recurrence_until = new DateOnly(2026, 4, 1), regarding = account, regarding_type = "account",
        });

        await crm.DoAsync("task", task, "complete");

        Assert.Equal(crm.App.Clock.GetUtcNow(), await crm.ValueAsync("task", task, "completed_at"));
        var next = Assert.Single(await crm.WhereAsync("task", "status", "todo"));
        Assert.Equal((Due.AddDays(7), Due.AddDays(7).AddHours(-1), account, task), (next["due_at"], next["reminder_at"], next["account"], next["series"]));

        await crm.DoAsync("task", next.Id, "complete");
        Assert.Empty(await crm.WhereAsync("task", "status", "todo"));
    }

    [Theory, OnEveryDatabase]
    public async Task Two_who_complete_it_at_once_make_one_next_task(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var task = await crm.App.CreateAsync("task", new { subject = "每日回访", due_at = Due, recurrence = "daily" });
        var sessions = new[] { crm.App.Workspace.Open(crm.App.System), crm.App.Workspace.Open(crm.App.System) };
        foreach (var session in sessions)
        {
            var record = (await session.LoadAsync(session.Schema["task"], task, TestContext.Current.CancellationToken))!;
            record.Write(record.Object["status"], "done");
        }

        foreach (var session in sessions)
            Assert.Null(await session.CommitAsync(TestContext.Current.CancellationToken));

        Assert.Single(await crm.WhereAsync("task", "status", "todo"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_reminder_is_given_once_at_its_time_however_many_nodes_look_and_restart(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var at = crm.App.Clock.GetUtcNow().AddHours(2);
        var account = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" }, ana);
        var task = await crm.App.CreateAsync("task", new { subject = "回访王总", due_at = at.AddHours(1), reminder_at = at, account }, ana);
        await crm.App.CreateAsync("task", new { subject = "已经做完", status = "done", due_at = at.AddHours(1), reminder_at = at }, ana);
        await RemindOfTasks.RunAsync(crm.App.Workspace, default);
        Assert.Empty(await crm.WhereAsync("notification", "kind", "task_reminder"));

        crm.App.Clock.Advance(TimeSpan.FromHours(2));
        await using (var node = await crm.App.OpenNodeAsync())
            await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => RemindOfTasks.RunAsync(i % 2 == 0 ? crm.App.Workspace : node, default))));
        await crm.App.RestartAsync();
        await RemindOfTasks.RunAsync(crm.App.Workspace, default);

        var told = Assert.Single(await crm.WhereAsync("notification", "kind", "task_reminder"));
        Assert.Equal((ana.UserId, "任务提醒：回访王总", "task", task), (told["owner"], told["title"], told["object"], told["record"]));
        Assert.Equal($"苏州恒信精密机械有限公司 · 截止 {at.AddHours(9):yyyy-MM-dd HH:mm}", told["text"]);

        Assert.Null(await crm.App.UpdateAsync("task", task, new { reminder_at = at.AddMinutes(30) }));
        crm.App.Clock.Advance(TimeSpan.FromHours(1));
        await RemindOfTasks.RunAsync(crm.App.Workspace, default);
        Assert.Equal(2, (await crm.WhereAsync("notification", "kind", "task_reminder")).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_reminder_names_no_customer_that_its_reader_does_not_see(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (ana, ben) = (await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("ben", "sales_rep"));
        var at = crm.App.Clock.GetUtcNow().AddHours(1);
        var hidden = await crm.App.CreateAsync("account", new { name = "看不见的客户" }, ben);
        await crm.App.CreateAsync("task", new { subject = "协助", reminder_at = at, account = hidden, owner = ana.UserId });

        crm.App.Clock.Advance(TimeSpan.FromHours(2));
        await RemindOfTasks.RunAsync(crm.App.Workspace, default);

        Assert.Null(Assert.Single(await crm.WhereAsync("notification", "kind", "task_reminder"))["text"]);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_is_given_a_task_by_somebody_else_is_told_and_nobody_of_their_own(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var boss = await crm.PersonAsync("lin", "boss");
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var given = await crm.App.CreateAsync("task", new { subject = "准备投标文件", owner = ana.UserId, due_at = Due, recurrence = "weekly" }, boss);
        await crm.App.CreateAsync("task", new { subject = "自己的事" }, ana);

        var told = Assert.Single(await crm.WhereAsync("notification", "kind", "task_assigned"));
        Assert.Equal((ana.UserId, "lin给你分派了任务：准备投标文件", given), (told["owner"], told["title"], told["record"]));

        await crm.DoAsync("task", given, "complete", actor: boss);
        Assert.Equal(2, (await crm.WhereAsync("task", "owner", ana.UserId!.Value)).Count(t => t["series"] is not null));
        Assert.Single(await crm.WhereAsync("notification", "kind", "task_assigned"));
    }

    [Theory, OnEveryDatabase]
    public async Task People_are_told_in_the_language_that_they_read(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (boss, ana, ben) = (await crm.PersonAsync("lin", "boss"), await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("ben", "sales_rep"));
        await crm.App.UpdateAsync("user", ana.UserId!.Value, new { language = "en" });
        await crm.App.CreateAsync("task", new { subject = "Quote", owner = ana.UserId }, boss);
        await crm.App.CreateAsync("task", new { subject = "报价", owner = ben.UserId }, boss);

        var told = await crm.WhereAsync("notification", "kind", "task_assigned");
        Assert.Equal("lin assigned you a task: Quote", Assert.Single(told, t => t.Owner == ana.UserId)["title"]);
        Assert.Equal("lin给你分派了任务：报价", Assert.Single(told, t => t.Owner == ben.UserId)["title"]);
    }

    [Theory]
    [InlineData("daily", 21)]
    [InlineData("workdays", 23)]
    [InlineData("weekly", 27)]
    public void The_next_one_is_due_at_the_same_time_of_day(string recurrence, int day) =>
        Assert.Equal(new DateTimeOffset(2026, 3, day, 1, 30, 0, TimeSpan.Zero), RepeatTask.NextDue(Due, recurrence, new Conventions()));

    [Fact]
    public void A_monthly_task_of_the_31st_falls_on_the_last_day_of_a_short_month() =>
        Assert.Equal(new DateTimeOffset(2026, 4, 30, 2, 0, 0, TimeSpan.Zero), RepeatTask.NextDue(new(2026, 3, 31, 2, 0, 0, TimeSpan.Zero), "monthly", new Conventions()));

    [Theory, OnEveryDatabase]
    public async Task An_activity_with_a_contact_stands_on_the_accounts_page_too(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "苏州恒信精密机械有限公司" });
        var contact = await crm.App.CreateAsync("contact", new { name = "李总", account });
        var activity = await crm.App.CreateAsync("activity", new { type = "visit", subject = "拜访", regarding = contact, regarding_type = "contact" });

        Assert.Equal(account, await crm.ValueAsync("activity", activity, "account"));
        Assert.Equal(crm.App.Clock.GetUtcNow(), await crm.ValueAsync("account", account, "last_activity_at"));
    }
}
