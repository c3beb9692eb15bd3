using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>The page on which everybody begins.</summary>
public sealed class WorkBenchTests(TongkeInBrowser tongke)
{
    [Fact]
    public async Task The_days_list_says_why_and_the_next_step_is_one_press_away()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        await PersonAsync(visitor, "bench.rep", "卞一鸣", "sales_rep");
        await using var rep = await SignInAsync("bench.rep");
        var page = rep.Page;
        var yesterday = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var account = await People.MakeRecordAsync(rep, "account", new { name = "今日要事机械有限公司" });
        var deal = await People.MakeRecordAsync(rep, "opportunity", new { name = "今日要事改造项目", account, amount = 320_000, close_date = yesterday[..10], engage_date = "2026-01-01" });
        await People.MakeRecordAsync(rep, "task", new { subject = "给客户回电", due_at = yesterday, opportunity = deal });

        await page.GotoAsync("/");
        var item = page.Locator("[data-card=today] li").Filter(new() { HasText = "今日要事改造项目" }).First;
        await Expect(item).ToContainTextAsync("任务“给客户回电”逾期");
        await Expect(item).ToContainTextAsync("成交日期已过");
        await rep.ScreenshotAsync("work-bench");
        await item.GetByRole(AriaRole.Button, new() { Name = "完成任务“给客户回电”" }).ClickAsync();
        await Expect(item).Not.ToContainTextAsync("给客户回电");
        await Expect(page.Locator("[data-card=tasks]")).ToContainTextAsync("没有待办任务");
        await item.GetByRole(AriaRole.Button, new() { Name = "记录跟进：今日要事改造项目" }).ClickAsync();
        var noted = page.GetByRole(AriaRole.Dialog).Locator("[data-field]");
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("[data-field=opportunity]")).ToContainTextAsync("今日要事改造项目");
        await Expect(noted).ToHaveCountAsync(5);
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("[data-field=subject] input")).ToHaveValueAsync("");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "更多字段" }).ClickAtRestAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("[data-field=outcome]")).ToBeVisibleAsync();
        Assert.Empty(rep.Faults);
    }

    [Fact]
    public async Task Cards_are_moved_by_key_and_by_hand_widened_removed_and_stay_so_in_another_browser()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        await PersonAsync(visitor, "bench.arranger", "安排", "sales_rep");
        await using var rep = await SignInAsync("bench.arranger");
        var page = rep.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "布置工作台" }).ClickAsync();
        var later = page.GetByRole(AriaRole.Button, new() { Name = "后移“今日要事”" });
        await later.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-card]").First).ToHaveAttributeAsync("data-card", "tasks");
        await Expect(page.GetByText("“今日要事”移到第 2 位")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "“我的任务”占满一行" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "“我的任务”占半行" })).ToBeEnabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "移除“最近浏览”" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "恢复默认" })).ToBeVisibleAsync();

        await DragAsync(page, "拖动“本周日程”", "[data-card=tasks]");
        await Expect(page.Locator("[data-card]").First).ToHaveAttributeAsync("data-card", "calendar");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加卡片" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "视图" }).ClickAtRestAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "添加卡片" }).ClickAtRestAsync();
        await Expect(page.Locator("[data-card=view]")).ToBeVisibleAsync();
        await rep.ScreenshotAsync("work-bench-arranging");
        await page.GetByRole(AriaRole.Button, new() { Name = "完成", Exact = true }).ClickAsync();

        await using var elsewhere = await rep.VisitAnewAsync();
        await elsewhere.Page.GotoAsync("/");
        await Expect(elsewhere.Page.Locator("[data-card=view]")).ToBeVisibleAsync();
        await Expect(elsewhere.Page.Locator("[data-card]").First).ToHaveAttributeAsync("data-card", "calendar");
        await Expect(elsewhere.Page.Locator("[data-card=recent]")).ToHaveCountAsync(0);

        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "布置工作台" }).ClickAsync();
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "恢复默认" }).ClickAsync();
        await Expect(elsewhere.Page.Locator("[data-card]").First).ToHaveAttributeAsync("data-card", "today");
        Assert.Empty(rep.Faults);
        Assert.Empty(elsewhere.Faults);
    }

    [Fact]
    public async Task What_an_administrator_lays_out_for_a_role_is_what_its_people_begin_with()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        await PersonAsync(visitor, "bench.service", "客服小白", "service");
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "布置工作台" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "布置谁的工作台" }).ClickAsync();
        await page.GetByText("客服的默认工作台").Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "移除“本周日程”" }).ClickAsync();
        await Expect(page.Locator("[data-card=calendar]")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "添加卡片" })).ToBeEnabledAsync();

        await using var service = await SignInAsync("bench.service");
        await Expect(service.Page.Locator("[data-card=tasks]")).ToBeVisibleAsync();
        await Expect(service.Page.Locator("[data-card=calendar]")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Faults);
    }

    private static Task PersonAsync(Visitor administrator, string login, string name, string role) => People.MakeAsync(administrator, login, name, role);

    private async Task<Visitor> SignInAsync(string login)
    {
        var visitor = await tongke.VisitAsync();
        await visitor.Page.GotoAsync("/");
        await visitor.SignInAsync(login, People.Password);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        return visitor;
    }

    private static async Task DragAsync(IPage page, string handle, string target)
    {
        var from = (await page.GetByRole(AriaRole.Button, new() { Name = handle }).BoundingBoxAsync())!;
        var to = (await page.Locator(target).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + 24, new() { Steps = 20 });
        await page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + 12, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }
}
