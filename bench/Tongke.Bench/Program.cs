using Tongke.Bench;
using Tongke.Bench.Bare;

return args is ["bare", var url, var location]
    ? await BareServer.RunAsync(url, location)
    : await Benchmark.RunAsync(BenchOptions.Parse(args));
