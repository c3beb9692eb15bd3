using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Contracts;

/// <summary>Two at once: either both stand and add up, or one is refused with the reason.</summary>
public sealed class MoneyRaceTests
{
    private const int AtOnce = 8;

    [Theory, OnEveryDatabase]
    public async Task Payments_that_arrive_at_once_pay_a_plan_no_more_than_it_asks_for(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (60m, 0), (40m, 30));
        await AllAsync(_ => desk.ReceiveAsync(25m, contract));

        Assert.Equal([60m, 40m], (await desk.PlansAsync(contract)).Select(p => (decimal)p["received"]!));
        Assert.Equal((AtOnce, 100m), (await desk.CountAsync("payment", "amount = 25"), await desk.FigureAsync("contract", contract, "received_amount")));
        Assert.Equal(100m, (await desk.Crm.WhereAsync("payment", "contract", contract)).Sum(p => p["matched_amount"] as decimal? ?? 0));
    }

    [Theory, OnEveryDatabase]
    public async Task One_payment_that_two_match_by_hand_at_once_is_matched_once(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (50m, 0), (50m, 30));
        var plans = await desk.PlansAsync(contract);
        var payment = await desk.ReceiveAsync(50m, contract, "manual");
        var outcomes = await AllAsync(i => desk.Crm.ActAsync("payment", payment, "match_by_hand", new { plan = plans[i % 2].Id, match_amount = 50m }));

        Assert.Single(outcomes, o => o.Refusal is null);
        Assert.All(outcomes.Where(o => o.Refusal is not null), o => Assert.True(o.Refusal is Invalid or RuleRefused or Conflict or Stale));
        Assert.Equal(50m, await desk.FigureAsync("payment", payment, "matched_amount"));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_those_who_ask_for_an_invoice_over_the_last_hundred_one_gets_it(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (100m, 0));
        var title = await desk.TitleAsync();
        var refusals = await AllAsync(async _ =>
        {
            var session = desk.Crm.App.Workspace.Open(desk.Crm.App.System);
            var invoice = session.Make(session.Schema["invoice"]);
            (invoice["contract"], invoice["title"], invoice["kind"], invoice["amount"]) = (contract, title, "digital_general", 100m);
            return await session.CommitAsync();
        });

        Assert.Single(refusals, r => r is null);
        Assert.All(refusals.OfType<Refusal>(), r => Assert.Equal("amount", Assert.IsType<Invalid>(r).Problems.Single().Target));
        Assert.Equal(100m, await desk.FigureAsync("contract", contract, "invoiced_amount"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_plan_that_changes_while_the_contract_is_signed_does_not_leave_it_short(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        for (var round = 0; round < 5; round++)
        {
            var contract = await desk.DraftAsync(100m, (60m, 0), (40m, 30));
            var plan = (await desk.PlansAsync(contract))[1].Id;
            await desk.Crm.DoAsync("contract", contract, "submit");
            await desk.Crm.DoAsync("contract", contract, "approve");

            // Who changes it is the system: people can't while it is in review.
            async Task<Refusal?> ShrinkAsync()
            {
                var session = desk.Crm.App.Workspace.Open(desk.Crm.App.System);
                (await session.LoadAsync(session.Schema["payment_plan"], plan))!["amount"] = 30m;
                return await session.CommitAsync();
            }

            var signing = desk.Crm.ActAsync("contract", contract, "sign", new { signed_at = MoneyDesk.Today });
            var shrinking = ShrinkAsync();
            await Task.WhenAll(signing, shrinking);
            var isSigned = (string)(await desk.Crm.ValueAsync("contract", contract, "status"))! == "signed";
            Assert.Equal(isSigned ? 100m : 90m, await desk.FigureAsync("contract", contract, "planned_amount"));
            Assert.True((await signing).Refusal is null != await shrinking is null);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Red_letter_invoices_asked_for_at_once_take_an_invoice_back_once(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (100m, 0));
        var invoice = await desk.IssuedAsync(contract, 100m);
        var outcomes = await AllAsync(_ => desk.Crm.ActAsync("invoice", invoice, "red_letter", new { take_back = 50m, reason = "退货" }));
        Assert.Equal(2, outcomes.Count(o => o.Refusal is null));

        // Issued at once, they close it.
        await Task.WhenAll(outcomes.Where(o => o.Refusal is null).Select(o => desk.IssueAsync((Guid)o.Result["invoice"]!)));
        Assert.Equal(("red", 0m), (await desk.Crm.ValueAsync("invoice", invoice, "status"), await desk.FigureAsync("contract", contract, "invoiced_amount")));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_answered_as_matched_or_written_off_at_once_adds_up(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (100m, 0));
        var plan = (await desk.PlansAsync(contract)).Single().Id;
        var payment = await desk.ReceiveAsync(90m, contract, "manual");
        await desk.Crm.DoAsync("payment", payment, "match_by_hand", new { plan, match_amount = 1m });
        var matches = await AllAsync(_ => desk.Crm.ActAsync("payment", payment, "match_by_hand", new { plan, match_amount = 3m }));
        Assert.Equal(1m + (3m * matches.Count(o => o.Refusal is null)), await desk.FigureAsync("payment", payment, "matched_amount"));
        Assert.All(matches.Where(o => o.Refusal is not null), o => Assert.IsType<Stale>(o.Refusal));

        var offs = await AllAsync(_ => desk.Crm.ActAsync("payment_plan", plan, "write_off", new { write_off_amount = 2m, reason = "尾差" }));
        Assert.Equal(2m * offs.Count(o => o.Refusal is null), await desk.FigureAsync("payment_plan", plan, "written_off"));
        Assert.Contains(offs, o => o.Refusal is null);
    }

    private static Task<T[]> AllAsync<T>(Func<int, Task<T>> work) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Run(() => work(i))));
}
