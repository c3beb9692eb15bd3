using System.Reflection;
using Tongke.Bench.Client;
using Tongke.Bench.Results;
using Tongke.Bench.Servers;
using Tongke.Bench.Works;
using Tongke.Storage;

namespace Tongke.Bench;

/// <summary>Loads the data, measures every work on every database and writes the table.</summary>
internal static class Benchmark
{
    public static async Task<int> RunAsync(BenchOptions options)
    {
        using var stopping = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stopping.Cancel();
        };
        if (options.Client)
        {
            Document.Write("client", await ClientBenchmark.RunAsync(options, stopping.Token));
            return 0;
        }

        var table = new Table();
        foreach (var dialect in options.Databases)
            await MeasureAsync(dialect, options, table, stopping.Token);

        Console.WriteLine();
        Console.WriteLine(table.ToMarkdown(options));
        if (options.Only.Count == 0)
            Document.Write("table", table.ToMarkdown(options));
        return 0;
    }

    private static async Task MeasureAsync(Dialect dialect, BenchOptions options, Table table, CancellationToken ct)
    {
        await using var bench = await Workbench.PrepareAsync(dialect, options, ct);
        foreach (var (work, plan) in await Plans.ReadAsync(bench.Bare, ct))
            table.AddPlan(dialect, work, plan);

        await MeasureServersAsync(dialect, bench, options, table, ct);
        if (options.Asks("Cold start to first answer"))
        {
            var start = await Starts.ColdAsync(options, bench, ct);
            table.Add(dialect, new Line("Cold start to first answer", "< 2 s", Starts.Seconds(start), "", "", "", "", start < 2));
        }

        if (options.Asks("Idle memory"))
        {
            var memory = await Starts.MemoryAsync(options, bench, ct);
            table.Add(dialect, new Line("Idle memory", "< 200 MB", Starts.Megabytes(memory), "", "", "", "", memory < 200));
        }

        if (options.Asks(ImportSpeed.Name))
            table.Add(dialect, await ImportSpeed.MeasureAsync(options, bench, ct));
        if (options.Asks(RecycleSpeed.Name))
            table.Add(dialect, await RecycleSpeed.MeasureAsync(options, bench, ct));
        if (options.Asks(ForecastSpeed.Name))
            table.Add(dialect, await ForecastSpeed.MeasureAsync(options, bench, ct));
        if (options.Asks(PrintSpeed.Name))
            table.Add(dialect, await PrintSpeed.MeasureAsync(bench, ct));
        if (options.Asks(ManyFields.Name))
            table.Add(dialect, await ManyFields.MeasureAsync(options, bench, ct));
    }

    private static async Task MeasureServersAsync(Dialect dialect, Workbench bench, BenchOptions options, Table table, CancellationToken ct)
    {
        await using var product = await ProductServer.StartAsync(options.Server, bench.Arguments, ct);
        var works = (await Catalogue.MakeAsync(product, options.Rows, ct)).Where(w => options.Asks(w.Name)).ToArray();
        var sells = SalesWorks.Names.Any(options.Asks);
        if (works.Length == 0 && !sells)
            return;

        await using var bare = await ServerProcess.StartAsync(url => [Assembly.GetExecutingAssembly().Location, "bare", url, bench.Bare], "/healthz", new Dictionary<string, string>(), ct);
        await product.Process.SettleDownAsync(TimeSpan.FromMinutes(10), ct);
        foreach (var work in works)
            table.Add(dialect, work, await Rounds.RunAsync(work, product.Process, bare, options, ct));

        foreach (var work in sells ? (await SalesWorks.MakeAsync(product, bench, ct)).Where(w => options.Asks(w.Name)) : [])
            table.Add(dialect, work, await Rounds.RunAsync(work, product.Process, bare, options, ct));
    }
}
