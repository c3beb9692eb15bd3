using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>Cards under the steps they stand at.</summary>
public sealed class BoardTests(TongkeInBrowser tongke)
{
    /// <summary>The column that lies at a place across; the dragged card itself is still part of the one it came from.</summary>
    private const string Under = "x => [...document.querySelectorAll('[data-column]')].find(c => c.getBoundingClientRect().left <= x && x < c.getBoundingClientRect().right)?.dataset.column";

    [Fact]
    public async Task A_card_lands_where_it_is_let_go_while_the_board_scrolls_and_a_phone_begins_where_cards_are()
    {
        const string Board = "/o/task?view=mine&as=board&group=status&filter=subject eq '看板边缘的任务'";
        await using var visitor = await tongke.VisitAsAdministratorAsync(width: 820, height: 700);
        var page = visitor.Page;
        await People.MakeRecordAsync(visitor, "task", new { subject = "看板边缘的任务" });
        await page.GotoAsync(Board);
        var card = page.GetByRole(AriaRole.Article).Filter(new() { HasText = "看板边缘的任务" });
        var (from, row) = ((await card.BoundingBoxAsync())!, (await page.Locator("[data-columns]").BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 60, from.Y + from.Height - 8);
        await page.Mouse.DownAsync();
        var (x, y) = (row.X + row.Width - 6, from.Y + 20);
        await page.Mouse.MoveAsync(x, y, new() { Steps = 10 });

        // Held at the edge, the board scrolls on below the pointer until its last column lies there.
        await page.WaitForFunctionAsync("() => { const row = document.querySelector('[data-columns]'); return row.scrollLeft + row.clientWidth >= row.scrollWidth - 1; }");
        var under = await page.EvaluateAsync<string>(Under, (double)(x - 40));
        await page.Mouse.MoveAsync(x - 40, y);
        await page.Mouse.UpAsync();
        Assert.Equal("cancelled", under);
        await Expect(page.Locator($"[data-column='{under}']").GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-column=todo]").GetByRole(AriaRole.Article)).ToHaveCountAsync(0);

        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync(Board);
        await Expect(card).ToBeInViewportAsync(new() { Ratio = 1 });
        await visitor.ScreenshotAsync("board-phone");
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task Steps_that_a_board_leaves_out_are_places_to_drop_on_and_say_so()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync(width: 1600);
        var page = visitor.Page;
        var account = await People.MakeRecordAsync(visitor, "account", new { name = "看板赢单公司" });
        await People.MakeRecordAsync(visitor, "opportunity", new { name = "看板赢单", account, amount = 9000 });
        await page.GotoAsync("/o/opportunity?view=board&q=看板赢单");
        var (won, card) = (page.GetByRole(AriaRole.Region, new() { Name = "赢单" }), page.GetByRole(AriaRole.Article).Filter(new() { HasText = "看板赢单" }));
        await Expect(won).ToContainTextAsync("不在本视图中");
        await Expect(won.GetByText("暂无")).ToHaveCountAsync(0);
        await visitor.ScreenshotAsync("board-left-out");
        await card.DragToAsync(won, new() { Steps = 15, SourcePosition = new() { X = 60, Y = 60 } });
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "赢单" })).ToBeVisibleAsync();

        await page.GotoAsync("/o/opportunity?view=board&filter=&q=看板赢单");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "赢单" })).ToContainTextAsync("暂无");
        Assert.Empty(visitor.Faults);
    }
}
