using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>The forms that every object's list takes, and cells that behave as a spreadsheet's.</summary>
public sealed class ListShapeTests(TongkeInBrowser tongke)
{
    [Fact]
    public async Task A_table_stands_in_groups_with_subtotals_and_is_kept_for_everybody_as_a_view()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        foreach (var (industry, size) in new[] { ("manufacturing", 100), ("manufacturing", 250), ("education", 40) })
            await People.MakeRecordAsync(visitor, "account", new { name = $"分组{industry}{size}", industry, employees = size });
        await page.GotoAsync("/o/account?view=all&q=分组&cols=name,industry,employees");

        await page.GetByRole(AriaRole.Button, new() { Name = "展示方式" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "分组" }).ChooseAsync("所属行业", "所属行业");
        await page.Keyboard.PressAsync("Escape");
        var heads = page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Button);
        await Expect(heads).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { Has = heads.First }).First).ToContainTextAsync("350");
        await visitor.ScreenshotAsync("groups");
        var link = page.GetByRole(AriaRole.Link, new() { Name = "分组manufacturing100" });
        await Expect(link).ToBeVisibleAsync();
        await heads.First.ClickAsync();
        await Expect(link).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "另存为视图" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "视图名称" }).FillAsync("按行业分组");
        await page.GetByRole(AriaRole.Radio, new() { Name = "所有人可见" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "按行业分组", Exact = true })).ToHaveAttributeAsync("aria-current", "page");

        await People.MakeAsync(visitor, "lin.views", "林视图", "boss");
        await using var lin = await tongke.VisitAsync();
        await lin.Page.GotoAsync(new Uri(page.Url).PathAndQuery);
        await lin.SignInAsync("lin.views", People.Password);
        await Expect(lin.Page.GetByRole(AriaRole.Rowheader).First).ToBeVisibleAsync();
        Assert.Empty(visitor.Faults);
        Assert.Empty(lin.Faults);
    }

    [Fact]
    public async Task Years_are_written_as_years_and_neither_they_nor_settings_are_added_up()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        foreach (var (year, size) in new[] { (2001, 1000), (2015, 500) })
            await People.MakeRecordAsync(visitor, "account", new { name = $"年份{year}", year_established = year, employees = size });
        await page.GotoAsync($"/o/account?view=all&cols=name,year_established,employees&filter={Uri.EscapeDataString("startswith(name,'年份')")}");
        await Expect(page.GetByRole(AriaRole.Gridcell, new() { Name = "2015", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("1,500")).ToBeVisibleAsync();
        await Expect(page.GetByText("4,016")).ToHaveCountAsync(0);
        await Expect(page.GetByText("4016")).ToHaveCountAsync(0);
        await visitor.ScreenshotAsync("years");

        await page.GotoAsync("/o/stage?view=all");
        await Expect(page.GetByRole(AriaRole.Gridcell).First).ToBeVisibleAsync();
        await Expect(page.GetByText("合计")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task A_block_of_a_spreadsheet_is_pasted_filled_down_and_taken_back()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        for (var i = 0; i < 3; i++)
            await People.MakeRecordAsync(visitor, "product", new { name = $"粘贴产品 {i}", price = 10 });
        await page.GotoAsync("/o/product?view=all&q=粘贴产品&cols=name,series,price&sort=name");
        ILocator Cell(int row, int column) => page.Locator($"[data-cell='{row}:{column}']");
        await Expect(Cell(2, 0)).ToContainTextAsync("粘贴产品 2");

        await Cell(0, 1).ClickAsync();
        await Cell(0, 1).EvaluateAsync("(cell, text) => { const data = new DataTransfer(); data.setData('text/plain', text); cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }", "工业\t1,200\r\n民用\t30\r\n");
        await Expect(Cell(0, 2)).ToContainTextAsync("¥1,200");
        await Expect(Cell(1, 1)).ToContainTextAsync("民用");
        await Expect(page.GetByText("已粘贴 4 个单元格")).ToBeVisibleAsync();

        await Cell(1, 1).ClickAsync();
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await page.Keyboard.PressAsync("Control+d");
        await Expect(Cell(2, 1)).ToContainTextAsync("民用");
        await Expect(page.GetByText("已填充 1 个单元格")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).Last.ClickAsync();
        await Expect(Cell(2, 1)).Not.ToContainTextAsync("民用");
        await visitor.ScreenshotAsync("sheet");
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task A_task_is_dragged_to_another_day_of_the_calendar_and_records_are_walked_beside_their_list()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        await People.MakeRecordAsync(visitor, "task", new { subject = "日历上的任务", due_at = "2031-05-14T02:00:00Z" });
        await page.GotoAsync("/o/task?view=all&as=calendar&date=due_at&month=2031-05");
        await Expect(page.Locator("[data-day='2031-05-14']")).ToContainTextAsync("日历上的任务");
        await page.GetByRole(AriaRole.Link, new() { Name = "日历上的任务" }).DragToAsync(page.Locator("[data-day='2031-05-16']"), new() { Steps = 10 });
        await Expect(page.Locator("[data-day='2031-05-16']")).ToContainTextAsync("日历上的任务");
        await visitor.ScreenshotAsync("calendar");
        await page.GetByRole(AriaRole.Button, new() { Name = "下个月" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2031年6月" })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(page.Locator("[data-day='2031-05-16']")).ToContainTextAsync("日历上的任务");

        foreach (var name in new[] { "分栏甲", "分栏乙" })
            await People.MakeRecordAsync(visitor, "product", new { name, price = 1 });
        await page.GotoAsync("/o/product?view=all&as=split&q=分栏");
        var rows = page.GetByRole(AriaRole.Option);
        await rows.First.ClickAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(rows.Nth(1)).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = await rows.Nth(1).Locator("strong").InnerTextAsync() })).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("split");
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task What_is_kept_at_hand_and_what_was_looked_at_last_stands_in_the_menu()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        var (kept, seen) = (await People.MakeRecordAsync(visitor, "product", new { name = "常看的产品", price = 1 }), await People.MakeRecordAsync(visitor, "product", new { name = "看过的产品", price = 1 }));
        var menu = page.GetByRole(AriaRole.Navigation, new() { Name = "导航菜单" });
        await page.GotoAsync($"/o/product/{kept}");
        await page.GetByRole(AriaRole.Button, new() { Name = "收藏到菜单" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "取消收藏" })).ToBeVisibleAsync();
        await page.GotoAsync($"/o/product/{seen}");
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = "看过的产品" })).ToBeVisibleAsync();
        await menu.GetByRole(AriaRole.Link, new() { Name = "常看的产品" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "常看的产品" })).ToBeVisibleAsync();
        Assert.Empty(visitor.Faults);
    }
}
