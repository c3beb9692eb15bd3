using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tongke.Bench.Servers;

/// <summary>A server in a process of its own, so that what it uses can be told apart.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);
    private readonly Process process;

    private ServerProcess(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan ColdStart { get; private set; }

    /// <summary>CPU time of the process so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Starts <c>dotnet</c> with a program and its arguments, and waits for the first answer.</summary>
    /// <param name="arguments">Program and arguments, given the address to listen on.</param>
    /// <param name="probe">A path that answers 200 once the server serves.</param>
    /// <param name="environment">Variables for the process.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="InvalidOperationException">The process ended or did not answer.</exception>
    public static async Task<ServerProcess> StartAsync(Func<string, IReadOnlyList<string>> arguments, string probe, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", arguments(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"))) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        while (!await AnswersAsync(http, probe, ct))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The server ended: {string.Join('\n', await said)}");
            if (Stopwatch.GetElapsedTime(started) > LongestStart)
                throw new InvalidOperationException("The server does not answer.");
            await Task.Delay(5, ct);
        }

        return new ServerProcess(process, port) { ColdStart = Stopwatch.GetElapsedTime(started) };
    }

    /// <summary>Waits until the server has done what it does after answering, at most some seconds.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        for (var i = 0; i < 20; i++)
        {
            var before = CpuTime;
            await Task.Delay(250, ct);
            if (CpuTime - before < TimeSpan.FromMilliseconds(15))
                return;
        }
    }

    /// <summary>Waits until the server does nothing for some seconds: what a day's first start does by itself, such as the daily figures over all records, takes minutes with a million and belongs to no work.</summary>
    public async Task SettleDownAsync(TimeSpan longest, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        for (var quiet = 0; quiet < 5 && Stopwatch.GetElapsedTime(started) < longest;)
        {
            var before = CpuTime;
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
            quiet = CpuTime - before < TimeSpan.FromMilliseconds(100) ? quiet + 1 : 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient http, string probe, CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(probe, UriKind.Relative), ct);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
