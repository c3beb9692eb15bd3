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
