using System.Globalization;

namespace Tongke.Bench.Client;

/// <summary>Frames a second while a long list runs by.</summary>
internal static class Scrolling
{
    private const double FullRate = 60;

    /// <summary>A display misses a frame now and then by itself.</summary>
    private const double Nearly = 0.95;

    /// <summary>Rolls on by a mouse wheel's notch each frame for three seconds and answers the frames a second.</summary>
    private const string Roll =
        """
        async () => {
          const scroller = document.querySelector('[role=grid]').parentElement;
          const started = performance.now();
          let frames = 0;
          while (performance.now() - started < 3000) {
            await new Promise(requestAnimationFrame);
            scroller.scrollBy(0, 40);
            frames++;
          }
          return frames / ((performance.now() - started) / 1000);
        }
        """;

    public static async Task<IReadOnlyList<ClientLine>> MeasureAsync(Chromium chromium)
    {
        await using var tab = await chromium.OpenAsync();
        await tab.Page.GotoAsync("/o/lead?view=all");
        await tab.Page.Locator("[data-cell='5:0']").WaitForAsync();
        await tab.Page.EvaluateAsync<double>(Roll);
        var rate = await tab.Page.EvaluateAsync<double>(Roll);
        return [new("Scrolling through all leads", "60 frames a second", rate.ToString("0.0", CultureInfo.InvariantCulture), rate >= FullRate * Nearly)];
    }
}
