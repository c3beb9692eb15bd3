using System.Globalization;
using Tongke.Bench.Load;
using Tongke.Bench.Servers;

namespace Tongke.Bench.Works;

/// <summary>How soon the built server answers, and what it holds when nobody asks.</summary>
internal static class Starts
{
    private const int Times = 5;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    /// <summary>Median seconds from the start of the process to the first answer, with the data in place.</summary>
    public static async Task<double> ColdAsync(BenchOptions options, Workbench bench, CancellationToken ct)
    {
        var starts = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            await using var server = await ProductServer.StartProcessAsync(options.Server, bench.Arguments, ct);
            starts.Add(server.ColdStart.TotalSeconds);
        }

        return Measurement.Middle(starts, s => s);
    }

    /// <summary>Megabytes of resident memory some seconds after the start.</summary>
    public static async Task<double> MemoryAsync(BenchOptions options, Workbench bench, CancellationToken ct)
    {
        await using var server = await ProductServer.StartProcessAsync(options.Server, bench.Arguments, ct);
        await Task.Delay(Idle, ct);
        return server.Memory / 1e6;
    }

    public static string Seconds(double seconds) => seconds.ToString("0.0 s", CultureInfo.InvariantCulture);

    public static string Megabytes(double megabytes) => megabytes.ToString("0 MB", CultureInfo.InvariantCulture);
}
