using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

public sealed class ShellTests(TongkeInBrowser tongke)
{
    [Fact]
    public async Task The_language_changes_at_once_and_back()
    {
        // The language stays with the person, so this one is nobody else's.
        await using var administrator = await tongke.VisitAsAdministratorAsync();
        await People.MakeAsync(administrator, "lin.language", "林语言", "boss");
        await using var visitor = await tongke.VisitAsync();
        var page = visitor.Page;
        await page.GotoAsync("/");
        await visitor.SignInAsync("lin.language", People.Password);

        await ChooseLanguageAsync(page, "语言", "English");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Home" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Deals", Exact = true })).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("english");
        await ChooseLanguageAsync(page, "Language", "中文");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();

        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task On_a_phone_the_menu_lies_within_reach_of_the_thumb_and_nothing_is_wider_than_the_screen()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync(width: 390, height: 844);
        var page = visitor.Page;
        var bar = page.GetByRole(AriaRole.Navigation, new() { Name = "导航菜单" });

        await Expect(bar).ToBeVisibleAsync();
        Assert.InRange((await bar.BoundingBoxAsync())!.Y, 700, 844);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("phone-home");
        foreach (var address in new[] { "/o/account?view=all", "/o/opportunity?view=board" })
        {
            await page.GotoAsync(address);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{address} scrolls sideways.");
            await visitor.ScreenshotAsync($"phone{address.Split('?')[0].Replace('/', '-')}");
        }

        Assert.Empty(visitor.Faults);
    }

    private static async Task ChooseLanguageAsync(IPage page, string menu, string language)
    {
        await page.Locator("aside button[aria-label*=林语言]").ClickAsync();
        // By keys, as the menu can be walked by them: a pointer that rests while the menu moves into place hovers over something else.
        await page.GetByRole(AriaRole.Menuitem, new() { Name = menu }).PressAsync("ArrowRight");
        var choice = page.GetByRole(AriaRole.Menuitem, new() { Name = language });
        await Expect(choice).ToBeVisibleAsync();
        await choice.PressAsync("Enter");
    }

    [Fact]
    public async Task With_reduced_motion_a_menu_opens_inside_the_window()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        var account = await People.MakeRecordAsync(visitor, "account", new { name = "静水轴承有限公司" });
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync($"/o/account/{account}");
        await page.Locator("header").GetByRole(AriaRole.Button, new() { Name = "更多" }).Last.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.Empty(visitor.Faults);
    }
}
