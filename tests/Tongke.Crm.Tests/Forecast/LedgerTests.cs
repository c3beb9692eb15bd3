using Tongke.Crm.Forecast;
using Tongke.Storage;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Forecast;

/// <summary>What the ledger writes, entry by entry.</summary>
public sealed class LedgerTests
{
    [Theory, OnEveryDatabase]
    public async Task Each_thing_that_changes_is_an_entry_of_its_own_and_nothing_else_is_one(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var app = company.Crm.App;
        var deal = await company.DealAsync(company.Ana, 1000, new(2026, 3, 20), "quote");
        await app.UpdateAsync("opportunity", deal, new { next_step = "打电话" });
        await app.UpdateAsync("opportunity", deal, new { amount = 800m, close_date = new DateOnly(2026, 4, 20), owner = company.Ben.UserId });
        await company.Crm.DoAsync("opportunity", deal, "win", new { close_date = new DateOnly(2026, 3, 18), amount = 900m });
        await company.Crm.DoAsync("opportunity", deal, "reopen", new { reason = "退货" });
        await app.DeleteAsync("opportunity", deal);

        var moves = (await company.MovesAsync()).Select(ForecastMove.Over).OrderBy(m => m.Sequence).ToArray();
        Assert.Equal(["added", "reassigned", "pushed", "decreased", "pulled", "increased", "won", "reopened", "removed"], moves.Select(m => m.Kind));
        Assert.Equal(Enumerable.Range(1, moves.Length).Select(n => (long?)n), moves.Select(m => m.Sequence));
        foreach (var (before, after) in moves.Zip(moves.Skip(1)))
            Assert.Equal((before.ToClose, before.ToCategory, before.ToAmount, before.ToOwner), (after.FromClose, after.FromCategory, after.FromAmount, after.FromOwner));
    }

    [Theory, OnEveryDatabase]
    public async Task Two_who_change_the_same_deal_at_once_leave_one_chain(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var app = company.Crm.App;
        var deal = await company.DealAsync(company.Ana, 1000, new(2026, 3, 20));
        var (one, other) = (app.Workspace.Open(app.System), app.Workspace.Open(app.System));
        (await one.LoadAsync(app.Schema["opportunity"], deal))!["amount"] = 1500m;
        (await other.LoadAsync(app.Schema["opportunity"], deal))!["close_date"] = new DateOnly(2026, 5, 20);
        Assert.Null(await one.CommitAsync());
        Assert.Null(await other.CommitAsync());

        var moves = (await company.MovesAsync()).Select(ForecastMove.Over).OrderBy(m => m.Sequence).ToArray();
        Assert.Equal([("added", 1L), ("increased", 2L), ("pushed", 3L)], moves.Select(m => (m.Kind!, m.Sequence!.Value)));
        Assert.Equal((1500m, 1500m), (moves[2].FromAmount, moves[2].ToAmount));
    }

    [Theory, OnEveryDatabase]
    public async Task Deals_older_than_the_ledger_get_an_opening_entry_once_by_the_duty_or_by_their_next_change(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var app = company.Crm.App;
        var deals = new List<Guid>();
        for (var i = 0; i < 7; i++)
            deals.Add(await company.DealAsync(company.Ana, 100 + i, new(2026, 3, 20)));

        var forget = new WriteBatch();
        forget.Add(Sql.From($"delete from forecast_move"));
        await app.Workspace.Database.WriteAsync(forget);
        await app.DeleteAsync("opportunity", deals[6]);
        await app.UpdateAsync("opportunity", deals[0], new { amount = 500m });
        await OpenLedger.RunAsync(app.Workspace, default);
        await OpenLedger.RunAsync(app.Workspace, default);

        var byDeal = (await company.MovesAsync()).Select(ForecastMove.Over).OrderBy(m => m.Sequence).ToLookup(m => m.Deal!.Value, m => (m.Kind, m.ToAmount));
        Assert.Equal([("opening", 100m), ("increased", 500m)], byDeal[deals[0]].Select(m => (m.Kind!, m.ToAmount!.Value)));
        foreach (var (i, deal) in deals.Index().Skip(1).SkipLast(1))
            Assert.Equal([("opening", 100m + i)], byDeal[deal].Select(m => (m.Kind!, m.ToAmount!.Value)));

        Assert.Equal(["opening", "removed"], byDeal[deals[6]].Select(m => m.Kind));
        Assert.Equal(Enumerable.Range(1, 5).Sum(i => 100m + i) + 500, (await company.PageAsync(asOf: company.Today)).Rows[0].Computed.Pipeline);
    }

    [Theory, OnEveryDatabase]
    public async Task An_edit_that_meets_the_opening_of_the_same_deal_goes_on_from_it(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var app = company.Crm.App;
        var deal = await company.DealAsync(company.Ana, 100, new(2026, 3, 20));
        var forget = new WriteBatch();
        forget.Add(Sql.From($"delete from forecast_move"));
        await app.Workspace.Database.WriteAsync(forget);

        var edit = app.Workspace.Open(app.System);
        (await edit.LoadAsync(app.Schema["opportunity"], deal))!["amount"] = 300m;
        Assert.Empty(await edit.ExamineAsync(drawNumbers: false)); // its rules have looked at the ledger before the opening is there
        await OpenLedger.RunAsync(app.Workspace, default);
        Assert.Null(await edit.CommitAsync());

        Assert.Equal([("opening", 1L), ("increased", 2L)], (await company.MovesAsync()).Select(ForecastMove.Over).OrderBy(m => m.Sequence).Select(m => (m.Kind!, m.Sequence!.Value)));
    }

    [Theory, OnEveryDatabase]
    public async Task When_a_stage_gets_another_category_the_ledger_follows_for_the_deals_in_it(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var app = company.Crm.App;
        var (inIt, elsewhere) = (await company.DealAsync(company.Ana, 100, new(2026, 3, 20), "quote"), await company.DealAsync(company.Ana, 50, new(2026, 3, 20)));
        Assert.Null(await app.UpdateAsync("stage", await company.Crm.StageAsync("quote"), new { forecast_category = "commit" }));
        await app.SealAsync();
        await UntilAsync(async () => (await company.MovesAsync()).Count == 3);

        var moves = (await company.MovesAsync()).Select(ForecastMove.Over).ToLookup(m => m.Deal!.Value, m => (m.Kind, m.ToCategory));
        Assert.Equal([("added", "best_case"), ("recategorised", "commit")], moves[inIt].Order().Select(m => (m.Kind!, m.ToCategory!)));
        Assert.Equal([("added", "pipeline")], moves[elsewhere].Select(m => (m.Kind!, m.ToCategory!)));
        var (now, then) = (await company.PageAsync(), await company.PageAsync(asOf: company.Today));
        Assert.Equal((100m, 0m, 50m), (now.Rows[0].Computed.Commit, now.Rows[0].Computed.BestCase, now.Rows[0].Computed.Pipeline));
        Assert.Equal(now.Rows[0].Computed.Landing, then.Rows[0].Computed.Landing);
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_writes_into_the_ledger_and_it_tells_nothing_that_the_deal_would_not(TestDatabase database)
    {
        await using var company = await ForecastCompany.StartAsync(database);
        var app = company.Crm.App;
        var deal = await company.DealAsync(company.Ana, 1000, new(2026, 3, 20), "quote");
        var bosses = app.Workspace.Open(company.Boss);
        var seen = (await bosses.FindWhereAsync(app.Schema["forecast_move"], Kernel.Expressions.Constant.True)).Single();
        Assert.NotNull((await bosses.FindAsync(app.Schema["forecast_move"], seen.Id, Kernel.Access.RecordAction.Edit)).Refusal);
        Assert.Empty(await app.Workspace.Open(company.Ben).FindWhereAsync(app.Schema["forecast_move"], Kernel.Expressions.Constant.True));
        Assert.Single(await app.Workspace.Open(company.Ana).FindWhereAsync(app.Schema["forecast_move"], Kernel.Expressions.Constant.True));

        // In the bin it stays with those who would see the deal there.
        await app.DeleteAsync("opportunity", deal);
        Assert.Equal(2, (await app.Workspace.Open(company.Ana).FindWhereAsync(app.Schema["forecast_move"], Kernel.Expressions.Constant.True)).Count);
        Assert.Empty(await app.Workspace.Open(company.Ben).FindWhereAsync(app.Schema["forecast_move"], Kernel.Expressions.Constant.True));
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 500; i++)
        {
            if (await holds())
                return;

            await Task.Delay(20);
        }

        Assert.Fail("It did not come to that within ten seconds.");
    }
}
