using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Tongke.Browser.Tests;

/// <summary>The real server as a child process, on a free port, over an empty data folder that goes when it stops.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    /// <summary>Password of the account <c>admin</c>.</summary>
    public const string AdminPassword = "Correct-Horse-7-Battery";

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("tongke-browser-");
    private readonly Process _process;

    private ServerProcess(Uri address, string? adminPassword, IEnumerable<string> options)
    {
        Address = address;
        var start = new ProcessStartInfo("dotnet", [BuildPaths.ServerProgram, "--urls", address.ToString(), "--data", _data.FullName, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _data.FullName,
        };
        start.Environment["TONGKE_ADMIN_PASSWORD"] = adminPassword;
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Everything it has printed.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="ct">Gives up waiting.</param>
    /// <param name="options">Options of <c>./run</c>, such as <c>--demo</c>.</param>
    public static Task<ServerProcess> StartAsync(CancellationToken ct, params string[] options) => StartAsync(AdminPassword, options, ct);

    /// <summary>Starts a server into which nobody can sign in yet, and waits until it answers.</summary>
    public static Task<ServerProcess> StartUnclaimedAsync(CancellationToken ct) => StartAsync(adminPassword: null, [], ct);

    /// <summary>The one-time link that it prints when nobody can sign in yet.</summary>
    /// <exception cref="TimeoutException">It printed none.</exception>
    public async Task<string> FindSetUpLinkAsync(CancellationToken ct)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < LongestStart; await Task.Delay(50, ct))
        {
            if (SetUpLink().Match(Output) is { Success: true } link) return link.Value;
        }

        throw new TimeoutException($"The server printed no set-up link:\n{Output}");
    }

    private static async Task<ServerProcess> StartAsync(string? adminPassword, string[] options, CancellationToken ct)
    {
        var server = new ServerProcess(new Uri($"http://127.0.0.1:{FreePort()}"), adminPassword, options);
        try
        {
            await server.WaitUntilReadyAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it, and keeps what it complained of with the test: where one failed that shows why.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        if (Complaint().IsMatch(Output)) TestContext.Current.TestOutputHelper?.WriteLine(Output);

        _process.Dispose();
        _data.Delete(recursive: true);
    }

    [GeneratedRegex(@"^\S+Z (warning|error|critical) ", RegexOptions.Multiline)]
    private static partial Regex Complaint();

    [GeneratedRegex(@"http://\S+/setup\?token=\S+")]
    private static partial Regex SetUpLink();

    private async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < LongestStart; await Task.Delay(100, ct))
        {
            if (_process.HasExited) throw new InvalidOperationException($"The server ended with exit code {_process.ExitCode}:\n{Output}");
            try
            {
                using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative), ct);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new TimeoutException($"The server was not ready within {LongestStart.TotalSeconds} s:\n{Output}");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
