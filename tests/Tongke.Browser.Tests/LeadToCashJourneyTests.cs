using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tongke.Storage;
using Tongke.Testing;
using static Microsoft.Playwright.Assertions;
using static Tongke.Browser.Tests.MoneySteps;

namespace Tongke.Browser.Tests;

/// <summary>The whole way: a code is scanned at a fair, and it ends with the last payment and a red-letter invoice.</summary>
public sealed class LeadToCashJourneyTests(TongkeInBrowser tongke)
{
    private const string Company = "全程旅程机械有限公司";
    private const string Seller = "全程销售";

    [Theory, OnEveryDatabase]
    public async Task A_scanned_code_becomes_a_lead_a_deal_a_quote_a_contract_money_and_a_red_letter_invoice(TestDatabase database)
    {
        string[] options = database.NewLocation() is DatabaseLocation.PostgresSchema postgres ? ["--database", postgres.ConnectionString] : [];
        await using var server = await ServerProcess.StartAsync(TestContext.Current.CancellationToken, options);
        await using var administrator = await ArriveAsync(server, "admin", ServerProcess.AdminPassword);
        await People.MakeAsync(administrator, "whole_rep", Seller, "sales_rep");
        var product = await People.MakeRecordAsync(administrator, "product", new { name = "全程焊接工作站", price = 10_000, unit = "套" });
        var link = await LeadFormJourneyTests.MakeFormAsync(administrator);
        await People.MakeRecordAsync(administrator, "assignment_rule", new { name = "展台线索", people = new[] { await People.FindAsync(administrator, "whole_rep") }, position = 1, accept_minutes = 30 });

        await ScanAndSendAsync(server, link);
        await using var seller = await ArriveAsync(server, "whole_rep", People.Password);
        var deal = await AcceptAndConvertAsync(seller);
        await PrepareAsync(seller, deal, product);
        var quote = await QuoteAsync(seller, deal);
        await AcceptAsCustomerAsync(seller, server, quote);

        await seller.Page.GotoAsync($"/o/opportunity/{deal}");
        await ActAsync(seller.Page, "赢单");
        await Expect(Step(seller.Page, "赢单")).ToHaveAttributeAsync("aria-current", "step");
        await seller.Page.GotoAsync(quote);
        await ActAsync(seller.Page, "生成合同");
        await seller.Page.WaitForURLAsync(new Regex("/o/contract/"));
        var contract = seller.Page.Url;

        await TitleAsync(administrator, contract);
        await administrator.Page.GotoAsync(contract);
        await PlanAndSignAsync(administrator);
        await DeliverAsync(administrator);
        await PayAsync(administrator, contract, "6000");
        await PayAsync(administrator, contract, "14000");
        await Expect(Figure(administrator.Page, "未回款")).ToHaveTextAsync(new Regex("¥0(\\.00)?$"));
        await administrator.ScreenshotAsync($"lead-to-cash-paid-{database}");
        await InvoiceAsync(administrator, contract, 20_000m);
        await TakeBackAsync(administrator, contract);
        Assert.Empty(administrator.Faults);
        Assert.Empty(seller.Faults);
    }

    private async Task ScanAndSendAsync(ServerProcess server, string link)
    {
        Assert.Contains("/c/", link, StringComparison.Ordinal);
        await using var phone = await tongke.VisitAsync(width: 390, height: 844, server: server, isPhone: true);
        await phone.Page.GotoAsync(new Uri(link).PathAndQuery);
        await phone.Page.GetByLabel("姓名").FillAsync("全程来客");
        await phone.Page.GetByLabel("手机").FillAsync("13811114444");
        await phone.Page.GetByLabel("公司名称").FillAsync(Company);
        await phone.Page.WaitForTimeoutAsync(2_100); // Nobody is faster.
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "提交成功" })).ToBeVisibleAsync();
        Assert.Empty(phone.Faults);
    }

    /// <summary>The lead that was given to the salesperson, accepted in time and made a customer; the deal's id.</summary>
    private static async Task<string> AcceptAndConvertAsync(Visitor seller)
    {
        var (page, dialog) = (seller.Page, seller.Page.GetByRole(AriaRole.Dialog));
        await page.GotoAsync("/o/lead");
        await page.GetByRole(AriaRole.Link, new() { Name = "全程来客" }).First.ClickAsync();
        await Expect(page.GetByText("工博会展台").First).ToBeVisibleAsync();
        await ActAsync(page, "接收");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "接收", Exact = true })).ToHaveCountAsync(0);
        await seller.ScreenshotAsync("lead-to-cash-accepted");
        await page.OpenActionAsync("转为客户");
        await dialog.Locator("[data-field=opportunity_name] input").FillAsync("全程旅程商机");
        await dialog.Locator("[data-field=amount] input").First.FillAsync("20000");
        await dialog.Locator("[data-field=close_date] input").FillAsync("2027-03-01");
        await dialog.Locator("[data-field=close_date] input").PressAsync("Enter");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "转为客户" }).ClickAtRestAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        var deals = (await (await page.Context.APIRequest.GetAsync("/api/v1/opportunity?$filter=name eq '全程旅程商机'&$select=id")).JsonAsync())!.Value;
        return deals.GetProperty("value")[0].GetProperty("id").GetString()!;
    }

    /// <summary>Through the first stages, with what each asks for: a call, a product, the one who decides.</summary>
    private static async Task PrepareAsync(Visitor seller, string deal, string product)
    {
        var page = seller.Page;
        await page.GotoAsync($"/o/opportunity/{deal}");
        await MoveAsync(page, "初访");
        await page.Locator(".ant-segmented-item").Filter(new() { HasText = "电话" }).ClickAsync();
        await page.GetByPlaceholder("写一条跟进").FillAsync("电话里谈了预算和时间");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Tabpanel)).ToContainTextAsync("电话里谈了预算和时间");
        await MoveAsync(page, "方案");
        await People.MakeRecordAsync(seller, "opportunity_line", new { opportunity = deal, product, quantity = 2 });
        var contacts = (await (await page.Context.APIRequest.GetAsync("/api/v1/contact?$filter=name eq '全程来客'&$select=id")).JsonAsync())!.Value;
        await People.ChangeAsync(seller, "contact", contacts.GetProperty("value")[0].GetProperty("id").GetString()!, new { decision_role = "decision_maker" });
        await page.ReloadAsync();
        await MoveAsync(page, "报价");
        await seller.ScreenshotAsync("lead-to-cash-deal");
    }

    private static async Task<string> QuoteAsync(Visitor seller, string deal)
    {
        var page = seller.Page;
        await page.GotoAsync($"/o/opportunity/{deal}");
        await ActAsync(page, "生成报价单");
        await page.WaitForURLAsync(new Regex("/o/quote/"));
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "报价明细" }).GetByText("¥20,000").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "生成分享链接", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "生成分享链接", Exact = true }).ClickAtRestAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox, new() { Name = "分享链接" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "关闭" }).Last.ClickAtRestAsync();
        return page.Url.Split('?')[0];
    }

    private async Task AcceptAsCustomerAsync(Visitor seller, ServerProcess server, string quote)
    {
        await seller.Page.GotoAsync($"{quote}?tab=links");
        await seller.Page.GetByRole(AriaRole.Tab, new() { Name = "发送与跟踪" }).ClickAsync();
        var link = await seller.Page.GetByRole(AriaRole.Link, new() { Name = "打开" }).GetAttributeAsync("href");
        await using var customer = await tongke.VisitAsync("en-US", 390, 844, server, isPhone: true);
        await customer.Page.GotoAsync($"{link}?lang=en");
        var answer = customer.Page.Locator("form", new() { HasText = "Accept quotation" });
        await answer.GetByLabel("Your name").FillAsync("Ms. Zhao");
        await answer.GetByRole(AriaRole.Checkbox).CheckAsync();
        await answer.GetByRole(AriaRole.Button, new() { Name = "Accept quotation" }).ClickAsync();
        await Expect(customer.Page.GetByText("Ms. Zhao has accepted this quotation.")).ToBeVisibleAsync();
        Assert.Empty(customer.Faults);
    }

    /// <summary>The customer's title for invoices, which only finance keeps.</summary>
    private static async Task TitleAsync(Visitor administrator, string contract)
    {
        var id = contract.Split('?')[0].Split('/')[^1];
        var account = (await (await administrator.Page.Context.APIRequest.GetAsync($"/api/v1/contract/{id}?$select=account")).JsonAsync())!.Value.GetProperty("account");
        await People.MakeRecordAsync(administrator, "invoice_title", new { account = account.GetString(), uscc = CreditCode, is_default = true });
    }

    private static async Task DeliverAsync(Visitor administrator)
    {
        var page = administrator.Page;
        await ActAsync(page, "生成订单");
        await page.WaitForURLAsync(new Regex("/o/sales_order/"));
        var order = page.Url;
        await ActAsync(page, "确认订单");
        await ActAsync(page, "全部发货");
        await page.WaitForURLAsync(new Regex("/o/delivery/")); // what was made is shown
        await page.GotoAsync(order);
        await Expect(Figure(page, "发货状态")).ToContainTextAsync("全部发货");
        await administrator.ScreenshotAsync("lead-to-cash-delivered");
    }

    private static async Task MoveAsync(IPage page, string step)
    {
        await Step(page, step).ClickAsync();
        await Expect(Step(page, step)).ToHaveAttributeAsync("aria-current", "step");
    }

    private static ILocator Step(IPage page, string name) => page.GetByRole(AriaRole.List, new() { Name = "销售阶段" }).GetByRole(AriaRole.Button).Filter(new() { HasText = name });

    private async Task<Visitor> ArriveAsync(ServerProcess server, string login, string password)
    {
        var visitor = await tongke.VisitAsync(server: server);
        await visitor.Page.GotoAsync("/");
        await visitor.SignInAsync(login, password);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        return visitor;
    }
}
