using Microsoft.Playwright;
using Tongke.Bench.Servers;

namespace Tongke.Bench.Client;

/// <summary>A browser in which the administrator of the product is signed in.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const float LongestWait = 120_000;

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly Uri address;
    private string signedIn = "";

    private Chromium(IPlaywright playwright, IBrowser browser, Uri address) => (this.playwright, this.browser, this.address) = (playwright, browser, address);

    /// <summary>Starts the browser and signs in.</summary>
    public static async Task<Chromium> StartAsync(ProductServer product)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TONGKE_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--enable-precise-memory-info"],
        });
        var chromium = new Chromium(playwright, browser, new Uri($"http://127.0.0.1:{product.Process.Port}"));
        await chromium.SignInAsync();
        return chromium;
    }

    /// <summary>A window with an empty cache on a screen of this size.</summary>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="height">Of the window, in CSS pixels.</param>
    /// <param name="slowdown">How many times slower than this machine its processor is.</param>
    public async Task<Tab> OpenAsync(int width = 1440, int height = 900, int slowdown = 1)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = height },
            IsMobile = width < 600,
            HasTouch = width < 600,
            StorageState = signedIn.Length > 0 ? signedIn : null,
        });
        context.SetDefaultTimeout(LongestWait);
        var page = await context.NewPageAsync();
        var tools = await context.NewCDPSessionAsync(page);
        if (slowdown > 1)
            await tools.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = slowdown });

        return new Tab(context, page, tools);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private async Task SignInAsync()
    {
        await using var tab = await OpenAsync();
        await tab.Page.GotoAsync("/");
        await tab.Page.GetByLabel("账号").FillAsync(ProductServer.Login);
        await tab.Page.GetByLabel("密码").FillAsync(ProductServer.Password);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Navigation).First.WaitForAsync();
        signedIn = await tab.Context.StorageStateAsync();
    }
}

/// <summary>A window of the browser and its developer tools.</summary>
internal sealed record Tab(IBrowserContext Context, IPage Page, ICDPSession Tools) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}
