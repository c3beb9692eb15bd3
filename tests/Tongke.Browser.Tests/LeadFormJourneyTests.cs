using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>Marketing makes a form with a channel; somebody scans its code on a phone and sends it; the salesperson has the lead, its origin and its score.</summary>
public sealed class LeadFormJourneyTests(TongkeInBrowser tongke)
{
    private static readonly object[] Criteria = [new { name = "a", label = new { zh = "有公司", en = "Has a company" }, formula = "NOT(ISBLANK(company))" }];
    private static readonly string[] Sent = ["form"];

    [Fact]
    public async Task A_scanned_form_is_a_lead_that_the_salesperson_has_with_its_source_and_score()
    {
        await using var administrator = await tongke.VisitAsAdministratorAsync();
        await People.MakeAsync(administrator, "form_rep", "接线索的销售", "sales_rep");
        await People.MakeRecordAsync(administrator, "score_rule", new { name = "有公司名称", name_en = "Has a company", kind = "fit", points = 15, criteria = Criteria });
        await People.MakeRecordAsync(administrator, "score_rule", new { name = "提交表单", name_en = "Sent a form", kind = "behaviour", points = 12, activities = Sent, days = 30 });
        var link = await MakeFormAsync(administrator);
        var salesperson = await People.FindAsync(administrator, "form_rep");
        await People.MakeRecordAsync(administrator, "assignment_rule", new { name = "旅程表单的线索", condition = "lead_form.name = \"旅程表单\"", people = new[] { salesperson }, position = 1, task_minutes = 30 });

        await using var phone = await tongke.VisitAsync(width: 390, height: 844, isPhone: true);
        await phone.Page.GotoAsync(new Uri(link).PathAndQuery);
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "预约旅程演示" })).ToBeVisibleAsync();
        Assert.True(await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await phone.ScreenshotAsync("lead-form-phone");
        await phone.Page.GetByLabel("姓名").FillAsync("旅程来客");
        await phone.Page.GetByLabel("手机").FillAsync("13811112222");
        await phone.Page.GetByLabel("公司名称").FillAsync("旅程机械有限公司");
        await phone.Page.WaitForTimeoutAsync(2_100); // Nobody is faster.
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "提交成功" })).ToBeVisibleAsync();
        Assert.Empty(phone.Faults);

        await using var foreigner = await tongke.VisitAsync("en-US", 390, 844, isPhone: true);
        await foreigner.Page.GotoAsync(new Uri(link).PathAndQuery);
        await Expect(foreigner.Page.GetByRole(AriaRole.Heading, new() { Name = "Book the journey" })).ToBeVisibleAsync();
        await foreigner.Page.GetByLabel("Name").FillAsync("Journey Guest");
        await foreigner.Page.GetByLabel("Mobile").FillAsync("13811113333");
        await foreigner.Page.WaitForTimeoutAsync(2_100);
        await foreigner.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(foreigner.Page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" })).ToBeVisibleAsync();

        await using var rep = await tongke.VisitAsync();
        await rep.Page.GotoAsync("/");
        await rep.SignInAsync("form_rep", People.Password);
        await Expect(rep.Page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        await rep.Page.GotoAsync("/o/lead");
        await rep.Page.GetByRole(AriaRole.Link, new() { Name = "旅程来客" }).First.ClickAsync();
        var score = rep.Page.GetByRole(AriaRole.Region, new() { Name = "线索评分" });
        await Expect(score).ToContainTextAsync("27", new() { Timeout = 60_000 });
        await Expect(score).ToContainTextAsync("有公司名称 +15");
        await Expect(score).ToContainTextAsync("今天提交表单 +12");
        await Expect(rep.Page.GetByText("工博会展台").First).ToBeVisibleAsync();
        await Expect(rep.Page.GetByText("官网").First).ToBeVisibleAsync();
        await rep.ScreenshotAsync("lead-score");
        Assert.Empty(rep.Faults);

        await rep.SpeakAsync("en");
        await rep.Page.ReloadAsync();
        await Expect(rep.Page.GetByRole(AriaRole.Region, new() { Name = "Lead score" })).ToContainTextAsync("Sent a form today +12");
        await administrator.Page.ReloadAsync();
        await administrator.Page.GetByRole(AriaRole.Tab, new() { Name = "链接与渠道" }).ClickAsync();
        await Expect(administrator.Page.GetByRole(AriaRole.Article, new() { Name = "工博会展台" })).ToContainTextAsync(new Regex("打开 2 · 提交 2"));
        await administrator.ScreenshotAsync("lead-form-links");
        Assert.Empty(administrator.Faults);
    }

    /// <summary>Makes a form and a channel that leads to it; the link of the channel's code.</summary>
    internal static async Task<string> MakeFormAsync(Visitor administrator)
    {
        var page = administrator.Page;
        await page.GotoAsync("/page/lead-forms");
        await page.GetByRole(AriaRole.Button, new() { Name = "新建表单" }).First.ClickAsync();
        await page.GetByLabel("表单名称").FillAsync("旅程表单");
        await page.Locator("[data-field=title_zh] input").FillAsync("预约旅程演示");
        await page.GetByLabel("英文标题").FillAsync("Book the journey");
        await Expect(page.FrameLocator("iframe[title=预览]").GetByRole(AriaRole.Heading, new() { Name = "预约旅程演示" })).ToBeVisibleAsync();
        await administrator.ScreenshotAsync("lead-form-designer");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByText("已保存“旅程表单”")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "链接与渠道" }).ClickAsync();
        await page.GetByLabel("渠道名称").FillAsync("工博会展台");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加渠道" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "“工博会展台”的二维码" })).ToBeVisibleAsync();
        return await page.GetByRole(AriaRole.Article, new() { Name = "工博会展台" }).GetByLabel("链接").InputValueAsync();
    }
}
