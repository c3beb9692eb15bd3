using Microsoft.Playwright;
using Tongke.Browser.Tests;

[assembly: AssemblyFixture(typeof(TongkeInBrowser))]

namespace Tongke.Browser.Tests;

/// <summary>One server and one Chromium for all tests of the assembly; each test visits in a fresh browser profile.</summary>
public sealed class TongkeInBrowser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ServerProcess? _server;

    /// <summary>The running server.</summary>
    public ServerProcess Server => _server ?? throw new InvalidOperationException("The server is not started.");

    public async ValueTask InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(TestContext.Current.CancellationToken);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TONGKE_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A person with an empty browser profile. Chinese and a laptop's screen unless said otherwise.</summary>
    public async Task<Visitor> VisitAsync(string locale = "zh-CN", int width = 1440, int height = 900)
    {
        var browser = _browser ?? throw new InvalidOperationException("The browser is not started.");
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Server.Address.ToString(),
            Locale = locale,
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = height },
        });
        return await Visitor.ArriveAsync(context);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
    }
}
