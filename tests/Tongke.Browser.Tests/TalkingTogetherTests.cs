using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>Two people on one record: they see each other, talk, and are told.</summary>
public sealed class TalkingTogetherTests(TongkeInBrowser tongke)
{
    [Fact]
    public async Task Who_is_mentioned_in_a_comment_is_told_at_once_and_answers_where_it_was_said()
    {
        await using var admin = await tongke.VisitAsAdministratorAsync();
        await People.MakeAsync(admin, "lin.comments", "林评论", "boss");
        var record = await People.MakeRecordAsync(admin, "account", new { name = "评论测试机械有限公司" });
        await using var lin = await tongke.VisitAsync();
        await lin.Page.GotoAsync("/o/product?view=all");
        await lin.SignInAsync("lin.comments", People.Password);
        await Expect(lin.Page.GetByRole(AriaRole.Button, new() { Name = "消息" })).ToBeVisibleAsync();

        var page = admin.Page;
        await page.GotoAsync($"/o/account/{record}?write=comment");
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "写评论，输入 @ 提到同事" });
        await box.ClickAsync();
        await box.PressSequentiallyAsync("@林评");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "林评论" }).ClickAsync();
        await box.PressSequentiallyAsync("请看一下报价");
        await page.GetByRole(AriaRole.Button, new() { Name = "评论", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("@林评论 请看一下报价");

        // The bell counts without a reload; the message leads to the record.
        await lin.Page.GetByRole(AriaRole.Button, new() { Name = "消息" }).Filter(new() { HasText = "1" }).ClickAsync();
        await lin.ScreenshotAsync("notifications");
        await lin.Page.GetByRole(AriaRole.Link, new() { Name = "评论测试机械有限公司" }).ClickAsync();
        await Expect(lin.Page.GetByRole(AriaRole.Heading, new() { Name = "评论测试机械有限公司" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "林评论也在查看" })).ToBeVisibleAsync();

        var said = lin.Page.GetByRole(AriaRole.Article);
        await said.GetByRole(AriaRole.Button, new() { Name = "添加表情" }).ClickAsync();
        await lin.Page.GetByRole(AriaRole.Button, new() { Name = "已处理" }).ClickAsync();
        await said.GetByRole(AriaRole.Button, new() { Name = "回复" }).ClickAsync();
        await lin.Page.GetByRole(AriaRole.Textbox, new() { Name = "回复管理员" }).FillAsync("已经发给客户");
        await said.GetByRole(AriaRole.Button, new() { Name = "回复", Exact = true }).Last.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("已经发给客户");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "已处理：林评论" })).ToBeVisibleAsync();
        await admin.ScreenshotAsync("comments");
        Assert.Empty(admin.Faults);
        Assert.Empty(lin.Faults);
    }

    [Fact]
    public async Task One_changes_and_takes_back_ones_own_comment_and_restores_what_a_field_was()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        var record = await People.MakeRecordAsync(visitor, "product", new { name = "历史产品", price = 10 });
        await page.GotoAsync($"/o/product/{record}");
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "写评论，输入 @ 提到同事" });
        await box.FillAsync("第一版");
        await page.Keyboard.PressAsync("Control+Enter");
        var said = page.GetByRole(AriaRole.Article);
        await Expect(said).ToContainTextAsync("第一版");
        await said.GetByRole(AriaRole.Button, new() { Name = "评论的更多操作" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "编辑" }).ClickAsync();
        await said.GetByRole(AriaRole.Textbox).FillAsync("第二版");
        await said.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(said).ToContainTextAsync("第二版");
        await said.GetByRole(AriaRole.Button, new() { Name = "评论的更多操作" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "删除" }).ClickAsync();
        await Expect(said).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await Expect(said).ToContainTextAsync("第二版");

        var details = page.GetByRole(AriaRole.Complementary, new() { Name = "详细信息" });
        await details.GetByRole(AriaRole.Button, new() { Name = "编辑标准单价" }).ClickAsync();
        await details.GetByRole(AriaRole.Spinbutton).FillAsync("25");
        await page.Keyboard.PressAsync("Enter");
        await Expect(details).ToContainTextAsync("¥25");
        await page.GetByRole(AriaRole.Button, new() { Name = "将标准单价恢复为修改前的值" }).ClickAsync();
        await Expect(details).ToContainTextAsync("¥10");
        Assert.Empty(visitor.Faults);
    }
}
