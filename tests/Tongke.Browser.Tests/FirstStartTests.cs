using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

public sealed class FirstStartTests(TongkeInBrowser tongke)
{
    private const string Password = "Misty-Harbour-9-Lantern";

    [Fact]
    public async Task The_printed_link_makes_the_administrator_who_can_leave_and_come_back()
    {
        await using var server = await ServerProcess.StartUnclaimedAsync(TestContext.Current.CancellationToken);
        await using var visitor = await tongke.VisitAsync(server: server);
        var page = visitor.Page;

        await page.GotoAsync(await server.FindSetUpLinkAsync(TestContext.Current.CancellationToken));
        await page.GetByLabel("企业名称").FillAsync("远山科技有限公司");
        await page.GetByLabel("你的姓名").FillAsync("林晓");
        await page.Locator("input[type=password]").FillAsync(Password);
        await visitor.ScreenshotAsync("set-up");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始使用" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        await Expect(page.GetByText("还没有进行中的商机")).ToBeVisibleAsync();
        await Expect(page.GetByText("远山科技有限公司")).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("first-home");

        await page.GetByRole(AriaRole.Button, new() { Name = "林晓的个人菜单" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "退出登录" }).ClickAsync();
        await visitor.SignInAsync("admin", "not-the-password");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("账号或密码不正确");
        await visitor.ScreenshotAsync("wrong-password");
        await visitor.SignInAsync("admin", Password);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();

        Assert.Empty(visitor.Faults);
    }
}
