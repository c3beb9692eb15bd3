using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>The client as something one installs: what Chromium asks of it, and what it does without a connection.</summary>
public sealed class InstalledTests(TongkeInBrowser tongke)
{
    [Theory]
    [InlineData("zh-CN", "通客")]
    [InlineData("en-US", "Tongke")]
    public async Task Chromium_finds_nothing_in_the_way_of_installing_it(string locale, string name)
    {
        await using var visitor = await tongke.VisitAsync(locale);
        await visitor.Page.GotoAsync("/");
        await WaitForWorkerAsync(visitor.Page);
        var device = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);

        var manifest = (await device.SendAsync("Page.getAppManifest"))!.Value;
        Assert.Empty(manifest.GetProperty("errors").EnumerateArray());
        Assert.Equal(name, JsonElement.Parse(manifest.GetProperty("data").GetString()!).GetProperty("name").GetString());
        var found = (await device.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors").EnumerateArray().Select(e => e.GetProperty("errorId").GetString());
        // A window of a test is a private one, which Chromium never installs from.
        Assert.DoesNotContain(found, error => error != "in-incognito");
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task Without_a_connection_the_shell_opens_and_says_so_and_no_answer_of_the_server_was_kept()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        await WaitForWorkerAsync(page);
        await page.GotoAsync("/o/account?view=all");
        await Expect(page.Locator("main h1")).ToBeVisibleAsync();
        var kept = await page.EvaluateAsync<string[]>("async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((r) => new URL(r.url).pathname)))).flat()");
        Assert.Contains("/", kept);
        Assert.DoesNotContain(kept, path => path != "/" && !path.StartsWith("/assets/", StringComparison.Ordinal));

        await page.Context.SetOfflineAsync(true);
        await Expect(page.GetByText("网络已断开")).ToBeVisibleAsync();
        await page.GotoAsync("/o/opportunity?view=all");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "当前没有网络" })).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("offline");

        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByText("网络已断开")).ToHaveCountAsync(0);
        await Expect(page.Locator("main h1")).ToBeVisibleAsync(); // by itself
    }

    private static async Task WaitForWorkerAsync(IPage page) => await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50)); }");
}
