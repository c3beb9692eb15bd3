using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Server.Tests.Hostile;

/// <summary>The real server as a process of its own that may be killed and started again over the same data.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Password = "Correct-Horse-7-Battery";
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<string> output = new();
    private readonly string folder = Path.Combine(TestFolder.Path, Guid.NewGuid().ToString("N"));
    private readonly string[] options;
    private readonly Uri address = new($"http://127.0.0.1:{FreePort()}");
    private Process process = null!;

    private ServerProcess(TestDatabase database) =>
        options = database.Dialect == Dialect.Postgres ? ["--database", PgCluster.Shared.CreateDatabase()] : [];

    /// <summary>Starts a server over an empty workspace.</summary>
    public static async Task<ServerProcess> StartAsync(TestDatabase database)
    {
        var server = new ServerProcess(database);
        Directory.CreateDirectory(server.folder);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it, again or for the first time, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tongke.Server.dll"), "--urls", address.ToString(), "--data", folder, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["TONGKE_ADMIN_PASSWORD"] = Password },
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var http = new HttpClient { BaseAddress = address };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < LongestStart; await Task.Delay(100))
        {
            if (process.HasExited)
                break;

            try
            {
                using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException($"The server does not answer:\n{string.Join('\n', output)}");
    }

    /// <summary>Kills it as <c>kill -9</c> does: nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>The administrator, whose sign-in outlives the process.</summary>
    public async Task<TestClient> SignInAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync("/api/session", new { login = "admin", password = Password });
        var cookie = answer.EnsureSuccessStatusCode().Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return new TestClient(address.ToString(), "admin", Guid.Empty, ("Cookie", cookie), ("X-CSRF", session.GetProperty("csrf").GetString()!));
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
    }
}
