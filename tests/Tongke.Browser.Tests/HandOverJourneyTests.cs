using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>A colleague leaves: an administrator hands over the work, looks at what became of it, and takes it back.</summary>
public sealed class HandOverJourneyTests(TongkeInBrowser tongke)
{
    [Fact]
    public async Task A_leavers_work_is_handed_over_from_the_people_page_in_three_clicks_and_taken_back()
    {
        await using var administrator = await tongke.VisitAsAdministratorAsync();
        var page = administrator.Page;
        await People.MakeAsync(administrator, "handover_heir", "接手的同事", "sales_rep");
        await People.MakeAsync(administrator, "handover_leaver", "要走的同事", "sales_rep");
        await using var leaver = await tongke.VisitAsync();
        await leaver.Page.GotoAsync("/");
        await leaver.SignInAsync("handover_leaver", People.Password);
        await People.MakeRecordAsync(leaver, "lead", new { name = "交接线索一" });
        await People.MakeRecordAsync(leaver, "lead", new { name = "交接线索二" });

        await page.GotoAsync("/admin/people");
        await page.GetByRole(AriaRole.Button, new() { Name = "要走的同事", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "交接工作…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Table, new() { Name = "交接内容" }).GetByRole(AriaRole.Row)).ToHaveCountAsync(1);
        await Expect(dialog.GetByLabel("停用要走的同事的账号并收回访问权限")).ToBeCheckedAsync();
        await page.Keyboard.TypeAsync("接手");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".ant-select-dropdown:visible")).ToHaveCountAsync(0); // nothing lies over what comes next
        await administrator.ScreenshotAsync("hand-over");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "交接 2 条记录" }).ClickAtRestAsync();
        await Expect(page.GetByText("将交接 2 条记录，并立即停用要走的同事的账号")).ToBeVisibleAsync();
        await Expect(page.Locator(".ant-zoom-big-enter, .ant-zoom-big-appear")).ToHaveCountAsync(0);
        await administrator.ScreenshotAsync("hand-over-ask");
        await page.GetByRole(AriaRole.Button, new() { Name = "交接并停用" }).ClickAtRestAsync();
        await Expect(dialog.GetByText("要走的同事的账号已停用")).ToBeVisibleAsync();
        await Expect(dialog.GetByText("已交接 2 条记录")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await administrator.ScreenshotAsync("hand-over-done");

        // The leaver is out at once.
        await leaver.Page.GotoAsync("/o/lead");
        await Expect(leaver.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true })).ToBeVisibleAsync(new() { Timeout = 15_000 });

        await dialog.GetByRole(AriaRole.Button, new() { Name = "撤销交接" }).ClickAtRestAsync();
        await Expect(dialog.GetByText("已撤回 2 条记录")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await dialog.GetByRole(AriaRole.Link, new() { Name = "查看交接记录" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "要走的同事 → 接手的同事" })).ToBeVisibleAsync();
        Assert.Empty(administrator.Faults);
    }

    [Fact]
    public async Task A_hand_over_begins_from_the_palette_the_menu_and_the_persons_page()
    {
        await using var administrator = await tongke.VisitAsAdministratorAsync();
        var page = administrator.Page;
        await People.MakeAsync(administrator, "handover_mover", "调岗的同事", "sales_rep");
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+K");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Combobox).FillAsync("离职");
        await page.GetByRole(AriaRole.Option, new() { Name = "新建工作交接" }).ClickAsync();
        var asked = page.GetByRole(AriaRole.Dialog, new() { Name = "交接同事的工作" });
        await Expect(asked.GetByLabel("交接谁的工作")).ToBeVisibleAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAtRestAsync();

        await page.GotoAsync("/o/hand_over");
        await page.GetByRole(AriaRole.Button, new() { Name = "新建工作交接" }).First.ClickAsync(); // a list without any offers it once more
        await Expect(page.GetByLabel("交接谁的工作")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("调岗");
        await Expect(page.Locator(".ant-select-item-option-active")).ToContainTextAsync("调岗的同事");
        await page.Keyboard.PressAsync("Enter");
        var named = page.GetByRole(AriaRole.Dialog, new() { Name = "交接调岗的同事的工作" });
        await Expect(named.GetByText("停用调岗的同事的账号并收回访问权限")).ToBeVisibleAsync();
        await administrator.ScreenshotAsync("hand-over-whose");
        await named.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAtRestAsync();

        Assert.Empty(administrator.Faults);
    }
}
