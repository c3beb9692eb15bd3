using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Contracts;

public sealed class InvoiceTests
{
    [Theory, OnEveryDatabase]
    public async Task Invoices_never_exceed_the_contract_not_even_by_a_cent(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100_000m, (100_000m, 0));
        await desk.IssuedAsync(contract, 60_000m);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => desk.InvoiceAsync(contract, 40_000.01m));
        Assert.Contains("At most ¥40,000.00 of the contract is left to invoice", refused.Message, StringComparison.Ordinal);
        var rest = await desk.InvoiceAsync(contract, 40_000m);
        Assert.Equal(100_000m, await desk.FigureAsync("contract", contract, "invoiced_amount"));
        Assert.NotNull(await desk.Crm.App.UpdateAsync("invoice", rest, new { amount = 40_000.01m }));

        // What is rejected is free again.
        await desk.Crm.DoAsync("invoice", rest, "reject", new { reason = "税号不符" });
        Assert.Equal(60_000m, await desk.FigureAsync("contract", contract, "invoiced_amount"));
        await desk.InvoiceAsync(contract, 40_000m);
    }

    [Theory, OnEveryDatabase]
    public async Task All_that_is_wrong_with_a_request_is_said_at_once(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var contract = await desk.DraftAsync(100m, (100m, 0));
        foreach (var rate in new[] { 6m, 13m })
            await app.CreateAsync("contract_line", new { contract, description = "服务", price = 50m, tax_rate = rate });
        await desk.SignAsync(contract);
        Assert.Equal(["amount", "tax_rate", "title"], await TargetsAsync(100.01m));
        Assert.Equal(["amount", "tax_rate", "title"], await TargetsAsync(0m));

        await app.CreateAsync("invoice_title", new { account = desk.Account, name = "上海华信精密机械有限公司", uscc = MoneyDesk.CreditCode });
        Assert.Equal(["amount", "tax_rate", "title"], await TargetsAsync(null));

        async Task<string?[]> TargetsAsync(decimal? amount)
        {
            var session = app.Workspace.Open(app.System);
            var invoice = session.Make(session.Schema["invoice"]);
            (invoice["contract"], invoice["kind"], invoice["amount"]) = (contract, "special", amount);
            return [.. Assert.IsType<Invalid>(await session.CommitAsync()).Problems.Select(p => p.Target).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_red_letter_invoice_is_told_from_a_blue_one_and_nobody_is_asked_for_its_owner(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        await desk.Crm.DoAsync("invoice", await desk.IssuedAsync(await desk.SignedAsync(100m, (100m, 0)), 100m), "red_letter", new { take_back = 40m, reason = "退货" });
        Assert.Equal((1, 1), (await desk.CountAsync("invoice", "AND(letter = \"red\", amount = -40)"), await desk.CountAsync("invoice", "AND(letter = \"blue\", amount = 100)")));

        var invoice = desk.Crm.App.Schema["invoice"].Definition;
        // Only a red one is marked: by its letter on its page, and in lists by the invoice that it takes back.
        Assert.DoesNotContain("letter", invoice.Beside.Concat(invoice.Views.SelectMany(v => v.Columns)));
        Assert.All(invoice.Views, v => Assert.Contains("red_of", v.Columns));
        Assert.Equal(["red"], (await LetteredAsync(desk)).Distinct());
        Assert.DoesNotContain("owner", invoice.Layout!.Sections.SelectMany(s => s.Fields)); // it is the contract's
    }

    /// <summary>The letters of the invoices whose page shows it.</summary>
    private static async Task<IReadOnlyList<object?>> LetteredAsync(MoneyDesk desk)
    {
        var session = desk.Crm.App.Workspace.Open(desk.Crm.App.System);
        var schema = session.Schema["invoice"];
        return [.. (await session.LoadWhereAsync(schema, schema["letter"].VisibleWhen!)).Select(i => i["letter"])];
    }

    [Theory, OnEveryDatabase]
    public async Task An_invoice_is_of_no_day_to_come_and_of_none_long_before_its_contract(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var invoice = await desk.InvoiceAsync(await desk.SignedAsync(100m, (100m, 0)), 100m);
        foreach (var (day, code) in new[] { (new DateOnly(1900, 1, 1), "issued_too_early"), (MoneyDesk.Today.AddYears(-1).AddDays(-1), "issued_too_early"), (MoneyDesk.Today.AddDays(1), "issued_in_the_future") })
        {
            var refused = await desk.Crm.ActAsync("invoice", invoice, "issue", new { invoice_number = MoneyDesk.Number(invoice), issued_at = day });
            Assert.Equal(("issued_at", code), Assert.IsType<Invalid>(refused.Refusal).Problems.Select(p => (p.Target, p.Message.Code)).Single());
        }

        await desk.Crm.DoAsync("invoice", invoice, "issue", new { invoice_number = MoneyDesk.Number(invoice), issued_at = MoneyDesk.Today.AddYears(-1) });
        Assert.Equal(MoneyDesk.Today.AddYears(-1), await desk.Crm.ValueAsync("invoice", invoice, "issued_at"));
    }

    [Theory, OnEveryDatabase]
    public async Task Tax_is_taken_out_of_the_amount_to_the_cent(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var invoice = await desk.Crm.App.LoadAsync("invoice", await desk.InvoiceAsync(await desk.SignedAsync(100m, (100m, 0)), 100m));
        Assert.Equal((11.50m, 88.50m, 100m), ((decimal)invoice["tax_amount"]!, (decimal)invoice["net_amount"]!, (decimal)invoice["amount"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task An_invoice_takes_the_rate_of_the_lines_and_asks_which_where_they_have_several(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var service = await SoldAsync(6m, 6m);
        Assert.Equal(6m, await desk.FigureAsync("invoice", await desk.InvoiceAsync(service, 50m), "tax_rate"));
        await app.CreateAsync("invoice", new { contract = service, amount = 50m, tax_rate = 13m });
        Assert.Equal(1, await desk.CountAsync("invoice", "rate_differs"));

        var both = await SoldAsync(13m, 6m);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => desk.InvoiceAsync(both, 50m));
        Assert.Contains("several tax rates: 6%、13%", refused.Message, StringComparison.Ordinal);
        await app.CreateAsync("invoice", new { contract = both, amount = 50m, tax_rate = 6m });
        refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.CreateAsync("invoice", new { contract = both, amount = 0.01m, tax_rate = 6m }));
        Assert.Contains("Of the contract's lines at 6 %, ¥0.00 is left to invoice", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await desk.CountAsync("invoice", "rate_differs"));
        Assert.Equal((1, 1), (await desk.CountAsync("contract", "invoice_tax_rate = 6"), await desk.CountAsync("contract", "ISBLANK(invoice_tax_rate)")));

        // Where each rate has an invoice of its own, no amount is proposed that would be refused.
        Assert.Equal("invoice_proposal", app.Schema["contract"].Definition.Layout!.Related.Single(r => r.Object == "invoice").New!.Values["amount"]);
        await SoldAsync(6m, 6m);
        Assert.Equal((1, 1), (await desk.CountAsync("contract", "invoice_proposal = 100"), await desk.CountAsync("contract", "ISBLANK(invoice_proposal)")));

        async Task<Guid> SoldAsync(params decimal[] rates)
        {
            var contract = await desk.DraftAsync(100m, (100m, 0));
            foreach (var rate in rates)
                await app.CreateAsync("contract_line", new { contract, description = "服务", price = 50m, tax_rate = rate });
            await desk.SignAsync(contract);
            return contract;
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_red_letter_invoice_takes_back_no_more_than_is_left_and_frees_the_amount_once_it_is_issued(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (100m, 0));
        var invoice = await desk.IssuedAsync(contract, 100m);

        var part = (Guid)(await desk.Crm.DoAsync("invoice", invoice, "red_letter", new { take_back = 30m, reason = "退货" }))["invoice"]!;
        Assert.Equal((-30m, invoice), (await desk.FigureAsync("invoice", part, "amount"), (Guid)(await desk.Crm.ValueAsync("invoice", part, "red_of"))!));
        var refused = await desk.Crm.ActAsync("invoice", invoice, "red_letter", new { take_back = 70.01m, reason = "退货" });
        Assert.Equal("最多可红冲 ¥70.00", Assert.IsType<Invalid>(refused.Refusal).Problems.Single().Message.In(Language.Chinese));

        Assert.Equal(100m, await desk.FigureAsync("contract", contract, "invoiced_amount"));
        await desk.IssueAsync(part);
        Assert.Equal((70m, "issued"), (await desk.FigureAsync("contract", contract, "invoiced_amount"), await desk.Crm.ValueAsync("invoice", invoice, "status")));
        await desk.InvoiceAsync(contract, 30m);

        var rest = (Guid)(await desk.Crm.DoAsync("invoice", invoice, "red_letter", new { reason = "开票有误" }))["invoice"]!;
        await desk.IssueAsync(rest);
        Assert.Equal((30m, "red"), (await desk.FigureAsync("contract", contract, "invoiced_amount"), await desk.Crm.ValueAsync("invoice", invoice, "status")));
        Assert.NotNull((await desk.Crm.ActAsync("invoice", invoice, "red_letter", new { reason = "再来一次" })).Refusal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_special_invoice_needs_the_whole_title_and_the_code_is_checked(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var app = desk.Crm.App;
        var contract = await desk.SignedAsync(100m, (100m, 0));
        var title = await app.CreateAsync("invoice_title", new { account = desk.Account, uscc = MoneyDesk.CreditCode });
        Assert.Equal("上海华信精密机械有限公司", await desk.Crm.ValueAsync("invoice_title", title, "name"));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.CreateAsync("invoice", new { contract, amount = 10m, kind = "special" }));
        Assert.Contains("needs the bank account", refused.Message, StringComparison.Ordinal);
        await app.CreateAsync("invoice", new { contract, amount = 10m, kind = "digital_special" });
        Assert.Null(await app.UpdateAsync("invoice_title", title, new { address = "张江路 1 号", phone = "021-50001234", bank = "工商银行", bank_account = "10012345" }));
        var invoice = await app.CreateAsync("invoice", new { contract, amount = 10m, kind = "special" });
        Assert.Equal(("张江路 1 号 021-50001234", "工商银行 10012345"), (await desk.Crm.ValueAsync("invoice", invoice, "title_address"), await desk.Crm.ValueAsync("invoice", invoice, "title_bank")));
    }

    [Theory, OnEveryDatabase]
    public async Task Only_a_paper_invoice_of_this_month_can_be_void(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var contract = await desk.SignedAsync(100m, (100m, 0));
        var digital = await desk.IssuedAsync(contract, 10m);
        Assert.Equal("void_only_this_month", (await desk.Crm.ActAsync("invoice", digital, "void", new { reason = "错" })).Refusal!.Message.Code);

        var paper = await desk.InvoiceAsync(contract, 10m, "general");
        Assert.NotNull((await desk.Crm.ActAsync("invoice", paper, "issue", new { invoice_number = "123" })).Refusal);
        await desk.Crm.DoAsync("invoice", paper, "issue", new { invoice_number = "12345678" });
        await desk.Crm.DoAsync("invoice", paper, "void", new { reason = "抬头有误" });
        Assert.Equal(10m, await desk.FigureAsync("contract", contract, "invoiced_amount"));

        var later = await desk.InvoiceAsync(contract, 10m, "general");
        await desk.Crm.DoAsync("invoice", later, "issue", new { invoice_number = "12345679" });
        desk.Crm.App.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal("void_only_this_month", (await desk.Crm.ActAsync("invoice", later, "void", new { reason = "错" })).Refusal!.Message.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_issues_invoices_is_told_of_a_request_and_who_asked_of_what_became_of_it(TestDatabase database)
    {
        await using var desk = await MoneyDesk.StartAsync(database);
        var rep = await desk.Crm.PersonAsync("rep", "sales_rep");
        var finance = await desk.Crm.PersonAsync("finance", "finance");
        var contract = await desk.SignedAsync(100m, (100m, 0));
        await desk.Crm.DoAsync("contract", contract, "transfer", new { owner = rep.UserId });
        var title = await desk.Crm.App.CreateAsync("invoice_title", new { account = desk.Account, uscc = MoneyDesk.CreditCode, owner = rep.UserId });
        var invoice = await desk.Crm.App.CreateAsync("invoice", new { contract, amount = 10m, title, kind = "digital_general" }, rep);

        Assert.Equal(finance.UserId, Assert.Single(await desk.Crm.WhereAsync("notification", "kind", "invoice_requested")).Owner);
        await desk.Crm.DoAsync("invoice", invoice, "issue", new { invoice_number = MoneyDesk.Number(invoice) }, finance);
        Assert.Equal(rep.UserId, Assert.Single(await desk.Crm.WhereAsync("notification", "kind", "invoice_answered")).Owner);
    }

    [Theory]
    [InlineData("+8651255088056", "0512-55088056")]
    [InlineData("+862150801688", "021-50801688")]
    [InlineData("+8613800138000", "13800138000")]
    [InlineData("021-50001234", "021-50001234")]
    [InlineData("+14155550100", "+14155550100")]
    [InlineData(null, null)]
    public void Invoices_print_chinese_numbers_in_their_national_form(string? stored, string? printed) => Assert.Equal(printed, Tongke.Crm.Contracts.NationalPhone.Of(stored));
}
