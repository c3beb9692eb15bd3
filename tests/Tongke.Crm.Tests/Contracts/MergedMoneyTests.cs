using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;
using Record = Tongke.Kernel.Records.Record;

namespace Tongke.Crm.Tests.Contracts;

/// <summary>Two accounts that turn out to be one have both signed, paid and got invoices.</summary>
public sealed class MergedMoneyTests
{
    private static readonly string[] Kept = ["contract", "payment_plan", "payment", "payment_match", "invoice", "invoice_title", "sales_order", "delivery", "contract_change"];
    private static readonly string[] Stamps = ["version", "updated_at", "updated_by", "created_at"];

    [Theory, OnEveryDatabase]
    public async Task Accounts_that_both_have_paid_are_merged_with_all_their_money_and_parted_again(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        await BusinessAsync(desk, desk.Account);
        var other = await app.CreateAsync("account", new { name = "华信精密" });
        await BusinessAsync(desk, other);
        var before = await PictureAsync(desk, desk.Account, other);
        string[] sums = ["contract_amount", "received_amount", "payment_amount"];
        var expected = new List<decimal>();
        foreach (var sum in sums)
            expected.Add(2 * await FigureAsync(desk, other, sum));
        Assert.Equal([120m, 70m, 70m], expected);

        var merge = (Guid)(await desk.Crm.DoAsync("account", desk.Account, "merge", new { records = new[] { other } }))["merge"]!;
        foreach (var name in Kept.Where(n => app.Schema[n].Find("account") is not null))
            Assert.Empty(await desk.Crm.WhereAsync(name, "account", other));
        Assert.Equal(0, await desk.CountAsync("payment_match", "OR(payment.account <> account, plan.account <> account, contract.account <> account)"));
        Assert.Equal(4, (await desk.Crm.WhereAsync("payment", "account", desk.Account)).Count);
        Assert.Equal(expected, await Task.WhenAll(sums.Select(s => FigureAsync(desk, desk.Account, s))));

        await desk.Crm.DoAsync("merge_record", merge, "undo");
        Assert.Equal(before, await PictureAsync(desk, desk.Account, other));
    }

    [Theory, OnEveryDatabase]
    public async Task A_payment_of_a_part_that_somebody_else_looks_after_keeps_its_owner(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var clerk = await app.CreateAsync("user", new { login = "li", name = "李" });
        var contract = await desk.SignedAsync(30m, (30m, 10));
        var payment = await app.CreateAsync("payment", new { account = desk.Account, contract, amount = 30m, owner = clerk });
        var other = await app.CreateAsync("account", new { name = "华信精密" });

        await desk.Crm.DoAsync("account", other, "merge", new { records = new[] { desk.Account } });
        Assert.Equal((clerk, other), (await desk.Crm.ValueAsync("payment", payment, "owner"), await desk.Crm.ValueAsync("payment", payment, "account")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_matched_payment_is_still_moved_by_nobody(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(30m, (30m, 10));
        var payment = await desk.ReceiveAsync(30m, contract);
        var other = await desk.Crm.App.CreateAsync("account", new { name = "华信精密" });
        foreach (var change in new object[] { new { account = other, contract = (Guid?)null }, new { contract = (Guid?)null } })
            Assert.Equal("payment_is_matched", Assert.Single(Assert.IsType<Invalid>(await desk.Crm.App.UpdateAsync("payment", payment, change)).Faults).Message.Code);
    }

    /// <summary>A signed contract of which half is paid and part of that given back, with invoices, an order that is delivered in part, and a change asked for.</summary>
    private static async Task BusinessAsync(MoneyDesk desk, Guid account)
    {
        var app = desk.Crm.App;
        var contract = await app.CreateAsync("contract", new { name = "设备采购合同", account, amount = 60m });
        foreach (var days in (int[])[10, 40])
            await app.CreateAsync("payment_plan", new { contract, amount = 30m, due_date = MoneyDesk.Today.AddDays(days) });
        await desk.SignAsync(contract);
        var payment = await app.CreateAsync("payment", new { account, contract, amount = 40m });
        await desk.Crm.DoAsync("payment", payment, "refund", new { refund_amount = 5m, reason = "多付" });
        var title = await app.CreateAsync("invoice_title", new { account, name = "华信精密", kind = "person" });
        await desk.IssueAsync(await app.CreateAsync("invoice", new { contract, amount = 20m, kind = "digital_general", title }));
        await app.CreateAsync("invoice", new { contract, amount = 10m, kind = "digital_general", title });
        await app.CreateAsync("contract_change", new { contract, reason = "增购一台", amount = 70m });

        var order = await app.CreateAsync("sales_order", new { account, contract });
        var line = await app.CreateAsync("sales_order_line", new { sales_order = order, description = "协作机器人", quantity = 10m, unit = "台", price = 6m });
        await desk.Crm.DoAsync("sales_order", order, "confirm");
        var delivery = await app.CreateAsync("delivery", new { sales_order = order });
        await app.CreateAsync("delivery_line", new { delivery, order_line = line, quantity = 2.5m });
    }

    private static async Task<decimal> FigureAsync(MoneyDesk desk, Guid account, string field)
    {
        var session = desk.Crm.App.Workspace.Open(desk.Crm.App.System);
        var record = (await session.LoadAsync(session.Schema["account"], account))!;
        return record[field] as decimal? ?? 0;
    }

    /// <summary>All there is of the accounts' business, without who changed it when.</summary>
    private static async Task<string> PictureAsync(MoneyDesk desk, Guid account, Guid other)
    {
        var app = desk.Crm.App;
        var records = new List<Record> { await app.LoadAsync("account", account), await app.LoadAsync("account", other) };
        foreach (var name in Kept)
            records.AddRange((await app.Workspace.Open(app.System).LoadWhereAsync(app.Schema[name], Kernel.Expressions.Constant.True)).OrderBy(r => r.Id));

        return string.Join('\n', records.SelectMany(r => r.Object.Columns.Where(f => !Stamps.Contains(f.Name)).Select(f => $"{r.Object.Name} {r.Id} {f.Name}={r[f]}")));
    }
}
