using Microsoft.Playwright;

namespace Tongke.Browser.Tests;

/// <summary>Taking an option of a list, the way it works while the list still moves and fills.</summary>
internal static class Choosing
{
    /// <summary>Takes an option of the list that is open.</summary>
    public static async Task ChooseAsync(this IPage page, string option)
    {
        var choice = page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").Filter(new() { HasText = option }).First;
        await choice.WaitForAsync();
        await choice.DispatchEventAsync("click");
    }

    /// <summary>Types what is looked for into a choice and takes the option.</summary>
    public static async Task ChooseAsync(this ILocator box, string typed, string option)
    {
        await box.FillAsync(typed);
        await box.Page.ChooseAsync(option);
    }
}
