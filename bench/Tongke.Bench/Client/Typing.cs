using System.Net.Http.Json;
using Tongke.Bench.Load;

namespace Tongke.Bench.Client;

/// <summary>Typing in a form with 60 fields, 20 of them formulas that follow what is typed.</summary>
internal static class Typing
{
    private const int Numbers = 40;
    private const int Formulas = 20;
    private const string Object = "bench_form";

    /// <summary>Notes how long each key keeps the page busy: from the event to the first moment that scripts are idle again.</summary>
    private const string NoteKeys =
        """
        () => {
          window.keyTimes = [];
          addEventListener('beforeinput', () => {
            const started = performance.now();
            const idle = new MessageChannel();
            idle.port1.onmessage = () => window.keyTimes.push(performance.now() - started);
            setTimeout(() => idle.port2.postMessage(null));
          }, true);
        }
        """;

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
        await tab.Page.EvaluateAsync(NoteKeys);
        for (var i = 0; i < 8; i++)
        {
            await field.PressSequentiallyAsync("123");
            await field.PressAsync("Control+A");
        }

        var times = await tab.Page.EvaluateAsync<double[]>("window.keyTimes");
        return [ClientLine.Below("A key in a form of 60 fields with 20 live formulas", 16, Measurement.Middle([.. times], t => t))];
    }
}
