using System.Diagnostics;
using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Server.Tests;

public sealed class Scratch
{
    [Theory, OnEveryDatabase]
    public async Task Starts(TestDatabase database)
    {
        static double Cpu() => Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;
        void Say(string text) => File.AppendAllText("/tmp/testspeed-scratch.txt", $"{database} {text} heap {GC.GetTotalMemory(true) / 1e6:0} MB rss {Environment.WorkingSet / 1e6:0}\n");
        async Task Time(string what, int times, Func<Task> run)
        {
            var (watch, cpu) = (Stopwatch.StartNew(), Cpu());
            for (var i = 0; i < times; i++)
                await run();
            Say($"{what}: {watch.Elapsed.TotalMilliseconds / times:0} ms, cpu {(Cpu() - cpu) / times:0} ms");
        }

        await Time("first", 1, async () => { await using var app = await TestApp.StartAsync(database); });
        await Time("fresh", 10, async () => { await using var app = await TestApp.StartAsync(database); });
        await Time("fresh", 10, async () => { await using var app = await TestApp.StartAsync(database); });
        var location = database.NewLocation();
        await Time("location", 1, () => { location = database.NewLocation(); return Task.CompletedTask; });
        await Time("again, first", 1, async () => { await using var app = await TestApp.StartAsync(location); });
        await Time("again", 10, async () => { await using var app = await TestApp.StartAsync(location); });
        await Time("again and asked", 10, async () => { await using var app = await TestApp.StartAsync(location); using var http = new TestClient(app.Address, "x", Guid.Empty); await http.GetAsync("/healthz"); });
        await Time("copied and asked", 10, async () => { await using var app = await TestApp.StartAsync(database); using var http = new TestClient(app.Address, "x", Guid.Empty); await http.GetAsync("/healthz"); });
        {
            await using var app = await TestApp.StartAsync(location);
            var n = 0;
            await Time("sign in", 10, async () => await app.SignInAsync($"p{n++}"));
            await Time("reload", 10, async () => await app.Workspace.ReloadAsync(default));
        }

        await Time("end", 1, () => Task.CompletedTask);
    }
}
