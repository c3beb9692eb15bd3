using System.Globalization;
using System.Text;
using Tongke.Bench.Servers;
using Tongke.Storage;

namespace Tongke.Bench.Client;

/// <summary>How the client feels: loading, moving about, scrolling and typing, measured in Chromium against the built server.</summary>
internal static class ClientBenchmark
{
    public static async Task<string> RunAsync(BenchOptions options, CancellationToken ct)
    {
        await using var bench = await Workbench.PrepareAsync(Dialect.Sqlite, options, ct);
        await using var product = await ProductServer.StartAsync(options.Server, bench.Arguments, ct);
        using var http = await product.SignInAsync(ct);
        await Typing.DefineAsync(http, ct);
        await using var chromium = await Chromium.StartAsync(product);

        var lines = new List<ClientLine>();
        foreach (var measure in (Func<Chromium, Task<IReadOnlyList<ClientLine>>>[])[Loading.MeasureAsync, Moving.MeasureAsync, Scrolling.MeasureAsync, Typing.MeasureAsync])
            foreach (var line in await measure(chromium))
            {
                lines.Add(line);
                Console.WriteLine(line);
            }

        return ToMarkdown(options, lines);
    }

    private static string ToMarkdown(BenchOptions options, IReadOnlyList<ClientLine> lines)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{options.Rows:N0} leads on SQLite; Chromium without a window on {Environment.ProcessorCount} shared cores, which draws on the processor.\n\n| work | bar | measured | met? |\n|---|---|---|---|\n");
        foreach (var line in lines)
            text.AppendLine(line.ToString());
        return text.ToString();
    }
}
