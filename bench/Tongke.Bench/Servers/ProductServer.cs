using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tongke.Bench.Servers;

/// <summary>The built server as a company runs it, and a key with the administrator's rights.</summary>
internal sealed class ProductServer : IAsyncDisposable
{
    /// <summary>The administrator's account.</summary>
    public const string Login = "admin";

    /// <summary>The administrator's password.</summary>
    public const string Password = "Bench-only 4711 ok";

    private ProductServer(ServerProcess process, string key) => (Process, Key) = (process, key);

    public ServerProcess Process { get; }

    /// <summary>An API key.</summary>
    public string Key { get; }

    /// <param name="program">The server's dll.</param>
    /// <param name="arguments">Where its data is.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<ProductServer> StartAsync(string program, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var process = await StartProcessAsync(program, arguments, ct);
        return new ProductServer(process, await KeyAsync(process.Port, ct));
    }

    /// <summary>Only the process, for how it starts.</summary>
    public static Task<ServerProcess> StartProcessAsync(string program, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var environment = new Dictionary<string, string>
        {
            ["TONGKE_ADMIN_PASSWORD"] = Password,
            ["Identity__RequestsPerWindow"] = "0",
            ["Identity__RequestsAtOnce"] = "0",
            ["Identity__LockOut"] = "00:00:01",
        };
        return ServerProcess.StartAsync(url => [program, "--urls", url, .. arguments], "/readyz", environment, ct);
    }

    /// <summary>A client that speaks with the key.</summary>
    public HttpClient Client() => new() { BaseAddress = new Uri($"http://127.0.0.1:{Process.Port}"), DefaultRequestHeaders = { { "Authorization", $"Bearer {Key}" } }, Timeout = TimeSpan.FromMinutes(10) };

    /// <summary>A client of the administrator, signed in: some things a key may not do.</summary>
    public Task<HttpClient> SignInAsync(CancellationToken ct) => SignInAsync(Process.Port, ct);

    /// <summary>Changes that wait for their seal or for their texts.</summary>
    public async Task<long> BehindAsync(CancellationToken ct)
    {
        using var http = Client();
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), ct);
        return metrics.Split('\n').Where(l => l.StartsWith("tongke_change_log_unsealed ", StringComparison.Ordinal) || l.StartsWith("tongke_consumer_lag", StringComparison.Ordinal))
            .Sum(l => long.Parse(l[(l.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static async Task<string> KeyAsync(int port, CancellationToken ct)
    {
        using var http = await SignInAsync(port, ct);
        var key = await PostAsync(http, "/api/api-keys", new { name = "bench", role = "admin" }, ct);
        return key.GetProperty("secret").GetString()!;
    }

    private static async Task<HttpClient> SignInAsync(int port, CancellationToken ct)
    {
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var person = await PostAsync(http, "/api/session", new { login = Login, password = Password }, ct);
        http.DefaultRequestHeaders.Add("X-CSRF", person.GetProperty("csrf").GetString());
        return http;
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync(path, body, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }
}
