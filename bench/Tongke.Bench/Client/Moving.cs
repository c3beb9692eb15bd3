using System.Globalization;
using Tongke.Bench.Load;

namespace Tongke.Bench.Client;

/// <summary>From page to page with everything in the client's memory, and what two hundred of these moves leave there.</summary>
internal static class Moving
{
    private const int Times = 15;
    private const int ManyMoves = 200;
    private const double MostGrowth = 1.2;

    /// <summary>A view with twelve columns.</summary>
    private const string Wide = "/o/lead?view=all&cols=name,company,title,status,source,mobile,email,region,industry,estimated_amount,rating,owner";

    /// <summary>Of a window that fifty rows of a table fill.</summary>
    private const int HeightOfFiftyRows = 2220;

    /// <summary>Follows a link, or goes back, and answers after how many milliseconds what was expected was drawn.</summary>
    private const string Move =
        """
        async ({ click, expected, count }) => {
          const started = performance.now();
          if (click) document.querySelector(click).click(); else history.back();
          while (document.querySelectorAll(expected).length < count) await new Promise(requestAnimationFrame);
          await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
          return performance.now() - started;
        }
        """;

    private const string FirstRecord = "[data-cell='0:0'] a";
    private const string RecordPage = "main h1";
    private const string Row = "main [role=row]";

    public static async Task<IReadOnlyList<ClientLine>> MeasureAsync(Chromium chromium)
    {
        await using var tab = await chromium.OpenAsync(1440, HeightOfFiftyRows);
        await tab.Page.GotoAsync(Wide);
        await tab.Page.Locator(Row).Nth(50).WaitForAsync();
        var there = new List<double>();
        var back = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var (to, from) = await MoveAsync(tab);
            if (i == 0) // the first time the page's code is fetched
                continue;
            there.Add(to);
            back.Add(from);
        }

        var before = await MemoryAsync(tab);
        for (var i = 0; i < ManyMoves / 2; i++)
            await MoveAsync(tab);
        var after = await MemoryAsync(tab);
        return
        [
            ClientLine.Below("From the list to a record that was seen before", 100, Measurement.Middle(there, t => t)),
            ClientLine.Below("Back to a table of 50 × 12", 100, Measurement.Middle(back, t => t)),
            new("Memory of the page after 200 moves", "steady", string.Create(CultureInfo.InvariantCulture, $"{before:0.0} → {after:0.0} MB"), after < before * MostGrowth),
        ];
    }

    private static async Task<(double There, double Back)> MoveAsync(Tab tab)
    {
        var there = await tab.Page.EvaluateAsync<double>(Move, new { click = FirstRecord, expected = $"{RecordPage}, [role=tablist]", count = 2 });
        var back = await tab.Page.EvaluateAsync<double>(Move, new { click = "", expected = Row, count = 51 });
        return (there, back);
    }

    /// <summary>What the page's scripts hold after the collector ran, in megabytes.</summary>
    private static async Task<double> MemoryAsync(Tab tab)
    {
        await tab.Tools.SendAsync("HeapProfiler.enable");
        await tab.Tools.SendAsync("HeapProfiler.collectGarbage");
        var usage = await tab.Tools.SendAsync("Runtime.getHeapUsage");
        return usage!.Value.GetProperty("usedSize").GetDouble() / 1e6;
    }
}
