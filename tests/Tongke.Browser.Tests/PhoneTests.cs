using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>What is done with one thumb, away from the desk.</summary>
public sealed class PhoneTests(TongkeInBrowser tongke)
{
    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_visit_is_checked_in_with_place_and_photo_and_told_on_the_customers_page()
    {
        await using var visitor = await VisitOnPhoneAsync();
        var page = visitor.Page;
        var account = await People.MakeRecordAsync(visitor, "account", new { name = "打卡机械有限公司", position = new { lat = 31.2304, lng = 121.4737 } });
        await page.Context.SetGeolocationAsync(new() { Latitude = 31.2308f, Longitude = 121.4737f, Accuracy = 12 });
        await page.GotoAsync($"/o/account/{account}");

        await page.GetByRole(AriaRole.Button, new() { Name = "拜访打卡" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("没有定位权限");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "拜访打卡" })).ToBeDisabledAsync();
        await visitor.ScreenshotAsync("check-in-refused");

        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "重试" }).ClickAtRestAsync();
        await Expect(dialog).ToContainTextAsync("精度约 12 米");
        await dialog.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "门头.png", MimeType = "image/png", Buffer = Photo });
        await dialog.GetByLabel("现场说明").FillAsync("门卫已登记");
        await visitor.ScreenshotAsync("check-in");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "拜访打卡" }).ClickAtRestAsync();
        await Expect(page.GetByText("已打卡，距客户")).ToBeVisibleAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "拜访 打卡机械有限公司" })).ToBeVisibleAsync();
        await Expect(page.GetByText("门卫已登记")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "门头.png" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "拜访 打卡机械有限公司" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "详细信息" }).ClickAsync();
        await Expect(page.GetByText("打卡时间").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "拜访打卡" })).ToHaveCountAsync(0);
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task The_next_step_of_a_deal_is_what_a_phone_urges_and_checking_in_stands_beside_it()
    {
        await using var visitor = await VisitOnPhoneAsync();
        var page = visitor.Page;
        var account = await People.MakeRecordAsync(visitor, "account", new { name = "一步在先机械有限公司" });
        var deal = await People.MakeRecordAsync(visitor, "opportunity", new { name = "一步在先商机", account });

        await page.GotoAsync($"/o/opportunity/{deal}");
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^推进到") }).First).ToHaveClassAsync(new Regex("ant-btn-color-primary"));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "拜访打卡" })).Not.ToHaveClassAsync(new Regex("ant-btn-color-primary"));
        await page.GotoAsync($"/o/account/{account}");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "拜访打卡" })).ToHaveClassAsync(new Regex("ant-btn-color-primary"));
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task A_swipe_completes_a_task_and_the_cards_menu_does_the_same()
    {
        await using var visitor = await VisitOnPhoneAsync();
        var page = visitor.Page;
        foreach (var subject in new[] { "滑动完成的任务", "菜单完成的任务" })
            await People.MakeRecordAsync(visitor, "task", new { subject });

        await page.GotoAsync("/o/task?view=mine&q=完成的任务");
        var swiped = page.Locator("[data-swipe]").Filter(new() { HasText = "滑动完成的任务" });
        await SwipeAsync(page, swiped, 140);
        await Expect(swiped).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await Expect(swiped).ToHaveCountAsync(1);

        var other = page.Locator("[data-swipe]").Filter(new() { HasText = "菜单完成的任务" });
        await SwipeAsync(page, other, 40); // not far enough to mean it
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await other.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "完成" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "完成" }).ClickAtRestAsync();
        await Expect(other).ToHaveCountAsync(0);
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task A_lead_given_by_a_rule_says_until_when_and_is_accepted_with_one_press()
    {
        await using var visitor = await VisitOnPhoneAsync();
        var page = visitor.Page;
        var me = (await (await page.Context.APIRequest.GetAsync("/api/session")).JsonAsync())!.Value.GetProperty("user").GetProperty("id").GetString();
        await People.MakeAsync(visitor, "lead_sender", "送线索的人", "boss");
        await People.MakeRecordAsync(visitor, "assignment_rule", new { name = "手机接收", condition = "company = \"手机接收公司\"", people = new[] { me }, accept_minutes = 30 });
        await using var sender = await tongke.VisitAsync();
        await sender.Page.GotoAsync("/");
        await sender.SignInAsync("lead_sender", People.Password);
        await Expect(sender.Page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        var lead = await People.MakeRecordAsync(sender, "lead", new { name = "等待接收", company = "手机接收公司" });

        await page.GotoAsync($"/o/lead/{lead}");
        await Expect(page.GetByRole(AriaRole.Timer)).ToContainTextAsync("前接收，还剩");
        await visitor.ScreenshotAsync("lead-accept");
        await page.GetByRole(AriaRole.Button, new() { Name = "接收", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Timer)).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "接收", Exact = true })).ToHaveCountAsync(0);
        Assert.Empty(visitor.Faults);
    }

    private async Task<Visitor> VisitOnPhoneAsync()
    {
        var visitor = await tongke.VisitAsync(width: 390, height: 844, isPhone: true);
        await visitor.Page.GotoAsync("/");
        await visitor.SignInAsync("admin", ServerProcess.AdminPassword);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        return visitor;
    }

    private static async Task SwipeAsync(IPage page, ILocator card, int by)
    {
        var box = (await card.BoundingBoxAsync())!;
        var (x, y) = (box.X + 60, box.Y + (box.Height / 2));
        var device = await page.Context.NewCDPSessionAsync(page);
        Task TouchAsync(string type, double at) => device.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = type == "touchEnd" ? Array.Empty<object>() : new object[] { new { x = at, y } } });
        await TouchAsync("touchStart", x);
        for (var step = 1; step <= 10; step++)
            await TouchAsync("touchMove", x + (by * step / 10.0));
        await TouchAsync("touchEnd", 0);
    }
}
