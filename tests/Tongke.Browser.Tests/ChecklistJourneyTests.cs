using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>An administrator lists what is to be done in a stage; a deal goes on once it is ticked.</summary>
public sealed class ChecklistJourneyTests(TongkeInBrowser tongke)
{
    [Fact]
    public async Task A_checklist_is_listed_ordered_by_keys_and_ticked_where_a_deal_would_move_on()
    {
        await using var server = await ServerProcess.StartAsync(TestContext.Current.CancellationToken);
        await using var visitor = await tongke.VisitAsync(server: server);
        var page = visitor.Page;
        await page.GotoAsync("/");
        await visitor.SignInAsync("admin", ServerProcess.AdminPassword);
        var account = await People.MakeRecordAsync(visitor, "account", new { name = "清单客户" });
        var deal = await People.MakeRecordAsync(visitor, "opportunity", new { name = "清单商机", account });
        var stages = (await (await page.Context.APIRequest.GetAsync("/api/v1/stage?$filter=code eq 'lead'&$select=id")).JsonAsync())!.Value;

        await page.GotoAsync($"/o/stage/{stages.GetProperty("value")[0].GetProperty("id").GetString()}");
        await page.GetByRole(AriaRole.Button, new() { Name = "编辑工作清单" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "添加事项" }).ClickAtRestAsync();
        var last = dialog.GetByRole(AriaRole.Group).Last;
        await last.GetByRole(AriaRole.Textbox).First.FillAsync("核实营业执照");
        await last.GetByRole(AriaRole.Textbox).Last.FillAsync("Check the licence");
        await last.GetByText("必做").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "拖动“核实营业执照”" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Space");
        await visitor.ScreenshotAsync("checklist-editor");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAtRestAsync();
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "详细信息" })).ToContainTextAsync("核实营业执照");
        await Expect(page.GetByText("已更新“线索”的工作清单")).ToBeVisibleAsync();

        await page.GotoAsync($"/o/opportunity/{deal}");
        var checklist = page.GetByRole(AriaRole.Region, new() { Name = "工作清单" });
        await Expect(checklist).ToContainTextAsync("已完成 0/3");
        await Step(page, "初访").ClickAsync();
        await Expect(dialog).ToContainTextAsync("“线索”的工作清单还有必做事项未完成：核实营业执照");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAtRestAsync();
        await checklist.GetByRole(AriaRole.Checkbox, new() { Name = "核实营业执照" }).CheckAsync();
        await Expect(checklist).ToContainTextAsync("已完成 1/3");
        await visitor.ScreenshotAsync("checklist-deal");
        await Step(page, "初访").ClickAsync();
        await Expect(Step(page, "初访")).ToHaveAttributeAsync("aria-current", "step");
        Assert.Empty(visitor.Faults);
    }

    private static ILocator Step(IPage page, string name) => page.GetByRole(AriaRole.List, new() { Name = "销售阶段" }).GetByRole(AriaRole.Button).Filter(new() { HasText = name });
}
