using Microsoft.Playwright;
using Tongke.Browser.Tests;

[assembly: AssemblyFixture(typeof(TongkeInBrowser))]

namespace Tongke.Browser.Tests;

/// <summary>One server and one Chromium for all tests of the assembly; each test visits in a fresh browser profile.</summary>
public sealed class TongkeInBrowser : IAsyncLifetime
{
    /// <summary>How long a page may take to show what is expected, on a machine that is busy with other things. In milliseconds.</summary>
    private const float LongestWait = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ServerProcess? _server;

    /// <summary>The running server.</summary>
    public ServerProcess Server => _server ?? throw new InvalidOperationException("The server is not started.");

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(LongestWait);
        _server = await ServerProcess.StartAsync(TestContext.Current.CancellationToken);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TONGKE_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A person with an empty browser profile at a server, the shared one unless said otherwise. Chinese and a laptop's screen unless said otherwise.</summary>
    /// <param name="locale">What the browser speaks.</param>
    /// <param name="width">Of the window.</param>
    /// <param name="height">Of the window.</param>
    /// <param name="server">Which server; the shared one unless said otherwise.</param>
    /// <param name="isPhone">Whether it has a touch screen.</param>
    public async Task<Visitor> VisitAsync(string locale = "zh-CN", int width = 1440, int height = 900, ServerProcess? server = null, bool isPhone = false)
    {
        var browser = _browser ?? throw new InvalidOperationException("The browser is not started.");
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = (server ?? Server).Address.ToString(),
            Locale = locale,
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = height },
            HasTouch = isPhone,
        });
        context.SetDefaultTimeout(LongestWait);
        return await Visitor.ArriveAsync(context);
    }

    /// <summary>The administrator of the shared server, signed in.</summary>
    public async Task<Visitor> VisitAsAdministratorAsync(int width = 1440, int height = 900)
    {
        var visitor = await VisitAsync(width: width, height: height);
        await visitor.Page.GotoAsync("/");
        await visitor.SignInAsync("admin", ServerProcess.AdminPassword);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync(); // who leaves the page at once is not signed in
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
    }
}
