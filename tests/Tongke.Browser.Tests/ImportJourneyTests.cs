using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

public sealed partial class ImportJourneyTests(TongkeInBrowser tongke)
{
    [Fact]
    public async Task A_team_brings_its_spreadsheets_and_sees_its_pipeline()
    {
        await using var server = await ServerProcess.StartAsync(TestContext.Current.CancellationToken);
        await using var visitor = await tongke.VisitAsync(server: server);
        await visitor.Page.GotoAsync("/");
        await visitor.SignInAsync("admin", ServerProcess.AdminPassword);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();

        await BringPeopleAsync(visitor);
        await BringAccountsAsync(visitor);
        await CheckAsync(visitor.Page, "product", "products.csv");
        await StartAsync(visitor.Page, "7");
        await BringDealsAndCloseTheTabAsync(visitor);
        await SeeThePipelineAsync(visitor);

        Assert.Empty(visitor.Faults);
    }

    /// <summary>Departments and managers are in no list of their own: the wizard makes them.</summary>
    private static async Task BringPeopleAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await CheckAsync(page, "user", "sales_teams.csv");
        await Expect(Count(page, "failed")).ToHaveTextAsync("35");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "系统里没有的，自动新建部门" }).CheckAsync();
        await RecheckAsync(page);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "系统里没有的，自动新建用户" }).CheckAsync();
        await visitor.ScreenshotAsync("import-people");
        await CheckedAgainAsync(page);
        await StartAsync(page, "35");
    }

    private static async Task BringAccountsAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await CheckAsync(page, "account", "accounts.csv");
        await Expect(page.GetByText("technolgy").First).ToBeVisibleAsync();
        await Expect(Count(page, "failed")).ToHaveTextAsync("12");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Suggestion() }).ClickAsync();
        await CheckedAgainAsync(page);
        await StartAsync(page, "85");
        await page.GotoAsync("/o/account?view=all&q=Codehow&cols=name,parent");
        await Expect(page.GetByRole(AriaRole.Gridcell).GetByRole(AriaRole.Link, new() { Name = "Acme Corporation" })).ToBeVisibleAsync();
    }

    private static async Task BringDealsAndCloseTheTabAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await CheckAsync(page, "opportunity", "sales_pipeline.csv");
        await Expect(Count(page, "failed")).ToHaveTextAsync("3,236");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "没有名为“GTXPro”的产品" }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "“Engaging”对应的值" }).ChooseAsync("初访", "初访");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "“Prospecting”对应的值" }).ChooseAsync("线索", "线索");
        await page.GetByRole(AriaRole.Button, new() { Name = "是“GTX Pro”吗？" }).ClickAsync();
        await visitor.ScreenshotAsync("import-words");
        await CheckedAgainAsync(page);
        await Expect(Count(page, "created")).ToHaveTextAsync("8,800");
        await page.GetByRole(AriaRole.Button, new() { Name = "导入 8,800 行" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "导入 8,800 行" })).ToHaveCountAsync(0);

        await page.GotoAsync("about:blank");
        await page.GotoAsync("/jobs");
        await page.Locator("a[href^='/import/opportunity/']").First.ClickAsync();
        await Expect(page.GetByText("导入完成，共写入 8,800 条")).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("import-done");
    }

    private static async Task SeeThePipelineAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.GotoAsync("/page/sales");
        foreach (var figure in new[] { "63.15%", "51.78 天", "赢 4,238 · 输 2,473" })
            await Expect(page.GetByText(figure).First).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("import-sales");

        await page.GotoAsync("/o/opportunity?view=all");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }).Locator("..")).ToContainTextAsync("8,800");
        await Expect(page.GetByText("10,005,534")).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("import-list");

        await page.GotoAsync("/o/opportunity?view=board");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "初访" })).ToContainTextAsync("1,589");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "线索" })).ToContainTextAsync("500");
        await visitor.ScreenshotAsync("import-board");
    }

    [Theory]
    [InlineData("en", 1440)]
    [InlineData("zh", 390)]
    public async Task A_bad_row_is_shown_with_its_reason_given_back_as_a_file_and_the_rest_taken_back(string language, int width)
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync(width);
        var page = visitor.Page;
        await visitor.SpeakAsync(language);
        var en = language == "en";
        var file = new FilePayload { Name = "price list.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"产品名称,标准单价\n轴承 {width},12.5\n法兰 {width},about ten\n") };

        await page.GotoAsync("/import/product");
        await page.Locator("input[type=file]").SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Check the data" : "检查数据" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = AboutTen() })).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The check scrolls sideways.");
        await visitor.ScreenshotAsync($"import-bad-{language}");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = StartOne() }).ClickAsync();
        await Expect(Count(page, "created")).ToHaveTextAsync("1");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { NameRegex = ErrorFile() }).ClickAsync());
        var given = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains($"法兰 {width}", given, StringComparison.Ordinal);
        Assert.DoesNotContain("轴承", given, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { NameRegex = UndoImport() }).ClickAsync();
        await page.GetByRole(AriaRole.Tooltip).GetByRole(AriaRole.Button, new() { NameRegex = UndoImport() }).ClickAsync();
        await Expect(page.GetByText(en ? "Undone. Everything is as it was." : "已撤销这次导入")).ToBeVisibleAsync();
        await visitor.ScreenshotAsync($"import-undone-{language}");

        Assert.Empty(visitor.Faults);
    }

    [Theory]
    [InlineData("zh", 1440)]
    [InlineData("en", 390)]
    public async Task Two_faults_of_a_row_are_put_right_where_they_stand_and_the_row_comes_in(string language, int width)
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync(width);
        var page = visitor.Page;
        await visitor.SpeakAsync(language);
        var en = language == "en";
        var text = $"公司全称,客户等级,联系电话\n甲{width}公司,A级,010-6234{width:0000}\n乙{width}公司,S级,12\n丙{width}公司,S级,\n";
        await page.GotoAsync("/import/account");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "客户.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Check the data" : "检查数据" }).ClickAsync();
        await Expect(Count(page, "failed")).ToHaveTextAsync("2");
        await Expect(Cell(page, 3, "12")).ToBeVisibleAsync();
        await Expect(Cell(page, 3, "S级")).ToBeVisibleAsync();
        await visitor.ScreenshotAsync($"import-fix-{language}");

        var order = await page.GetByRole(AriaRole.Columnheader).AllInnerTextsAsync();
        await Cell(page, 3, "12").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("input:focus")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync($"010-6235{width:0000}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Cell(page, 3, $"010-6235{width:0000}")).ToBeVisibleAsync();
        await Cell(page, 3, "S级").ClickAsync();
        await page.ChooseAsync(en ? "A (key)" : "A 级（重点）");
        await Expect(page.GetByText(en ? "Corrected; will be imported" : "已修正，将导入")).ToBeVisibleAsync();
        await Expect(Count(page, "failed")).ToHaveTextAsync("1");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The corrections scroll sideways.");
        await visitor.ScreenshotAsync($"import-fixed-{language}");

        // A file this small may be checked before the page asks for the first time: it never sees the check run.
        await page.RouteAsync("**/api/v1/import_job/*", OnlyAfterTheCheckAsync);
        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Same for all rows with “S级”" : "内容为“S级”的行都这样改" }).ClickAsync();
        await Expect(Count(page, "created")).ToHaveTextAsync("3");
        await visitor.ScreenshotAsync($"import-replaced-{language}");

        // One press takes it back in all rows, and the columns stand where they stood.
        await page.GetByRole(AriaRole.Button, new() { NameRegex = UndoReplaced() }).ClickAsync();
        await Expect(Count(page, "failed")).ToHaveTextAsync("2");
        if (width > 720)
            await Expect(page.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(order);
        await Cell(page, 3, "S级").ClickAsync();
        await page.ChooseAsync(en ? "A (key)" : "A 级（重点）");
        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Same for all rows with “S级”" : "内容为“S级”的行都这样改" }).ClickAsync();
        await Expect(Count(page, "created")).ToHaveTextAsync("3");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = StartThree() }).ClickAsync();
        await Expect(page.GetByText(en ? "Done: 3 records written" : "导入完成，共写入 3 条")).ToBeVisibleAsync();
        await page.GotoAsync($"/o/account?view=all&q={width}&cols=name,level,phone");
        await Expect(page.GetByText($"乙{width}公司").First).ToBeVisibleAsync();

        Assert.Empty(visitor.Faults);
    }

    [Theory]
    [InlineData("zh", 1440)]
    [InlineData("en", 390)]
    public async Task The_row_of_the_headings_is_chosen_by_hand_and_words_for_nothing_leave_fields_empty(string language, int width)
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync(width);
        var page = visitor.Page;
        await visitor.SpeakAsync(language);
        var en = language == "en";
        var text = $"公司名称,电话,仅供参考\n公司全称,联系电话,联系电话\n丁{width}公司,无,\n";
        await page.GotoAsync("/import/account");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "名单.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
        await Expect(page.GetByText(en ? "Column names from row 1" : "列名取自第 1 行")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Change" : "更改", Exact = true }).ClickAsync();
        await visitor.ScreenshotAsync($"import-header-{language}");
        await page.GetByText("公司全称  ·  联系电话").ClickAsync();
        await Expect(page.GetByText(en ? "Column names from row 2" : "列名取自第 2 行")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = en ? "Field for the column 公司全称" : "“公司全称”对应的字段" })).ToBeVisibleAsync();
        await Expect(page.GetByText(en ? "Several columns have the same name: 联系电话" : "文件中有多列同名：联系电话")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The mapping scrolls sideways.");

        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Check the data" : "检查数据" }).ClickAsync();
        await Expect(Count(page, "created")).ToHaveTextAsync("1");
        await page.Locator("summary").ClickAsync();
        await Expect(page.Locator("code").Filter(new() { HasText = "无" })).ToBeVisibleAsync();
        await visitor.ScreenshotAsync($"import-nothing-{language}");
        Assert.Empty(visitor.Faults);
    }

    [Theory]
    [InlineData("zh", 1440)]
    [InlineData("en", 390)]
    public async Task One_press_leaves_unknown_words_empty_and_the_check_runs_again_by_itself(string language, int width)
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync(width);
        var page = visitor.Page;
        await visitor.SpeakAsync(language);
        var en = language == "en";
        var text = $"客户台账,2024年\n公司全称,客户等级,所在城市,联系电话\n上海留空{width}科技有限公司,S级,上海,010-6236{width:0000}\n留空{width}科技股份公司,战略,,010-6237{width:0000}\n北京留空{width}科技有限公司,战略,北京,\n";
        await page.GotoAsync("/import/account");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "台账.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
        await Expect(page.GetByText(en ? "Column names from row 2" : "列名取自第 2 行")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Check the data" : "检查数据" }).ClickAsync();
        await Expect(Count(page, "failed")).ToHaveTextAsync("3");
        await visitor.ScreenshotAsync($"import-unknown-{language}");
        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Leave all 2 empty" : "全部留空（2）" }).ClickAsync();
        await Expect(page.GetByText(en ? "You changed what values mean" : "检查结果已过期")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = ErrorFile() })).ToHaveCountAsync(0);
        await visitor.ScreenshotAsync($"import-outdated-{language}");
        await Expect(Count(page, "failed")).ToHaveTextAsync("0");
        Assert.Empty(visitor.Faults);
    }

    private static async Task OnlyAfterTheCheckAsync(IRoute route)
    {
        if (route.Request.Method != "GET")
        {
            await route.ContinueAsync();
            return;
        }

        var answer = await route.FetchAsync();
        while ((await answer.JsonAsync())?.GetProperty("status").GetString() == "checking")
            answer = await route.FetchAsync();
        await route.FulfillAsync(new() { Response = answer });
    }

    private static ILocator Cell(IPage page, int row, string text) => page.GetByRole(AriaRole.Button, new() { NameRegex = new($"(第 {row} 行：|row {row}: ){Regex.Escape(text)}$") });

    private static async Task CheckAsync(IPage page, string target, string file)
    {
        await page.GotoAsync($"/import/{target}");
        await page.Locator("input[type=file]").SetInputFilesAsync(BuildPaths.SalesHistory(file));
        await page.GetByRole(AriaRole.Button, new() { Name = "检查数据" }).ClickAsync();
        await Expect(page.GetByText("检查完成，还没有写入任何数据。")).ToBeVisibleAsync();
    }

    private static async Task RecheckAsync(IPage page)
    {
        var again = page.GetByRole(AriaRole.Button, new() { Name = "重新检查" });
        await again.First.ClickAsync();
        await Expect(again).ToHaveCountAsync(0);
        await Expect(page.GetByText("检查完成，还没有写入任何数据。")).ToBeVisibleAsync();
    }

    /// <summary>When nothing is left to say of the words, the check runs again by itself.</summary>
    private static Task CheckedAgainAsync(IPage page) => Expect(page.GetByText("检查完成，还没有写入任何数据。")).ToBeVisibleAsync();

    private static async Task StartAsync(IPage page, string rows)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"导入 {rows} 行" }).ClickAsync();
        await Expect(page.GetByText($"导入完成，共写入 {rows} 条")).ToBeVisibleAsync();
    }

    private static ILocator Count(IPage page, string name) => page.Locator($"dl [data-name={name}] dd");

    [GeneratedRegex("^是“")]
    private static partial Regex Suggestion();

    [GeneratedRegex("^(导入 1 行|Import 1 row)")]
    private static partial Regex StartOne();

    [GeneratedRegex("^(导入 3 行|Import 3 row)")]
    private static partial Regex StartThree();

    [GeneratedRegex("^(撤销客户级别的替换|Undo for Level)")]
    private static partial Regex UndoReplaced();

    [GeneratedRegex("about ten$")]
    private static partial Regex AboutTen();

    [GeneratedRegex("下载问题行|Download")]
    private static partial Regex ErrorFile();

    [GeneratedRegex("撤销这次导入|Undo this import")]
    private static partial Regex UndoImport();
}
