using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>Nothing that somebody typed is lost, and what was done can be taken back.</summary>
public sealed class ChangingTogetherTests(TongkeInBrowser tongke)
{
    [Fact]
    public async Task Two_who_change_the_same_field_are_asked_which_value_stays()
    {
        await using var ann = await tongke.VisitAsAdministratorAsync();
        await MakeProductsAsync(ann, "同改产品", 1);
        await using var ben = await ann.VisitAnewAsync();
        foreach (var page in new[] { ann.Page, ben.Page })
        {
            await page.GotoAsync("/o/product?view=all&q=同改产品");
            await page.GetByRole(AriaRole.Gridcell).GetByRole(AriaRole.Link, new() { Name = "同改产品 0" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "同改产品 0" })).ToBeVisibleAsync();
        }

        await EditPriceAsync(ann.Page, "11");
        await EditPriceAsync(ben.Page, "22");
        await PriceOf(ben.Page).PressAsync("Enter");
        await Expect(ben.Page.GetByText("已更新“同改产品 0”的标准单价")).ToBeVisibleAsync();

        await PriceOf(ann.Page).PressAsync("Enter");
        var dialog = ann.Page.GetByRole(AriaRole.Dialog);
        foreach (var value in new[] { "¥10", "¥11", "¥22" })
            await Expect(dialog.GetByRole(AriaRole.Table)).ToContainTextAsync(value);
        await ann.ScreenshotAsync("conflict");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "¥22" }).ClickAtRestAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "按所选保存" }).ClickAtRestAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(ann.Page.GetByRole(AriaRole.Complementary, new() { Name = "详细信息" })).ToContainTextAsync("¥22");

        Assert.Empty(ann.Faults);
        Assert.Empty(ben.Faults);
    }

    [Fact]
    public async Task Many_records_are_changed_together_and_as_they_were_with_one_click()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        await MakeProductsAsync(visitor, "批量产品", 60);
        await page.GotoAsync("/o/product?view=all&q=批量产品&cols=name,series");
        var boxes = page.GetByRole(AriaRole.Gridcell).GetByRole(AriaRole.Checkbox);
        await boxes.Nth(1).ClickAsync();
        await boxes.Nth(4).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(page.GetByText("已选 4 条")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "全选" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "选择符合条件的全部 60 条" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "批量编辑" }).ClickAsync();

        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox).First.ChooseAsync("产品系列", "产品系列");
        await dialog.Locator("[data-field=series] input").FillAsync("工业");
        await Expect(dialog).ToContainTextAsync("将修改 60 条产品的产品系列");
        await visitor.ScreenshotAsync("bulk-edit");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "修改 60 条" }).ClickAtRestAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        var changed = page.GetByRole(AriaRole.Gridcell).Filter(new() { HasText = "工业" });
        await Expect(changed.First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await Expect(page.GetByText("已撤销，恢复了 60 条记录")).ToBeVisibleAsync();
        await Expect(changed).ToHaveCountAsync(0);

        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task A_deleted_record_comes_back_and_a_form_that_was_left_keeps_what_was_typed()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        await MakeProductsAsync(visitor, "误删产品", 1);
        await page.GotoAsync("/o/product?view=all&q=误删产品");
        await page.GetByRole(AriaRole.Button, new() { Name = "“误删产品 0”的更多操作" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "删除" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Gridcell).GetByRole(AriaRole.Link, new() { Name = "误删产品 0" });
        await Expect(row).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await Expect(row).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "新建产品" }).First.ClickAsync();
        var name = page.GetByRole(AriaRole.Dialog).Locator("[data-field=name] input");
        await name.FillAsync("写到一半");
        await page.GotoAsync("/o/product?view=all&new=1");
        await Expect(name).ToHaveValueAsync("写到一半");

        Assert.Empty(visitor.Faults);
    }

    private static async Task EditPriceAsync(IPage page, string price)
    {
        await page.GetByRole(AriaRole.Complementary, new() { Name = "详细信息" }).GetByRole(AriaRole.Button, new() { Name = "编辑标准单价" }).ClickAsync();
        await PriceOf(page).FillAsync(price);
    }

    private static ILocator PriceOf(IPage page) => page.GetByRole(AriaRole.Complementary, new() { Name = "详细信息" }).GetByRole(AriaRole.Spinbutton);

    private static async Task MakeProductsAsync(Visitor visitor, string name, int count)
    {
        await Expect(visitor.Page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        var api = visitor.Page.Context.APIRequest;
        var session = (await (await api.GetAsync("/api/session")).JsonAsync())!.Value;
        var requests = Enumerable.Range(0, count).Select(i => new { id = $"{i}", method = "POST", url = "/product", body = new { name = $"{name} {i}", price = 10 } });
        var answer = await api.PostAsync("/api/v1/$batch", new() { DataObject = new { requests }, Headers = new Dictionary<string, string> { ["X-CSRF"] = session.GetProperty("csrf").GetString()! } });
        Assert.True(answer.Ok, await answer.TextAsync());
    }
}
