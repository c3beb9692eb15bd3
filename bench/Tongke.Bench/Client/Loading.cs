using System.Collections.Concurrent;
using System.Globalization;
using Tongke.Bench.Load;

namespace Tongke.Bench.Client;

/// <summary>How much is fetched, and how long it takes, until a list is seen.</summary>
internal static class Loading
{
    private const string List = "/o/lead?view=all";
    private const int Times = 5;
    private const double MostKilobytes = 400;

    /// <summary>Records of a table, or cards on a phone.</summary>
    private const string Rows = "[data-cell='0:0'], main li a[href^='/o/lead/']";

    /// <summary>Notes when the first record is there and drawn.</summary>
    private const string NoteRows =
        $$"""
        new MutationObserver((_, observer) => {
          if (!document.querySelector(`{{Rows}}`)) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => { window.listShownAt = performance.now(); }));
        }).observe(document, { childList: true, subtree: true });
        """;

    private const string RowsShown = "async () => { while (!window.listShownAt) await new Promise(requestAnimationFrame); return window.listShownAt; }";

    public static async Task<IReadOnlyList<ClientLine>> MeasureAsync(Chromium chromium)
    {
        var sent = await FetchedAsync(chromium);
        var warm = await ShownAsync(chromium, phone: false);
        var phone = await ShownAsync(chromium, phone: true);
        return
        [
            new("First load until the list shows, as sent", "< 400 KB", $"{sent.ToString("0", CultureInfo.InvariantCulture)} KB", sent < MostKilobytes),
            ClientLine.Below("List visible, files of the client in the cache", 1000, warm),
            ClientLine.Below("List visible, nothing in the cache, phone with a 4 times slower processor", 2500, phone),
        ];
    }

    /// <summary>
    /// What comes over the line until the list shows, in kilobytes of 1,000 bytes: every answer, with its head, that was asked for until then.
    /// What the page fetches afterwards, for menus and inputs that somebody may open, is not waited for and does not count.
    /// </summary>
    private static async Task<double> FetchedAsync(Chromium chromium)
    {
        await using var tab = await chromium.OpenAsync();
        var asked = new ConcurrentDictionary<string, double>();
        var came = new ConcurrentDictionary<string, double>();
        tab.Tools.Event("Network.requestWillBeSent").OnEvent += (_, sent) => asked[sent!.Value.GetProperty("requestId").GetString()!] = sent.Value.GetProperty("wallTime").GetDouble() * 1000;
        tab.Tools.Event("Network.loadingFinished").OnEvent += (_, finished) => came[finished!.Value.GetProperty("requestId").GetString()!] = finished.Value.GetProperty("encodedDataLength").GetDouble();
        await tab.Tools.SendAsync("Network.enable");
        await tab.Page.AddInitScriptAsync(NoteRows);
        await tab.Page.GotoAsync(List);
        await tab.Page.EvaluateAsync<double>(RowsShown);
        var shownAt = await tab.Page.EvaluateAsync<double>("performance.timeOrigin + window.listShownAt");
        var counted = asked.Where(a => a.Value <= shownAt).Select(a => a.Key).ToList();
        while (counted.Exists(id => !came.ContainsKey(id)))
            await Task.Delay(20);
        return counted.Sum(id => came[id]) / 1000;
    }

    /// <summary>From the start of the navigation until the first records are drawn, in milliseconds.</summary>
    private static async Task<double> ShownAsync(Chromium chromium, bool phone)
    {
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            await using var tab = phone ? await chromium.OpenAsync(390, 844, slowdown: 4) : await chromium.OpenAsync();
            if (!phone)
            {
                await tab.Page.GotoAsync(List);
                await tab.Page.Locator(Rows).First.WaitForAsync();
            }

            await tab.Page.AddInitScriptAsync(NoteRows);
            await tab.Page.GotoAsync(List);
            times.Add(await tab.Page.EvaluateAsync<double>(RowsShown));
        }

        return Measurement.Middle(times, t => t);
    }
}
