using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

public sealed partial class DealJourneyTests(TongkeInBrowser tongke)
{
    private const string Account = "青禾包装机械有限公司";
    private const string Deal = "青禾包装线改造";

    [Fact]
    public async Task A_deal_is_entered_found_corrected_moved_lost_and_counted()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();

        await EnterAccountAsync(visitor);
        await EnterDealAsync(visitor);
        await FindBySearchAsync(visitor);
        await CorrectAmountInItsCellAsync(visitor);
        await LearnWhatAStageAsksForAsync(visitor);
        await LoseAsync(visitor);
        await FindBehindTheFigureAsync(visitor);

        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task The_chance_of_a_deal_shows_with_its_stage_and_stays_as_somebody_typed_it()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        var stages = (await (await page.Context.APIRequest.GetAsync("/api/v1/stage?$filter=code eq 'quote' or code eq 'contract'&$orderby=position&$select=id,name,probability")).JsonAsync())!.Value.GetProperty("value");
        string Chance(int index) => stages[index].GetProperty("probability").GetDecimal().ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
        await page.GotoAsync("/o/opportunity?new=1");
        var form = page.GetByRole(AriaRole.Dialog);
        var probability = form.Locator("[data-field=probability] input");
        async Task StageAsync(int index) => await form.Locator("[data-field=stage]").GetByRole(AriaRole.Combobox).ChooseAsync(stages[index].GetProperty("name").GetString()!, stages[index].GetProperty("name").GetString()!);
        await StageAsync(0);
        await Expect(probability).ToHaveValueAsync(Chance(0));
        await StageAsync(1);
        await Expect(probability).ToHaveValueAsync(Chance(1));
        await visitor.ScreenshotAsync("deal-chance");

        await probability.FillAsync("12");
        await StageAsync(0);
        await Expect(form.Locator("[data-field=stage]")).ToContainTextAsync(stages[0].GetProperty("name").GetString()!);
        await Expect(probability).ToHaveValueAsync("12");
        Assert.Empty(visitor.Faults);
    }

    private static async Task EnterAccountAsync(Visitor visitor)
    {
        var (page, form) = (visitor.Page, visitor.Page.GetByRole(AriaRole.Dialog));
        await page.GotoAsync("/o/account?view=all");
        await page.GetByRole(AriaRole.Button, new() { Name = "新建客户" }).First.ClickAsync();

        await form.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAtRestAsync();
        await Expect(form.Locator("[data-field=name]").GetByRole(AriaRole.Alert)).ToContainTextAsync("客户名称");
        await visitor.ScreenshotAsync("account-refused");

        await form.Locator("[data-field=name] input").FillAsync(Account);
        await Expect(form.Locator("[data-field=name]").GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await form.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAtRestAsync();
        await Expect(page.GetByRole(AriaRole.Gridcell).GetByRole(AriaRole.Link, new() { Name = Account })).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("account-list");
    }

    private static async Task EnterDealAsync(Visitor visitor)
    {
        var (page, form) = (visitor.Page, visitor.Page.GetByRole(AriaRole.Dialog));
        await page.GotoAsync("/o/opportunity?view=all");
        await page.GetByRole(AriaRole.Button, new() { Name = "新建商机" }).First.ClickAsync();
        await form.Locator("[data-field=name] input").FillAsync(Deal);
        await form.Locator("[data-field=account] input").FillAsync("青禾");
        await ChooseAsync(page, Account);
        await form.Locator("[data-field=amount] input").First.FillAsync("68000");
        await visitor.ScreenshotAsync("deal-form");
        await form.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAtRestAsync();
        await Expect(form).ToHaveCountAsync(0);
        await Expect(DealLink(page)).ToBeVisibleAsync();
    }

    private static async Task FindBySearchAsync(Visitor visitor)
    {
        var page = visitor.Page;
        var search = page.GetByLabel("搜索商机");
        await search.FillAsync("没有这个名字");
        await Expect(page.GetByText("没有符合条件的商机")).ToBeVisibleAsync();
        await search.FillAsync("包装线");
        await Expect(DealLink(page)).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("deal-list-found");
    }

    private static async Task CorrectAmountInItsCellAsync(Visitor visitor)
    {
        var cell = visitor.Page.GetByRole(AriaRole.Gridcell).Filter(new() { HasText = "68,000" });
        await cell.DblClickAsync();
        var input = visitor.Page.GetByRole(AriaRole.Gridcell).GetByRole(AriaRole.Spinbutton);
        await input.FillAsync("72000");
        await input.PressAsync("Enter");
        await Expect(visitor.Page.GetByRole(AriaRole.Gridcell).Filter(new() { HasText = "72,000" })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText($"已更新“{Deal}”的商机金额")).ToBeVisibleAsync();
    }

    private static async Task LearnWhatAStageAsksForAsync(Visitor visitor)
    {
        var (page, dialog) = (visitor.Page, visitor.Page.GetByRole(AriaRole.Dialog));
        await DealLink(page).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Deal })).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("deal");

        await Step(page, "报价").ClickAsync();
        await Expect(dialog).ToContainTextAsync("预计成交日期");
        await visitor.ScreenshotAsync("stage-refused");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAtRestAsync();
        await Expect(Step(page, "线索")).ToHaveAttributeAsync("aria-current", "step");

        await Step(page, "初访").ClickAsync();
        await Expect(Step(page, "初访")).ToHaveAttributeAsync("aria-current", "step");
    }

    private static async Task LoseAsync(Visitor visitor)
    {
        var (page, dialog) = (visitor.Page, visitor.Page.GetByRole(AriaRole.Dialog));
        // Won and lost are one choice at the end of the path.
        await Expect(Step(page, "输单")).ToHaveCountAsync(0);
        await Step(page, "结束").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "赢单" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "输单" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "输单" }).ClickAtRestAsync();
        await Expect(dialog.Locator("[data-field=loss_reason]").GetByRole(AriaRole.Alert)).ToContainTextAsync("输单原因");

        await dialog.Locator("[data-field=loss_reason]").GetByRole(AriaRole.Combobox).ClickAsync();
        await ChooseAsync(page, "价格");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "输单" }).ClickAtRestAsync();
        await Expect(Step(page, "输单")).ToHaveAttributeAsync("aria-current", "step");
        await visitor.ScreenshotAsync("deal-lost");
    }

    private static async Task FindBehindTheFigureAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Navigation, new() { Name = "导航菜单" }).GetByRole(AriaRole.Link, new() { Name = "销售概览" }).ClickAsync();
        var reason = page.GetByRole(AriaRole.Link, new() { NameRegex = PriceAsReason() });
        await Expect(reason).ToContainTextAsync("1");
        await visitor.ScreenshotAsync("sales-home");
        await reason.ClickAsync();
        await Expect(DealLink(page)).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("behind-the-figure");
    }

    /// <summary>Takes an option of the open list at once: the list still moves and fills while a mouse would look for its place.</summary>
    private static async Task ChooseAsync(IPage page, string option)
    {
        var choice = page.Locator(".ant-select-item-option").Filter(new() { HasText = option });
        await choice.WaitForAsync();
        await choice.DispatchEventAsync("click");
    }

    private static ILocator DealLink(IPage page) => page.GetByRole(AriaRole.Gridcell).GetByRole(AriaRole.Link, new() { Name = Deal });

    private static ILocator Step(IPage page, string name) => page.GetByRole(AriaRole.List, new() { Name = "销售阶段" }).GetByRole(AriaRole.Button).Filter(new() { HasText = name });

    /// <summary>The reason with how often it was given; the price books of the menu begin with the same word.</summary>
    [System.Text.RegularExpressions.GeneratedRegex("^价格\\s*\\d")]
    private static partial System.Text.RegularExpressions.Regex PriceAsReason();
}
