using System.Net.Http.Json;
using System.Text.Json;
using Tongke.Bench.Load;
using Tongke.Bench.Results;
using Tongke.Bench.Servers;

namespace Tongke.Bench.Works;

/// <summary>What 500 custom fields on one object cost a list that shows 20 fields.</summary>
internal static class ManyFields
{
    public const string Name = "500 custom fields: list of 50 with 8 fields shown";

    private const int Fields = 500;
    private const string List = "/api/v1/product?$orderby=created_at%20desc";
    private const string Bar = "list p95 < 2 × that of 20 fields";

    public static async Task<Line> MeasureAsync(BenchOptions options, Workbench bench, CancellationToken ct)
    {
        await using var product = await ProductServer.StartAsync(options.Server, bench.Arguments, ct);
        using var http = await product.SignInAsync(ct);
        for (var i = 0; i < 200; i++)
            await SendAsync(http, HttpMethod.Post, "/api/v1/product", new { name = $"变频器 {i}", code = $"BENCH-{i}" }, ct);

        var few = await MeasureAsync(product, options, ct);
        var fields = Enumerable.Range(1, Fields).Select(i => new { name = $"x_{i}", type = "text", label = new { zh = $"自定义 {i}", en = $"Custom {i}" } });
        await SendAsync(http, HttpMethod.Post, "/api/v1/object_customisation", new { @object = "product", definition = new { name = "product", label = new { zh = "产品", en = "Product" }, fields } }, ct);
        var many = await MeasureAsync(product, options, ct);
        return new Line(
            Name, Bar, $"{Table.Number(many.P95)} ms", $"{Table.Number(few.P95)} ms without them", $"{Table.Number(many.P95 / few.P95)} ×",
            $"{Table.Number(many.P95)} / {Table.Number(few.P95)} ms", $"{Table.Number(many.Cpu)} / {Table.Number(few.Cpu)} µs", many.P95 < 2 * few.P95);
    }

    private static async Task<Measurement> MeasureAsync(ProductServer product, BenchOptions options, CancellationToken ct)
    {
        var request = RequestText.Get($"{List}&$select=name,code,created_at,updated_at,version,created_by,updated_by", product.Key);
        await LoadGenerator.RunAsync(product.Process, options.Clients, TimeSpan.FromSeconds(2), () => request, ct);
        var rounds = new List<Measurement>();
        for (var i = 0; i < options.Rounds; i++)
            rounds.Add(await LoadGenerator.RunAsync(product.Process, options.Clients, options.Round, () => request, ct));
        return Measurement.Of(rounds);
    }

    private static async Task SendAsync(HttpClient http, HttpMethod method, string path, object body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        using var answer = await http.SendAsync(request, ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}");
    }
}
