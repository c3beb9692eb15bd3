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

    private static async Task<string> StageAsync(IPage page) =>
        (await (await page.Context.APIRequest.GetAsync("/api/v1/stage?$filter=code eq 'payment'&$select=id")).JsonAsync())!.Value.GetProperty("value")[0].GetProperty("id").GetString()!;
}
