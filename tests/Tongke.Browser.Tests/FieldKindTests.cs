using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>A field of every type, filled in, read, corrected where it is read, and found again.</summary>
public sealed class FieldKindTests(TongkeInBrowser tongke)
{
    private const string Pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>";

    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC");

    [Fact]
    public async Task Every_kind_of_field_is_typed_read_corrected_and_filtered()
    {
        await using var server = await ServerProcess.StartAsync(TestContext.Current.CancellationToken, "--demo");
        await using var visitor = await tongke.VisitAsync(server: server);
        var page = visitor.Page;
        await page.GotoAsync("/");
        await visitor.SignInAsync("admin", ServerProcess.AdminPassword);
        await Expect(page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        await SpecimenObject.MakeAsync(visitor);

        await page.GotoAsync("/o/specimen?view=all");
        await page.GetByRole(AriaRole.Button, new() { Name = "新建样品" }).First.ClickAsync();
        var form = page.GetByRole(AriaRole.Dialog);
        await TypeTextsAndNumbersAsync(form);
        await TypeChoicesAsync(form);
        await TypeLinksAndLinesAsync(form);
        await GiveFilesAsync(form);
        await visitor.ScreenshotAsync("kinds-form");
        await form.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAtRestAsync();
        await Expect(form).ToHaveCountAsync(0);

        await ReadAndCorrectAsync(visitor);
        await FilterAsync(page);
        await ReadOnAPhoneAsync(visitor);
        Assert.Empty(visitor.Faults);
    }

    private static async Task TypeTextsAndNumbersAsync(ILocator form)
    {
        ILocator Input(string field) => form.Locator($"[data-field={field}] input").First;
        await Input("name").FillAsync("轴承样品");
        await form.Locator("[data-field=a_long] textarea").FillAsync("第一行\n第二行");
        var rich = form.Locator("[data-field=a_rich]");
        await rich.GetByRole(AriaRole.Textbox).ClickAsync();
        await rich.GetByRole(AriaRole.Button, new() { Name = "加粗" }).ClickAsync();
        await rich.GetByRole(AriaRole.Textbox).PressSequentiallyAsync("加粗的字");

        await Input("a_integer").FillAsync("-3");
        await Expect(form.Locator("[data-field=a_integer]").GetByRole(AriaRole.Alert)).ToHaveTextAsync("整数不能小于 0");
        await Input("a_integer").FillAsync("3");
        await Expect(form.Locator("[data-field=a_integer]").GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        foreach (var (field, typed) in new[] { ("a_decimal", "1.125"), ("a_money", "1234.5"), ("a_percent", "62.5"), ("a_phone", "13800138000"), ("a_email", "a@example.com"), ("a_url", "https://example.com"), ("a_geo", "31.23, 121.47"), ("a_secret", "机密一二三"), ("a_duration", "很久") })
            await Input(field).FillAsync(typed);
        foreach (var (field, typed) in new[] { ("a_date", "2026-11-30"), ("a_datetime", "2026-11-30 09:30"), ("a_time", "09:30") })
        {
            await Input(field).FillAsync(typed);
            await Input(field).PressAsync("Enter");
        }

        await form.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAtRestAsync();
        await Expect(form.Locator("[data-field=a_duration]").GetByRole(AriaRole.Alert)).ToContainTextAsync("1 小时 30 分");
        await Input("a_duration").FillAsync("1小时30分");
        await form.Locator("[data-field=a_json] textarea").FillAsync("{\"a\": [1, 2]}");
        await form.Locator("[data-field=a_boolean]").GetByRole(AriaRole.Switch).ClickAsync();
        await form.Locator("[data-field=a_rating] .ant-rate-star").Nth(3).ClickAsync();
    }

    private static async Task TypeChoicesAsync(ILocator form)
    {
        ILocator Box(string field) => form.Locator($"[data-field={field}]").GetByRole(AriaRole.Combobox).First;
        await Box("a_select").ClickAsync();
        await form.Page.ChooseAsync("水果");
        await Box("a_child_select").ClickAsync();
        await form.Page.ChooseAsync("苹果");
        await Expect(form.Locator("[data-field=a_child_select]")).ToContainTextAsync("苹果");
        await Box("a_select").ClickAsync();
        await form.Page.ChooseAsync("饮料");
        await Expect(form.Locator("[data-field=a_child_select]")).Not.ToContainTextAsync("苹果");
        await Box("a_child_select").ClickAsync();
        await form.Page.ChooseAsync("茶");
        await Box("a_multi").ClickAsync();
        await form.Page.ChooseAsync("甲");
        await form.Page.ChooseAsync("丙");
        await Box("a_tags").PressSequentiallyAsync("急，大客户，");

        var address = form.Locator("[data-field=a_address] input");
        await address.Nth(0).ChooseAsync("江苏", "江苏省");
        await address.Nth(1).ChooseAsync("南京", "南京市");
        await address.Nth(2).ChooseAsync("玄武", "玄武区");
        await address.Nth(3).FillAsync("中山路 1 号");
    }

    private static async Task TypeLinksAndLinesAsync(ILocator form)
    {
        ILocator Box(string field) => form.Locator($"[data-field={field}]").GetByRole(AriaRole.Combobox).First;
        await Box("a_user").ChooseAsync("管理员", "管理员");
        await Box("a_department").ClickAsync();
        await form.Page.ChooseAsync("");
        await Box("a_lookup").ClickAsync();
        await form.Page.ChooseAsync("");
        await Box("a_lookups").ClickAsync();
        await form.Page.ChooseAsync("");
        var reference = form.Locator("[data-field=a_reference]").GetByRole(AriaRole.Combobox);
        await reference.Nth(0).ClickAsync();
        await form.Page.ChooseAsync("产品");
        await reference.Nth(1).ClickAsync();
        await form.Page.ChooseAsync("");

        var lines = form.Locator("[data-field=a_items]");
        foreach (var (row, name, quantity) in new[] { (0, "螺丝", "1"), (1, "螺母", "5") })
        {
            await lines.GetByRole(AriaRole.Button, new() { Name = "添加一行" }).ClickAsync();
            var inputs = lines.Locator("tbody tr").Nth(row).Locator("input");
            await inputs.Nth(0).FillAsync(name);
            await inputs.Nth(1).FillAsync(quantity);
        }

        await Expect(lines.Locator("tfoot")).ToContainTextAsync("6");
    }

    private static async Task GiveFilesAsync(ILocator form)
    {
        await form.Locator("[data-field=a_file] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "合同.pdf", MimeType = "application/pdf", Buffer = Encoding.ASCII.GetBytes(Pdf) });
        await Expect(form.Locator("[data-field=a_file]")).ToContainTextAsync("合同.pdf");
        await form.Locator("[data-field=a_image] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "照片.png", MimeType = "image/png", Buffer = Png });
        await Expect(form.Locator("[data-field=a_image]")).ToContainTextAsync("照片.png");
    }

    private static async Task ReadAndCorrectAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Gridcell).GetByRole(AriaRole.Link, new() { Name = "轴承样品" }).ClickAsync();
        var details = page.GetByRole(AriaRole.Complementary, new() { Name = "详细信息" });
        foreach (var shown in new[] { "第二行", "加粗的字", "1.125", "¥1,234.50", "62.5%", "11月30日", "09:30", "1 小时 30 分", "饮料", "茶", "甲", "丙", "大客户", "138 0013 8000", "江苏省 南京市 玄武区 中山路 1 号", "31.23000, 121.47000", "管理员", "合同.pdf", "YP-", "\"a\"", "••••••" })
            await Expect(details).ToContainTextAsync(shown);
        await Expect(details.Locator("strong", new() { HasText = "加粗的字" })).ToBeVisibleAsync();
        await Expect(Row(details, "公式")).ToContainTextAsync("6");
        await Expect(Row(details, "数量合计")).ToHaveTextAsync("数量合计6");
        await visitor.ScreenshotAsync("kinds-record");
        await page.GetByRole(AriaRole.Tab, new() { Name = "明细", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Tabpanel)).ToContainTextAsync("螺母");
        await visitor.ScreenshotAsync("kinds-record-lines");

        await details.GetByRole(AriaRole.Button, new() { Name = "查看完整加密文本" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("核对信息");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "查看" }).ClickAtRestAsync();
        await Expect(details).ToContainTextAsync("机密一二三");

        await details.GetByRole(AriaRole.Button, new() { Name = "合同.pdf" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("canvas")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await details.GetByRole(AriaRole.Button, new() { Name = "编辑时长" }).ClickAsync();
        await details.Locator("input").FillAsync("2:00");
        await details.Locator("input").PressAsync("Enter");
        await Expect(Row(details, "时长")).ToContainTextAsync("2 小时");

        await page.GetByRole(AriaRole.Tab, new() { Name = "文件" }).ClickAsync();
        await page.GetByLabel("上传文件").Last.SetInputFilesAsync([new FilePayload { Name = "报价.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("100") }, new FilePayload { Name = "现场.png", MimeType = "image/png", Buffer = Png }]);
        foreach (var name in new[] { "报价.txt", "现场.png" })
            await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = name })).ToContainTextAsync("管理员");
        await visitor.ScreenshotAsync("kinds-files");
    }

    /// <summary>Every operator of every kind that a filter offers is one the server understands, and the record is found or not as it should be.</summary>
    private static async Task FilterAsync(IPage page)
    {
        var found = page.GetByRole(AriaRole.Gridcell).GetByRole(AriaRole.Link, new() { Name = "轴承样品" });
        foreach (var (filter, isFound) in new[]
        {
            ("contains(a_long,'二行')", true), ("a_integer gt 5", false), ("a_money ge 1000", true), ("a_date eq 2026-11-30", true), ("a_time lt 09:00:00", false), ("a_duration eq 7200", true),
            ("a_select in ('drink')", true), ("a_multi/any(x:x in ('y'))", false), ("a_tags/any(x:x in ('急'))", true), ("a_boolean eq true", true), ("a_file ne null", true), ("a_rating ge 4", true), ("a_formula eq 6", true), ("a_rollup eq 6", true),
        })
        {
            await page.GotoAsync($"/o/specimen?view=all&filter={Uri.EscapeDataString(filter)}");
            if (isFound) await Expect(found).ToBeVisibleAsync();
            else await Expect(page.GetByText("没有符合条件的样品")).ToBeVisibleAsync();
        }
    }

    private static async Task ReadOnAPhoneAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync("/o/specimen?view=board");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "饮料" })).ToContainTextAsync("轴承样品");
        await page.GotoAsync("/o/specimen?view=all");
        await page.GetByRole(AriaRole.Link, new() { Name = "轴承样品" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "详细信息" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Tabpanel)).ToContainTextAsync("螺母");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The record scrolls sideways.");
        await visitor.ScreenshotAsync("kinds-phone");
    }

    private static ILocator Row(ILocator details, string label) => details.Locator("dl > div").Filter(new() { Has = details.Page.Locator("dt", new() { HasTextString = label }) }).First;
}
