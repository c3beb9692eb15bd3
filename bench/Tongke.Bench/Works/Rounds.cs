using Tongke.Bench.Load;
using Tongke.Bench.Servers;

namespace Tongke.Bench.Works;

/// <summary>Measures a work on both servers in turn, so that whatever else the machine does falls on both.</summary>
internal static class Rounds
{
    /// <summary>Answers before which nothing is settled.</summary>
    private const int WarmAnswers = 5_000;

    private const int MostWarmUps = 10;

    /// <summary>For what is read from a slow disk the first time.</summary>
    private const int MostReadings = 60;

    /// <summary>An answer that took at most so much more of the processor the time before: the compiler has nothing left to make quicker.</summary>
    private const double Settled = 1.05;

    /// <summary>Answers per second of a work whose answers are compiled from the first on.</summary>
    private const double SlowRate = 100;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task<Outcome> RunAsync(Work work, ServerProcess product, ServerProcess bare, BenchOptions options, CancellationToken ct)
    {
        var clients = work.IsAlone ? 1 : options.Clients;
        await WarmUpAsync(bare, clients, work.Bare, work.Requests, ct);
        await WarmUpAsync(product, clients, work.Product, work.Requests, ct);
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

    /// <summary>
    /// Until the runtime has compiled what an answer needs as well as it can, which it does beside the first tens of thousands of answers, on the same cores.
    /// On a busy machine some seconds are few answers; a work that takes long has few in any case. And until every different request was answered once: what
    /// it reads is then in memory, where a database that is in use has it, and not only the copies that a run begins with.
    /// </summary>
    private static async Task WarmUpAsync(ServerProcess server, int clients, Func<ReadOnlyMemory<byte>> next, int requests, CancellationToken ct)
    {
        var (answers, before) = (0.0, double.MaxValue);
        for (var i = 0; i < (answers < requests ? MostReadings : MostWarmUps); i++)
        {
            var measured = await LoadGenerator.RunAsync(server, clients, WarmUp, next, ct);
            answers += measured.Rate * WarmUp.TotalSeconds;
            if (answers >= requests && (measured.Rate < SlowRate || (answers >= WarmAnswers && before < measured.Cpu * Settled)))
                return;

            before = measured.Cpu;
        }
    }
}
