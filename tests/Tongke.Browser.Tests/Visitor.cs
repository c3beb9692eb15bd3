using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>One person's browser window, and everything that went wrong in it.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();
    private static int _left;

    private Visitor(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _faults.Enqueue($"script error: {error}");
        page.Console += (_, message) =>
        {
            // Chromium reports every 4xx answer as a console error; a refusal by the API that the page shows is no fault.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) _faults.Enqueue($"console: {message.Text}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 500 || (response.Status >= 400 && !new Uri(response.Url).AbsolutePath.StartsWith("/api/", StringComparison.Ordinal))) _faults.Enqueue($"{response.Status} from {response.Url}");
        };
    }

    /// <summary>The page to act on.</summary>
    public IPage Page { get; }

    /// <summary>Script errors, console errors, 5xx answers and missing files so far; a test ends by asserting that there are none.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    internal static async Task<Visitor> ArriveAsync(IBrowserContext context) => new(context, await context.NewPageAsync());

    /// <summary>Fills in the sign-in page, in Chinese, and sends it.</summary>
    public async Task SignInAsync(string login, string password)
    {
        await Page.GetByLabel("账号").FillAsync(login);
        await Page.GetByLabel("密码").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
    }

    /// <summary>The same person, signed in, in a browser that has nothing of the client yet.</summary>
    public async Task<Visitor> VisitAnewAsync()
    {
        var state = await _context.StorageStateAsync();
        var context = await _context.Browser!.NewContextAsync(new() { BaseURL = new Uri(Page.Url).GetLeftPart(UriPartial.Authority), Locale = "zh-CN", TimezoneId = "Asia/Shanghai", StorageState = state, ViewportSize = new() { Width = Page.ViewportSize!.Width, Height = Page.ViewportSize.Height } });
        return await ArriveAsync(context);
    }

    /// <summary>Goes on in <c>zh</c> or <c>en</c>, as somebody does who chose it before.</summary>
    public async Task SpeakAsync(string language)
    {
        await Expect(Page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        if (language == "en") await _context.AddInitScriptAsync("if (window === top) localStorage.setItem('tongke.preferences', JSON.stringify({ language: 'en' }))");
    }

    /// <summary>Keeps a picture of the window for people to look at.</summary>
    public Task ScreenshotAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(BuildPaths.ScreenshotFolder, $"{name}.png") });

    /// <summary>Leaves, and keeps a picture of what was there last, and every fault at full length: where a test failed they show what stood in the way.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var fault in _faults) TestContext.Current.TestOutputHelper?.WriteLine(fault);
        try
        {
            if (!Page.IsClosed) await Page.ScreenshotAsync(new() { Path = Path.Combine(BuildPaths.ScreenshotFolder, "left", $"{TestContext.Current.TestMethod?.MethodName}-{TestContext.Current.Test?.UniqueID[..6]}-{Interlocked.Increment(ref _left)}.png"), Timeout = 5_000 });
        }
        catch (Exception closed) when (closed is PlaywrightException or TimeoutException)
        {
            // A page that can't be pictured any more is left all the same.
        }

        await _context.DisposeAsync();
    }
}
