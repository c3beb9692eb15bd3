using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using static Tongke.Browser.Tests.MoneySteps;

namespace Tongke.Browser.Tests;

/// <summary>From a won deal to the money in the bank and back: contract, plan, signature, two payments, invoice, red-letter invoice.</summary>
public sealed class MoneyJourneyTests(TongkeInBrowser tongke)
{
    private const string Deal = "旅程产线改造";

    [Fact]
    public async Task A_won_deal_becomes_a_contract_that_is_paid_in_two_parts_invoiced_and_taken_back()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        var account = await People.MakeRecordAsync(visitor, "account", new { name = "旅程精密机械有限公司" });
        await People.MakeRecordAsync(visitor, "invoice_title", new { account, uscc = CreditCode, is_default = true });
        var deal = await People.MakeRecordAsync(visitor, "opportunity", new { name = Deal, account, amount = 100_000.01m, stage = await StageAsync(page) });

        await page.GotoAsync($"/o/opportunity/{deal}");
        await ActAsync(page, "赢单");
        await ActAsync(page, "生成合同");
        await page.WaitForURLAsync(new Regex("/o/contract/"));
        await Expect(Figure(page, "合同状态")).ToContainTextAsync("草稿");
        var contract = page.Url;

        await PlanAndSignAsync(visitor);
        await PayAsync(visitor, contract, "30000");
        await Expect(Figure(page, "已回款")).ToContainTextAsync("30,000");
        await PayAsync(visitor, contract, "70000.01");
        await Expect(Figure(page, "已回款")).ToContainTextAsync("100,000.01");
        await visitor.ScreenshotAsync("contract-paid");

        await InvoiceAsync(visitor, contract, 100_000.01m);
        await page.GotoAsync(contract);
        await Expect(Figure(page, "已开票（含申请）")).ToContainTextAsync("100,000.01");
        await visitor.ScreenshotAsync("contract-invoiced");
        await TakeBackAsync(visitor, contract);

        await page.GotoAsync("/page/ageing");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "账龄分析" })).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("ageing");
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task A_signed_contract_offers_to_win_its_open_deal_and_begins_a_payment_with_what_is_due()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var (page, dialog) = (visitor.Page, visitor.Page.GetByRole(AriaRole.Dialog));
        var account = await People.MakeRecordAsync(visitor, "account", new { name = "签约赢单装备有限公司" });
        var opportunity = await People.MakeRecordAsync(visitor, "opportunity", new { name = "签约即赢的商机", account, amount = 1000, stage = await StageAsync(page) });
        var today = DateTime.UtcNow.Date;
        var contract = await People.MakeRecordAsync(visitor, "contract", new
        {
            account, opportunity, amount = 1000, plans = new[] { new { name = "首付", due_date = $"{today.AddDays(-9):yyyy-MM-dd}", amount = 300 }, new { name = "尾款", due_date = $"{today.AddDays(60):yyyy-MM-dd}", amount = 700 } },
        });

        await page.GotoAsync($"/o/contract/{contract}");
        foreach (var action in new[] { "提交审批", "批准", "登记签署" })
            await ActAsync(page, action);
        await Expect(page.Locator("header").GetByRole(AriaRole.Button, new() { Name = "商机赢单", Exact = true })).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("contract-win-deal");
        await page.OpenActionAsync("商机赢单");
        await Expect(dialog).ToContainTextAsync("签约即赢的商机");
        await Expect(dialog.Locator("[data-field=amount] input").First).ToHaveValueAsync(new Regex(@"^1,?000(\.00)?$"));
        await visitor.ScreenshotAsync("contract-win-deal-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "赢单", Exact = true }).ClickAtRestAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Locator("header").GetByRole(AriaRole.Button, new() { Name = "商机赢单", Exact = true })).ToHaveCountAsync(0);

        await page.OpenActionAsync("登记收款");
        await Expect(dialog.Locator("[data-field=amount] input").First).ToHaveValueAsync(new Regex("^300(\\.00)?$"));
        await visitor.ScreenshotAsync("payment-due");
        Assert.Empty(visitor.Faults);
    }

    private static async Task<string> StageAsync(IPage page) =>
        (await (await page.Context.APIRequest.GetAsync("/api/v1/stage?$filter=code eq 'payment'&$select=id")).JsonAsync())!.Value.GetProperty("value")[0].GetProperty("id").GetString()!;
}
