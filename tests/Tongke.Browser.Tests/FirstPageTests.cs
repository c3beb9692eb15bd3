using System.IO.Compression;
using System.Net;
using Microsoft.Playwright;

namespace Tongke.Browser.Tests;

public sealed class FirstPageTests(TongkeInBrowser tongke)
{
    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("gzip, br")]
    public async Task The_first_page_is_there_for_a_client_that_asks_for_compression(string accepted)
    {
        using var http = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = tongke.Server.Address };
        http.DefaultRequestHeaders.Add("Accept-Encoding", accepted);

        using var answer = await http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var text = new StreamReader(Decompress(body, answer.Content.Headers.ContentEncoding.SingleOrDefault()));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<div id=\"root\">", await text.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en-US")]
    public async Task The_first_page_shows_something_and_reports_no_fault(string locale)
    {
        await using var visitor = await tongke.VisitAsync(locale);

        await visitor.Page.GotoAsync("/");
        await visitor.Page.Locator("#root").GetByRole(AriaRole.Button).First.WaitForAsync();
        await visitor.ScreenshotAsync($"first-page-{locale}");

        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task The_first_list_shows_before_350_KB_have_come()
    {
        await using var signedIn = await tongke.VisitAsAdministratorAsync();
        await Assertions.Expect(signedIn.Page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        await using var visitor = await signedIn.VisitAnewAsync();
        await visitor.Page.AddInitScriptAsync(
            """
            new MutationObserver((_, observer) => {
              if (!/合计|还没有商机/.test(document.body?.textContent ?? '')) return;
              observer.disconnect();
              window.listShownAt = performance.now();
            }).observe(document, { childList: true, subtree: true });
            """);

        await visitor.Page.GotoAsync("/o/opportunity?view=all");
        await visitor.Page.EvaluateAsync("async () => { while (!window.listShownAt) await new Promise(requestAnimationFrame); }");
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        // What is fetched once the list stands, for menus and inputs that somebody may open, kept nobody waiting.
        var bytes = await visitor.Page.EvaluateAsync<int>("performance.getEntriesByType('resource').filter(e => e.startTime <= window.listShownAt).reduce((sum, e) => sum + e.encodedBodySize, 0)");
        Assert.InRange(bytes, 100_000, 350 * 1024);
    }

    private static Stream Decompress(Stream body, string? encoding) => encoding switch
    {
        "br" => new BrotliStream(body, CompressionMode.Decompress),
        "gzip" => new GZipStream(body, CompressionMode.Decompress),
        _ => body,
    };
}
