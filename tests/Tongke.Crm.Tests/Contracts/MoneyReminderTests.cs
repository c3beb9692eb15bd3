using Tongke.Crm.Contracts;
using Tongke.Kernel.Records;
using Tongke.Storage;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Contracts;

public sealed class MoneyReminderTests
{
    [Theory, OnEveryDatabase]
    public async Task A_day_before_the_calendar_of_ids_began_stops_nobodys_reminders(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var rep = await desk.Crm.PersonAsync("rep", "sales_rep");
        var strange = await desk.DraftAsync(10m);
        var plan = await desk.Crm.App.CreateAsync("payment_plan", new { contract = strange, amount = 10m, due_date = MoneyDesk.Today });
        var before = new WriteBatch(); // there were bounds
        before.Add(Sql.From($"update payment_plan set due_date = {DateOnly.MinValue} where id = {plan}"));
        await desk.Crm.App.Workspace.Database.WriteAsync(before);
        await desk.SignAsync(strange);
        var usual = await desk.SignedAsync(100m, (100m, -30));
        foreach (var contract in new[] { strange, usual })
            await desk.Crm.DoAsync("contract", contract, "transfer", new { owner = rep.UserId });

        await RemindOfOverduePlans.RunAsync(desk.Crm.App.Workspace, default);
        await RemindOfOverduePlans.RunAsync(desk.Crm.App.Workspace, default);
        foreach (var contract in new[] { strange, usual })
            Assert.Single(await desk.Crm.WhereAsync("task", "contract", contract));
    }

    [Theory, OnEveryDatabase]
    public async Task A_day_of_another_age_is_refused_where_it_is_typed(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(10m, (10m, 0));
        var draft = await desk.DraftAsync(10m, (10m, 0));
        var plan = (await desk.PlansAsync(draft)).Single().Id;
        var change = await desk.Crm.App.CreateAsync("contract_change", new { contract, reason = "改期" });
        foreach (var day in new[] { DateOnly.MinValue, new DateOnly(1989, 12, 31), new DateOnly(2201, 1, 1), DateOnly.MaxValue })
        {
            var refused = Assert.IsType<Invalid>(await desk.Crm.App.UpdateAsync("payment_plan", plan, new { due_date = day }));
            Assert.Equal(("due_date", "day_in_another_age"), (refused.Problems.Single().Target, refused.Problems.Single().Message.Code));
            await Assert.ThrowsAnyAsync<Exception>(() => desk.Crm.App.CreateAsync("payment_plan", new { contract = draft, amount = 1m, due_date = day }));
            await Assert.ThrowsAnyAsync<Exception>(() => desk.Crm.App.CreateAsync("contract_change_plan", new { change, amount = 1m, due_date = day }));
        }

        foreach (var day in new[] { new DateOnly(1990, 1, 1), new DateOnly(2200, 12, 31) })
            Assert.Null(await desk.Crm.App.UpdateAsync("payment_plan", plan, new { due_date = day }));
    }

    [Theory, OnEveryDatabase]
    public async Task An_overdue_plan_gives_its_owner_one_task_however_often_and_on_however_many_nodes_it_is_looked_at(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var rep = await desk.Crm.PersonAsync("rep", "sales_rep");

        // Due on Saturday the 21st: on Sunday it is not overdue yet, for Monday is the first working day; on Tuesday it is.
        var contract = await desk.SignedAsync(100m, (100m, 3));
        await desk.Crm.DoAsync("contract", contract, "transfer", new { owner = rep.UserId });
        desk.Crm.App.Clock.Advance(TimeSpan.FromDays(5));
        await RemindOfOverduePlans.RunAsync(desk.Crm.App.Workspace, default);
        Assert.Empty(await desk.Crm.WhereAsync("task", "contract", contract));
        Assert.Equal(1, await desk.CountAsync("payment_plan", "status = \"open\""));

        desk.Crm.App.Clock.Advance(TimeSpan.FromDays(1));
        await using var other = await desk.Crm.App.OpenNodeAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => RemindOfOverduePlans.RunAsync(i % 2 == 0 ? desk.Crm.App.Workspace : other, default)));
        await RemindOfOverduePlans.RunAsync(desk.Crm.App.Workspace, default);

        var task = Assert.Single(await desk.Crm.WhereAsync("task", "contract", contract));
        Assert.Equal((rep.UserId, "催收逾期回款：设备采购合同 · 第 1 期，¥100.00"), (task.Owner, (string)task["subject"]!));
        Assert.Equal(1, await desk.CountAsync("payment_plan", "AND(status = \"overdue\", days_overdue = 3, ageing = \"up_to_30\")"));

        // Who deleted it is not asked again; the next day it is due on asks anew.
        Assert.Null(await desk.Crm.App.DeleteAsync("task", task.Id));
        await RemindOfOverduePlans.RunAsync(desk.Crm.App.Workspace, default);
        Assert.Empty(await desk.Crm.WhereAsync("task", "contract", contract));
    }

    [Theory, OnEveryDatabase]
    public async Task A_contract_that_ends_soon_gives_one_task_unless_it_is_renewed(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var ids = new List<Guid>();
        foreach (var end in new[] { 29, 31, 10 })
        {
            var contract = await desk.Crm.App.CreateAsync("contract", new { name = $"维保 {end}", account = desk.Account, amount = 1m, start_date = MoneyDesk.Today.AddDays(-300), end_date = MoneyDesk.Today.AddDays(end), owner = (await desk.Crm.PersonAsync($"rep{end}", "sales_rep")).UserId });
            await desk.Crm.App.CreateAsync("payment_plan", new { contract, amount = 1m, due_date = MoneyDesk.Today });
            await desk.SignAsync(contract);
            ids.Add(contract);
        }

        await desk.Crm.DoAsync("contract", ids[2], "renew");
        for (var i = 0; i < 2; i++)
            await RemindOfRenewals.RunAsync(desk.Crm.App.Workspace, default);

        Assert.Single(await desk.Crm.WhereAsync("task", "contract", ids[0]));
        Assert.Empty(await desk.Crm.WhereAsync("task", "contract", ids[1]));
        Assert.Empty(await desk.Crm.WhereAsync("task", "contract", ids[2]));
    }
}
