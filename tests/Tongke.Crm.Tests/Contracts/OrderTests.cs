using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Contracts;

public sealed class OrderTests
{
    [Theory, OnEveryDatabase]
    public async Task No_more_is_delivered_than_was_ordered_and_the_status_follows(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var (order, line) = await OrderAsync(desk);
        var app = desk.Crm.App;
        Assert.Equal(1, await desk.CountAsync("sales_order", "AND(delivery_status = \"not_delivered\", amount = 1000)"));

        var delivery = await app.CreateAsync("delivery", new { sales_order = order });
        await app.CreateAsync("delivery_line", new { delivery, order_line = line, quantity = 2.5m });
        Assert.Equal(1, await desk.CountAsync("sales_order", "delivery_status = \"partly\""));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.CreateAsync("delivery_line", new { delivery, order_line = line, quantity = 7.501m }));
        Assert.Contains("At most 7.5 台 of “协作机器人” is left to deliver", refused.Message, StringComparison.Ordinal);

        await desk.Crm.DoAsync("sales_order", order, "deliver_all");
        Assert.Equal(1, await desk.CountAsync("sales_order", "delivery_status = \"delivered\""));
        Assert.Equal(10m, await desk.FigureAsync("sales_order_line", line, "delivered"));
        Assert.NotNull((await desk.Crm.ActAsync("sales_order", order, "cancel")).Refusal);
        Assert.NotNull((await desk.Crm.ActAsync("sales_order", order, "deliver_all")).Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_who_deliver_the_last_pieces_at_once_deliver_them_once(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var (order, line) = await OrderAsync(desk);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.Crm.ActAsync("sales_order", order, "deliver_all")));
        Assert.Equal(10m, await desk.FigureAsync("sales_order_line", line, "delivered"));
        Assert.Single(await desk.Crm.WhereAsync("delivery", "sales_order", order));
    }

    [Theory, OnEveryDatabase]
    public async Task A_draft_is_not_delivered(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var order = await app.CreateAsync("sales_order", new { account = desk.Account });
        var line = await app.CreateAsync("sales_order_line", new { sales_order = order, description = "维保", price = 1m });
        var delivery = await app.CreateAsync("delivery", new { sales_order = order });
        var session = app.Workspace.Open(app.System);
        var part = session.Make(session.Schema["delivery_line"]);
        (part["delivery"], part["order_line"]) = (delivery, line);
        Assert.Equal("订单确认后才能发货", Assert.IsType<RuleRefused>(await session.CommitAsync()).Message.In(Language.Chinese));
    }

    [Theory, OnEveryDatabase]
    public async Task An_order_of_a_contract_has_its_lines(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var contract = await app.CreateAsync("contract", new { account = desk.Account });
        await app.CreateAsync("contract_line", new { contract, description = "协作机器人", quantity = 2m, price = 50m, discount = 10m });
        await app.CreateAsync("payment_plan", new { contract, amount = 90m, due_date = MoneyDesk.Today });
        Assert.NotNull((await desk.Crm.ActAsync("contract", contract, "make_order")).Refusal);
        await desk.SignAsync(contract);

        var order = (Guid)(await desk.Crm.DoAsync("contract", contract, "make_order"))["sales_order"]!;
        Assert.Equal(90m, await desk.FigureAsync("sales_order", order, "amount"));
        Assert.NotNull((await desk.Crm.ActAsync("contract", contract, "make_order")).Refusal);
    }

    private static async Task<(Guid Order, Guid Line)> OrderAsync(MoneyDesk desk)
    {
        var order = await desk.Crm.App.CreateAsync("sales_order", new { account = desk.Account });
        var line = await desk.Crm.App.CreateAsync("sales_order_line", new { sales_order = order, description = "协作机器人", quantity = 10m, unit = "台", price = 100m });
        await desk.Crm.DoAsync("sales_order", order, "confirm");
        return (order, line);
    }
}
