using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>What axe-core has to say about every kind of page, in both modes, both languages and on a phone; and pages at twice the size.</summary>
public sealed class AccessibilityTests(TongkeInBrowser tongke)
{
    private static readonly string[] Pages =
    [
        "/", "/page/sales", "/page/forecast", "/page/forecast?tab=targets", "/page/forecast?tab=changes", "/page/forecast?tab=accuracy", "/page/forecast?tab=leaderboard", "/page/forecast?tab=workload", "/page/duplicates", "/page/quality", "/notifications", "/jobs", "/profile",
        "/o/account?view=all", "/o/account?view=all&group=industry", "/o/account?view=all&as=gallery", "/o/account?view=all&as=split", "/o/opportunity?view=board", "/o/task?view=all&as=calendar",
        "/page/pools", "/page/ageing", "/page/lead-forms", "/page/lead-forms/new", "/o/quote?view=all", "/o/contract?view=all", "/o/sales_order?view=all", "/o/payment_plan?view=all", "/o/payment?view=all", "/o/invoice?view=all",
        "/o/contact?view=all", "/o/lead?view=all", "/o/activity?view=all", "/o/product?view=all", "/o/price_book?view=all", "/o/sales_target?view=all", "/o/sea_pool?view=all", "/o/assignment_rule?view=all", "/o/pipeline?view=all",
        "/import/account", "/admin/people", "/admin/people?tab=departments", "/admin/roles", "/admin/roles?tab=explain",
        "/admin/objects", "/admin/objects/account", "/admin/objects/account?tab=layout", "/admin/objects/account?tab=views", "/admin/objects/account?tab=settings", "/admin/objects/opportunity?tab=types", "/admin/objects/opportunity?tab=rules", "/admin/objects/+",
        "/admin/company", "/admin/company?tab=rates", "/admin/company?tab=calendar", "/admin/company?tab=numbers", "/admin/company?tab=status",
        "/admin/security", "/admin/security?tab=bin", "/admin/security?tab=keys", "/admin/security?tab=sessions", "/admin/security?tab=signIns",
    ];

    [Theory]
    [InlineData("zh", ColorScheme.Light, 1440)]
    [InlineData("en", ColorScheme.Dark, 390)]
    public async Task Axe_finds_nothing_on_any_page(string language, ColorScheme scheme, int width)
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync(width: width);
        var page = visitor.Page;
        var account = await People.MakeRecordAsync(visitor, "account", new { name = $"无障碍 {language} {scheme} {width}", industry = "education" });
        await People.MakeRecordAsync(visitor, "comment", new { @object = "account", record = account, text = "第一条评论" });
        await People.MakeRecordAsync(visitor, "task", new { subject = $"无障碍任务 {language} {scheme} {width}", due_at = DateTimeOffset.UtcNow });
        await visitor.SpeakAsync(language);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });

        var contract = await People.MakeRecordAsync(visitor, "contract", new { name = $"无障碍合同 {language} {scheme} {width}", account, amount = 100 });
        var quote = await People.MakeRecordAsync(visitor, "quote", new { name = $"无障碍报价 {language} {scheme} {width}", account });
        var deal = await People.MakeRecordAsync(visitor, "opportunity", new { name = $"无障碍商机 {language} {scheme} {width}", account });
        var project = await People.MakeRecordAsync(visitor, "opportunity", new { name = $"无障碍项目 {language} {scheme} {width}", account, record_type = "project" });
        var found = new List<string>();
        string[] addresses =
        [
            .. Pages, $"/o/contract/{contract}", $"/o/quote/{quote}", $"/o/quote/{quote}?tab=sending", $"/o/quote/{quote}?tab=preview", $"/o/opportunity/{deal}", $"/o/opportunity/{project}",
            $"/o/account/{account}", $"/o/account/{account}?write=comment&tab=graph", $"/o/account/{account}?tab=group", $"/o/account/{account}?tab=files",
            "/o/account?view=all&new=1", "/o/opportunity?view=all&new=1", "/o/quote?view=all&new=1", "/o/product?view=all&new=1", "/o/task?view=all&new=1",
        ];
        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            await Expect(page.Locator("main h1").First).ToBeVisibleAsync();
            if (address.EndsWith("&new=1", StringComparison.Ordinal)) await Expect(page.Locator("[role=dialog] [data-field]").First).ToBeVisibleAsync();
            await Expect(page.Locator("main[aria-busy=true], .ant-spin-spinning")).ToHaveCountAsync(0);
            found.AddRange(await AskAxeAsync(page, address));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.Empty(visitor.Faults);
    }

    [Theory]
    [InlineData("zh", ColorScheme.Dark)]
    [InlineData("en", ColorScheme.Light)]
    public async Task Axe_finds_nothing_in_what_opens_above_a_page(string language, ColorScheme scheme)
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        await visitor.SpeakAsync(language);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var found = new List<string>();
        foreach (var (key, opened) in new[] { ("?", "[role=dialog]"), ("Control+k", "[data-palette]"), ("f", ".ant-popover button") })
        {
            await page.GotoAsync("/o/account?view=all");
            await Expect(page.Locator("main h1").First).ToBeVisibleAsync();
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator(opened).First).ToBeVisibleAsync();
            found.AddRange(await AskAxeAsync(page, key));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.Empty(visitor.Faults);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Axe_finds_nothing_where_one_signs_in(ColorScheme scheme, int width)
    {
        await using var visitor = await tongke.VisitAsync(width: width);
        var page = visitor.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync("/");
        await Expect(page.GetByLabel("账号")).ToBeVisibleAsync();
        Assert.Empty(await AskAxeAsync(page, "sign-in"));
    }

    [Fact]
    public async Task At_twice_the_size_nothing_runs_out_of_the_window()
    {
        // What a browser at 200 % has left of a window of 1440 by 900.
        await using var visitor = await tongke.VisitAsAdministratorAsync(width: 720, height: 450);
        var page = visitor.Page;
        await Expect(page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        foreach (var address in Pages)
        {
            await page.GotoAsync(address);
            await Expect(page.Locator("main h1").First).ToBeVisibleAsync();
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{address} scrolls sideways.");
        }
    }

    private static async Task<IEnumerable<string>> AskAxeAsync(IPage page, string address)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(BuildPaths.Axe, TestContext.Current.CancellationToken));
        var violations = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { rules: { 'target-size': { enabled: true } } })).violations.map((v) => ({ id: v.id, html: v.nodes.map((n) => n.html.slice(0, 200)).slice(0, 3) }))");
        return violations.EnumerateArray().Select(v => $"{address}: {v.GetProperty("id")} {v.GetProperty("html")}");
    }
}
