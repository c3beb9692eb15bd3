using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tongke.Server.Tests.Identity;

/// <summary>A browser, as far as sign-in sees one: it keeps the cookie and sends back the token the session handed out.</summary>
public sealed class Browser(Uri address)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false });

    /// <summary>The cookie as it is sent, <c>name=value</c>.</summary>
    public string? Cookie { get; set; }

    /// <summary>What goes into <c>X-CSRF</c>.</summary>
    public string? Csrf { get; set; }

    /// <summary>Headers of every request.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    public Task<Answered> SignInAsync(string login, string password, string? otp = null) =>
        SendAsync(HttpMethod.Post, "/api/session", new { login, password, otp });

    public Task<Answered> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answered> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<Answered> DeleteAsync(string path, object? body = null) => SendAsync(HttpMethod.Delete, path, body);

    public async Task<Answered> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = body is null ? null : JsonContent.Create(body) };
        if (Cookie is not null)
            request.Headers.Add("Cookie", Cookie);
        if (Csrf is not null && method != HttpMethod.Get)
            request.Headers.Add("X-CSRF", Csrf);
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var cookie = response.Headers.TryGetValues("Set-Cookie", out var set) ? set.Single() : null;
        if (cookie is not null)
            Cookie = cookie.Split(';')[0] is var pair && pair.EndsWith('=') ? null : pair;

        JsonElement? json = text.StartsWith('{') ? JsonElement.Parse(text) : null;
        if (json?.TryGetProperty("csrf", out var csrf) ?? false)
            Csrf = csrf.GetString();

        return new Answered(response.StatusCode, json, text, cookie, (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds)
        {
            Headers = response.Headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value)),
        };
    }
}

/// <summary>What came back.</summary>
public sealed record Answered(HttpStatusCode Status, JsonElement? Json, string Text, string? SetCookie, int? RetryAfter)
{
    /// <summary>The headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A header; null when it is not there.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The code of the error.</summary>
    public string? Code => Json?.GetProperty("error").GetProperty("code").GetString();

    /// <summary>The codes of its details, with their targets.</summary>
    public IEnumerable<(string? Target, string? Code)> Details =>
        Json!.Value.GetProperty("error").GetProperty("details").EnumerateArray().Select(d => (d.TryGetProperty("target", out var t) ? t.GetString() : null, d.GetProperty("code").GetString()));

    /// <summary>A member of the answer.</summary>
    public JsonElement this[string name] => Json!.Value.GetProperty(name);
}
