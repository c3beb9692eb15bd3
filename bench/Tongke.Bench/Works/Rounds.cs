using Tongke.Bench.Load;
using Tongke.Bench.Servers;

namespace Tongke.Bench.Works;

/// <summary>Measures a work on both servers in turn, so that whatever else the machine does falls on both.</summary>
internal static class Rounds
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task<Outcome> RunAsync(Work work, ServerProcess product, ServerProcess bare, BenchOptions options, CancellationToken ct)
    {
        var clients = work.IsAlone ? 1 : options.Clients;
        await LoadGenerator.RunAsync(bare, clients, WarmUp, work.Bare, ct);
        await LoadGenerator.RunAsync(product, clients, WarmUp, work.Product, ct, work.Behind);
        var pairs = new List<(Measurement Product, Measurement Bare)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var limit = await LoadGenerator.RunAsync(bare, clients, options.Round, work.Bare, ct);
            pairs.Add((await LoadGenerator.RunAsync(product, clients, options.Round, work.Product, ct, work.Behind), limit));
        }

        return new Outcome(
            Measurement.Of([.. pairs.Select(p => p.Product)]),
            Measurement.Of([.. pairs.Select(p => p.Bare)]),
            Measurement.Middle(pairs, p => p.Product.Rate / p.Bare.Rate));
    }
}
