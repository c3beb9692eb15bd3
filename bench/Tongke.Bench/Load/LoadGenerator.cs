using System.Diagnostics;
using System.Globalization;
using Tongke.Bench.Servers;

namespace Tongke.Bench.Load;

/// <summary>Several connections, each sending its next request as soon as it has the answer to the last.</summary>
internal static class LoadGenerator
{
    /// <summary>
    /// Asks for <paramref name="duration"/> and measures. Where the server goes on working on what it has answered, the time until that is done counts, too.
    /// </summary>
    /// <exception cref="InvalidOperationException">An answer was neither 200 nor 201.</exception>
    public static async Task<Measurement> RunAsync(ServerProcess server, int clients, TimeSpan duration, Func<ReadOnlyMemory<byte>> next, CancellationToken ct, Func<CancellationToken, Task<long>>? behind = null)
    {
        var cpu = server.CpuTime;
        var start = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => AskAsync(server.Port, start, duration, next, ct), ct)));
        if (behind is not null)
            await FollowedAsync(behind, ct);

        var elapsed = Stopwatch.GetElapsedTime(start);
        await server.SettleAsync(ct);

        var sorted = latencies.SelectMany(l => l).Order().ToArray();
        double Quantile(double q) => sorted[Math.Min(sorted.Length - 1, (int)(q * sorted.Length))];
        return new Measurement(sorted.Length / elapsed.TotalSeconds, Quantile(0.5), Quantile(0.95), (server.CpuTime - cpu).TotalMicroseconds / sorted.Length);
    }

    private static async Task FollowedAsync(Func<CancellationToken, Task<long>> behind, CancellationToken ct)
    {
        var (ended, left) = (Stopwatch.GetTimestamp(), await behind(ct));
        var first = left;
        for (; left > 0; left = await behind(ct))
            await Task.Delay(10, ct);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {first} changes behind at the end of the round, none {Stopwatch.GetElapsedTime(ended).TotalMilliseconds:0} ms later"));
    }

    private static async Task<List<double>> AskAsync(int port, long start, TimeSpan duration, Func<ReadOnlyMemory<byte>> next, CancellationToken ct)
    {
        using var connection = new HttpConnection();
        await connection.ConnectAsync(port, ct);
        var latencies = new List<double>(4096);
        do
        {
            var request = next();
            var asked = Stopwatch.GetTimestamp();
            var status = await connection.SendAsync(request, ct);
            latencies.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            if (status is not (200 or 201))
                throw new InvalidOperationException($"Not an answer to measure: {connection.Answer}");
        }
        while (Stopwatch.GetElapsedTime(start) < duration);

        return latencies;
    }
}
