using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>From a deal to a quote that a customer accepts on a phone: priced, approved, printed, shared.</summary>
public sealed class QuoteJourneyTests(TongkeInBrowser tongke)
{
    [Fact]
    public async Task A_deal_becomes_a_quote_that_is_approved_sent_and_accepted_by_the_customer_on_a_phone()
    {
        await using var administrator = await tongke.VisitAsAdministratorAsync();
        await People.MakeAsync(administrator, "quote_chief", "报价审批人", "boss");
        await People.MakeAsync(administrator, "quote_seller", "报价销售", "sales_rep", await People.FindAsync(administrator, "quote_chief"));
        var product = await People.MakeRecordAsync(administrator, "product", new { name = "旅程焊接工作站", price = 10_000, unit = "套" });
        await using var seller = await ArriveAsync("quote_seller");
        var account = await People.MakeRecordAsync(seller, "account", new { name = "旅程报价客户" });
        var deal = await People.MakeRecordAsync(seller, "opportunity", new { name = "旅程报价商机", account });
        await People.MakeRecordAsync(seller, "opportunity_line", new { opportunity = deal, product, quantity = 2 });

        var page = seller.Page;
        await page.GotoAsync($"/o/opportunity/{deal}");
        await ActAsync(page, "生成报价单");
        await page.WaitForURLAsync("**/o/quote/**");
        var sheet = page.GetByRole(AriaRole.Region, new() { Name = "报价明细" });
        await Expect(sheet.GetByText("¥20,000").First).ToBeVisibleAsync();
        var discount = sheet.GetByLabel("优惠率（%）").First;
        await discount.FillAsync("20");
        await Expect(sheet.GetByText("¥16,000").First).ToBeVisibleAsync();
        await discount.PressAsync("Enter");
        await Expect(sheet.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await sheet.GetByLabel("名称与说明").Last.FillAsync("现场培训");
        await sheet.GetByLabel("单价（含税）").Last.FillAsync("500");
        await sheet.GetByLabel("单价（含税）").Last.PressAsync("Enter");
        await Expect(sheet.GetByText("¥16,500").First).ToBeVisibleAsync();
        await Expect(page.GetByText(new Regex("^20 ?%?$")).First).ToBeVisibleAsync();
        await seller.ScreenshotAsync("quote-sheet");
        await ActAsync(page, "提交审批");
        await Expect(page.GetByText("待审批").First).ToBeVisibleAsync();

        await using var chief = await ArriveAsync("quote_chief");
        await chief.Page.GotoAsync(page.Url);
        await ActAsync(chief.Page, "批准");
        await Expect(chief.Page.GetByText("已批准").First).ToBeVisibleAsync();

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "预览" }).ClickAsync();
        await Expect(page.Locator("canvas").First).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(800); // the drawing of a page tells nobody when it is done
        await seller.ScreenshotAsync("quote-preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "生成分享链接", Exact = true }).First.ClickAsync();
        var sending = page.GetByRole(AriaRole.Dialog);
        await sending.GetByLabel("发给谁").FillAsync("赵女士");
        await sending.GetByRole(AriaRole.Button, new() { Name = "生成分享链接", Exact = true }).ClickAtRestAsync();
        await Expect(sending.GetByText("发给：赵女士")).ToBeVisibleAsync();
        var shown = await sending.GetByRole(AriaRole.Textbox, new() { Name = "分享链接" }).InputValueAsync();
        await seller.ScreenshotAsync("quote-link");
        await sending.GetByRole(AriaRole.Button, new() { Name = "关闭" }).Last.ClickAsync();
        await Expect(sending).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Tab, new() { Name = "发送与跟踪" }).ClickAsync();
        var link = await page.GetByRole(AriaRole.Link, new() { Name = "打开" }).GetAttributeAsync("href");
        Assert.Equal(shown, link);

        await using var office = await tongke.VisitAsync(width: 1280, height: 1000);
        await office.Page.GotoAsync(link!);
        await Expect(office.Page.GetByRole(AriaRole.Heading, new() { Name = "报价单" })).ToBeVisibleAsync();
        await office.ScreenshotAsync("quote-shared-zh");

        await using var customer = await tongke.VisitAsync("en-US", 390, 844, isPhone: true);
        await customer.Page.GotoAsync($"{link}?lang=en");
        await Expect(customer.Page.GetByText("¥16,500.00").First).ToBeVisibleAsync();
        await customer.Page.ScreenshotAsync(new() { Path = Path.Combine(BuildPaths.ScreenshotFolder, "quote-shared-phone.png"), FullPage = true });
        var answer = customer.Page.Locator("form", new() { HasText = "Accept quotation" });
        await customer.Page.GetByRole(AriaRole.Link, new() { Name = "Accept quotation" }).ClickAsync();
        await Expect(answer.GetByLabel("Your name")).ToBeInViewportAsync();
        await answer.GetByLabel("Your name").FillAsync("Ms. Zhao");
        await answer.GetByRole(AriaRole.Checkbox).CheckAsync();
        await answer.GetByRole(AriaRole.Button, new() { Name = "Accept quotation" }).ClickAsync();
        await Expect(customer.Page.GetByText("Ms. Zhao has accepted this quotation.")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Expect(page.GetByText("已接受").First).ToBeVisibleAsync();
        await seller.ScreenshotAsync("quote-accepted");
        Assert.Empty(seller.Faults);
        Assert.Empty(chief.Faults);
        Assert.Empty(customer.Faults);
        Assert.Empty(office.Faults);
    }

    /// <summary>Runs an action of the record's page, confirming what it asks.</summary>
    private static async Task ActAsync(IPage page, string action)
    {
        await page.OpenActionAsync(action);
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAtRestAsync();
        try
        {
            await Expect(dialog).ToHaveCountAsync(0);
        }
        catch (PlaywrightException)
        {
            Assert.Fail($"{action} is not done; the dialog says: {await dialog.InnerTextAsync()}");
        }
    }

    private async Task<Visitor> ArriveAsync(string login)
    {
        var visitor = await tongke.VisitAsync();
        await visitor.Page.GotoAsync("/");
        await visitor.SignInAsync(login, People.Password);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        return visitor;
    }
}
