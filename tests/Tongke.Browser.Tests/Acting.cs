using Microsoft.Playwright;

namespace Tongke.Browser.Tests;

/// <summary>Taking an action of a record's page, wherever it stands: what one does next is a button of the header, the rest is in the menu beside them.</summary>
internal static class Acting
{
    private const int Tries = 20;

    /// <summary>Presses the action; its dialog opens, or it runs.</summary>
    public static async Task OpenActionAsync(this IPage page, string action)
    {
        var header = page.Locator("header");
        var button = header.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).First;
        var menu = header.GetByRole(AriaRole.Button, new() { Name = "更多" }).Last;
        var item = page.GetByRole(AriaRole.Menuitem, new() { Name = action, Exact = true });
        for (var i = 0; i < Tries; i++)
        {
            await menu.WaitForAsync();
            if (await IsThereAsync(button))
            {
                await button.ClickAsync();
                return;
            }

            // The page may have changed since: then the action stands elsewhere now, and it is looked for again.
            await menu.ClickAsync();
            if (await IsThereAsync(item))
            {
                await item.ClickAsync();
                return;
            }

            await page.Keyboard.PressAsync("Escape");
        }

        throw new TimeoutException($"There is no action “{action}”.");
    }

    /// <summary>Presses a button of a dialog once the dialog has grown into place: within its first frames it moves away under the pointer, and the click is lost.</summary>
    public static async Task ClickAtRestAsync(this ILocator button)
    {
        await button.WaitForAsync();
        await Assertions.Expect(button.Page.Locator(".ant-zoom-enter, .ant-zoom-appear")).ToHaveCountAsync(0);
        await button.ClickAsync();
    }

    private static async Task<bool> IsThereAsync(ILocator what)
    {
        try
        {
            await what.WaitForAsync(new() { Timeout = 700 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
