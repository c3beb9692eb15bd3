using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Contracts;

/// <summary>Whom quotes, contracts and orders go to.</summary>
public sealed class ContactOfCustomerTests
{
    private static readonly string[] Kinds = ["quote", "contract", "sales_order"];

    [Theory, OnEveryDatabase]
    public async Task What_is_hidden_of_a_deal_does_not_come_out_through_what_is_made_of_it(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var (deal, _) = await DealAsync(desk, desk.Account);
        var all = new Grant { Create = true, Read = "all", Edit = "all" };
        var ana = await app.UserAsync("ana", new Dictionary<string, Grant>
        {
            ["*"] = all, ["opportunity"] = all with { Fields = new Dictionary<string, FieldRight> { ["*"] = FieldRight.Edit, ["contact"] = FieldRight.None, ["amount"] = FieldRight.None } },
        });

        foreach (var kind in Kinds)
            Assert.Null(await desk.Crm.ValueAsync(kind, await app.CreateAsync(kind, new { opportunity = deal }, ana), "contact"));

        var quote = (Guid)(await desk.Crm.DoAsync("opportunity", deal, "make_quote", actor: ana))["quote"]!;
        Assert.Null(await desk.Crm.ValueAsync("quote", quote, "contact"));

        var (won, _) = await DealAsync(desk, desk.Account, (await desk.Crm.WhereAsync("stage", "type", "won"))[0].Id);
        var contract = (Guid)(await desk.Crm.DoAsync("opportunity", won, "make_contract", actor: ana))["contract"]!;
        Assert.Equal((null, null), (await desk.Crm.ValueAsync("contract", contract, "contact"), await desk.Crm.ValueAsync("contract", contract, "amount")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_contact_that_was_taken_out_does_not_come_back(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var (crm, app) = (desk.Crm, desk.Crm.App);
        var (deal, contact) = await DealAsync(desk, desk.Account);
        foreach (var kind in Kinds)
        {
            Assert.Equal(contact, await crm.ValueAsync(kind, await app.CreateAsync(kind, new { opportunity = deal }), "contact"));
            Assert.Null(await crm.ValueAsync(kind, await app.CreateAsync(kind, new { opportunity = deal, contact = (Guid?)null }), "contact"));
        }

        var quote = await desk.AcceptedAsync(deal);
        Assert.Equal(contact, await crm.ValueAsync("quote", quote, "contact"));
        var session = app.Workspace.Open(app.System);
        (await session.LoadAsync(app.Schema["quote"], quote))!["contact"] = null;
        Assert.Null(await session.CommitAsync());
        Assert.Null(await crm.ValueAsync("quote", (Guid)(await crm.DoAsync("quote", quote, "copy"))["quote"]!, "contact"));
        Assert.Null(await crm.ValueAsync("contract", (Guid)(await crm.DoAsync("quote", quote, "make_contract"))["contract"]!, "contact"));
        Assert.Null(await crm.ValueAsync("sales_order", (Guid)(await crm.DoAsync("quote", quote, "make_order"))["sales_order"]!, "contact"));
    }

    [Theory, OnEveryDatabase]
    public async Task Only_a_contact_of_the_customer_is_taken_and_one_of_the_former_customer_is_let_go(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var other = await app.CreateAsync("account", new { name = "苏州精锐自动化有限公司" });
        var (deal, contact) = await DealAsync(desk, desk.Account);
        var (others, stranger) = await DealAsync(desk, other);
        var free = await app.CreateAsync("contact", new { name = "独立顾问" });
        foreach (var kind in Kinds)
        {
            var record = await app.CreateAsync(kind, new { opportunity = deal });
            Assert.Null(await app.UpdateAsync(kind, record, new { opportunity = others, account = other }));
            Assert.Null(await desk.Crm.ValueAsync(kind, record, "contact"));

            var refused = Assert.IsType<Invalid>(await app.UpdateAsync(kind, record, new { contact }));
            Assert.Equal(("contact", "contact_of_other_account"), (refused.Problems.Single().Target, refused.Problems.Single().Message.Code));
            Assert.Null(await app.UpdateAsync(kind, record, new { contact = stranger }));
            Assert.Null(await app.UpdateAsync(kind, record, new { contact = free }));
            await Assert.ThrowsAnyAsync<Exception>(() => app.CreateAsync(kind, new { account = desk.Account, contact = stranger }));
        }
    }

    private static async Task<(Guid Deal, Guid Contact)> DealAsync(MoneyDesk desk, Guid account, Guid? stage = null)
    {
        var contact = await desk.Crm.App.CreateAsync("contact", new { name = $"王海涛 {Guid.NewGuid():N}", account });
        return (await desk.Crm.App.CreateAsync("opportunity", new { name = "焊接线改造", account, contact, amount = 100m, stage }), contact);
    }
}
