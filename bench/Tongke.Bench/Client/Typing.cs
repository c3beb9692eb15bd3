using System.Net.Http.Json;
using Tongke.Bench.Load;

namespace Tongke.Bench.Client;

/// <summary>Typing in a form with 60 fields, 20 of them formulas that follow what is typed.</summary>
internal static class Typing
{
    private const int Numbers = 40;
    private const int Formulas = 20;
    private const int Words = 12;
    private const string Word = "1234567";
    private const string Object = "bench_form";

    /// <summary>Makes the object whose form it is.</summary>
    public static async Task DefineAsync(HttpClient http, CancellationToken ct)
    {
        var numbers = Enumerable.Range(1, Numbers).Select(i => (object)new { name = $"n{i}", type = "integer", label = new { zh = $"数量 {i}", en = $"Number {i}" } });
        var formulas = Enumerable.Range(1, Formulas).Select(i => (object)new { name = $"f{i}", type = "formula", formula = $"IF(n1 > {i}, n1 * {i} + n{i + 1}, n{i + 1})", result = "integer", label = new { zh = $"合计 {i}", en = $"Total {i}" } });
        var definition = new { name = Object, label = new { zh = "六十字段", en = "Sixty fields" }, fields = numbers.Prepend(new { name = "name", type = "text", required = true, label = new { zh = "名称", en = "Name" } }).Concat(formulas) };
        using var answer = await http.PostAsJsonAsync("/api/v1/object_customisation", new { @object = Object, definition }, ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(ct));
    }

    public static async Task<IReadOnlyList<ClientLine>> MeasureAsync(Chromium chromium)
    {
        await using var tab = await chromium.OpenAsync();
        await tab.Page.GotoAsync($"/o/{Object}?new=1");
        var field = tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog).Locator("[data-field=n1] input");
        await field.FillAsync("1");
        await tab.Tools.SendAsync("Performance.enable");
        var busy = new List<double>();
        for (var i = 0; i < Words; i++)
        {
            await field.SelectTextAsync();
            var before = await BusyAsync(tab);
            foreach (var key in Word)
                await tab.Page.Keyboard.PressAsync(key.ToString());
            busy.Add((await BusyAsync(tab) - before) / Word.Length);
        }

        return [ClientLine.Below("A key in a form of 60 fields with 20 live formulas", 16, Measurement.Middle(busy, t => t))];
    }

    /// <summary>
    /// How long the page has worked so far, in milliseconds: scripts, styles, layout and painting. Not the time between a key and the moment it is seen:
    /// the browser paints sixty times a second, and the page has nothing to do until then.
    /// </summary>
    private static async Task<double> BusyAsync(Tab tab)
    {
        await tab.Page.EvaluateAsync("() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))");
        var metrics = await tab.Tools.SendAsync("Performance.getMetrics");
        return metrics!.Value.GetProperty("metrics").EnumerateArray().First(m => m.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble() * 1000;
    }
}
