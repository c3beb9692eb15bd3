using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

public sealed class LiveTests(TongkeInBrowser tongke)
{
    /// <summary>What people are promised: others' changes within two seconds; a machine busy with other tests gets more. In milliseconds.</summary>
    private const float Soon = 15_000;

    [Fact]
    public async Task What_one_person_enters_another_sees_in_their_list_without_reloading()
    {
        const string Account = "同步精密仪器有限公司";
        await using var reader = await tongke.VisitAsAdministratorAsync();
        await using var writer = await tongke.VisitAsAdministratorAsync();
        await reader.Page.GotoAsync("/o/account?view=all");
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "客户", Level = 1 })).ToBeVisibleAsync();

        var form = writer.Page.GetByRole(AriaRole.Dialog);
        await writer.Page.GotoAsync("/o/account?view=all");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "新建客户" }).First.ClickAsync();
        await form.Locator("[data-field=name] input").FillAsync(Account);
        await form.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        var seen = reader.Page.GetByRole(AriaRole.Gridcell).GetByRole(AriaRole.Link, new() { Name = Account });
        await Expect(seen).ToBeVisibleAsync(new() { Timeout = Soon });
        Assert.Empty(reader.Faults);
    }
}
