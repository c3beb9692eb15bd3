using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Contracts;

/// <summary>What the pages of deals and contracts urge one to do, and what they leave to the menu.</summary>
public sealed class NextActionTests
{
    [Theory, OnEveryDatabase]
    public async Task A_contract_is_completed_when_nothing_is_owed_any_more_and_plans_are_made_while_there_is_none(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.DraftAsync(100);
        Assert.Equal(["make_plan", "submit"], await NextAsync(desk, "contract", contract));

        await desk.Crm.App.CreateAsync("payment_plan", new { contract, amount = 100m, due_date = MoneyDesk.Today.AddDays(5) });
        Assert.Equal(["submit"], await NextAsync(desk, "contract", contract));

        await desk.SignAsync(contract);
        Assert.Equal(["payment", "invoice"], await NextAsync(desk, "contract", contract));

        await desk.ReceiveAsync(100, contract);
        Assert.Equal(["complete", "invoice"], await NextAsync(desk, "contract", contract));

        await desk.IssuedAsync(contract, 100m);
        Assert.Equal(["complete"], await NextAsync(desk, "contract", contract));
    }

    [Theory, OnEveryDatabase]
    public async Task An_order_is_made_of_a_signed_contract_once(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.DraftAsync(0);
        await desk.Crm.App.CreateAsync("contract_line", new { contract, description = "焊接机器人", quantity = 1m, price = 100m });
        await desk.Crm.App.CreateAsync("payment_plan", new { contract, amount = 100m, due_date = MoneyDesk.Today.AddDays(5) });
        await desk.SignAsync(contract);
        Assert.Equal(["make_order", "payment", "invoice"], await NextAsync(desk, "contract", contract));

        await desk.Crm.DoAsync("contract", contract, "make_order");
        Assert.Equal(["payment", "invoice"], await NextAsync(desk, "contract", contract));
    }

    [Theory, OnEveryDatabase]
    public async Task An_issued_invoice_is_taken_back_as_long_as_something_is_left_of_it(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var invoice = await desk.IssuedAsync(await desk.SignedAsync(100m, (100m, 0)), 100m);
        Assert.Equal(["red_letter"], await NextAsync(desk, "invoice", invoice));

        await desk.Crm.DoAsync("invoice", invoice, "red_letter", new { take_back = 40m, reason = "退货" });
        Assert.Equal(["red_letter"], await NextAsync(desk, "invoice", invoice));
        Assert.Equal(1, await desk.CountAsync("invoice", "red_left = 60"));
        await desk.Crm.DoAsync("invoice", invoice, "red_letter", new { reason = "开票有误" });
        Assert.Empty(await NextAsync(desk, "invoice", invoice));
    }

    [Theory, OnEveryDatabase]
    public async Task A_deal_is_moved_on_and_won_only_where_it_is_nearly_certain(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var deal = await desk.Crm.App.CreateAsync("opportunity", new { name = "焊接线", account = desk.Account, amount = 5m });
        Assert.Equal(["move_stage", "make_quote"], await NextAsync(desk, "opportunity", deal));

        Assert.Null(await desk.Crm.App.UpdateAsync("opportunity", deal, new { probability = 90m }));
        Assert.Equal(["move_stage", "win", "make_quote"], await NextAsync(desk, "opportunity", deal));
    }

    [Theory, OnEveryDatabase]
    public async Task An_accepted_quote_becomes_a_contract_and_an_order_once(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var quote = await desk.AcceptedAsync();
        Assert.Equal(["make_contract", "make_order"], (await NextAsync(desk, "quote", quote)).Intersect(["make_contract", "make_order"]));
        var contract = (Guid)(await desk.Crm.DoAsync("quote", quote, "make_contract"))["contract"]!;
        Assert.Equal("上海华信精密机械有限公司 · 合同 2026-03", await desk.Crm.ValueAsync("contract", contract, "name"));
        await desk.Crm.DoAsync("quote", quote, "make_order");

        var session = desk.Crm.App.Workspace.Open(desk.Crm.App.System);
        var stored = (await session.LoadAsync(session.Schema["quote"], quote))!;
        foreach (var action in new[] { "make_contract", "make_order" })
            Assert.False(await session.FulfilsAsync(stored, session.Schema["quote"].ActionConditions[action]));
    }

    /// <summary>The actions that can be taken and are what one does next, in the order of the definition; then what is made beside the record.</summary>
    private static async Task<IReadOnlyList<string>> NextAsync(MoneyDesk desk, string definition, Guid id)
    {
        var session = desk.Crm.App.Workspace.Open(desk.Crm.App.System);
        var schema = session.Schema[definition];
        var record = (await session.LoadAsync(schema, id))!;
        var next = new List<string>();
        foreach (var action in schema.Definition.Actions.Where(a => schema.NextActions.ContainsKey(a.Name)))
            if ((!schema.ActionConditions.TryGetValue(action.Name, out var when) || await session.FulfilsAsync(record, when)) && await session.FulfilsAsync(record, schema.NextActions[action.Name]))
                next.Add(action.Name);

        foreach (var ((made, _), (when, follows)) in schema.RelatedNew)
            if ((when is null || await session.FulfilsAsync(record, when)) && follows is not null && await session.FulfilsAsync(record, follows))
                next.Add(made);

        return next;
    }
}
