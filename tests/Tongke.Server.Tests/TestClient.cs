using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Tongke.Server.Tests;

/// <summary>Speaks HTTP on behalf of one person.</summary>
public sealed class TestClient(string address, string login, Guid id, params (string Name, string Value)[] identity) : IDisposable
{
    private readonly HttpClient http = ClientOf(address, identity is [] ? [("X-Test-Login", login)] : identity);

    public Guid Id => id;

    public void Dispose() => http.Dispose();

    public string Login => login;

    public async Task<TestAnswer> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        using var response = await http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return new TestAnswer((int)response.StatusCode, response.Headers, response.Content.Headers, bytes);
    }

    /// <summary>A client of an address that says with every request who it is.</summary>
    private static HttpClient ClientOf(string address, (string Name, string Value)[] identity)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(address), DefaultRequestHeaders = { { "Accept-Language", "en" } } };
        foreach (var (name, value) in identity)
            client.DefaultRequestHeaders.Add(name, value);

        return client;
    }

    public Task<TestAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<TestAnswer> PostAsync(string path, object? body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, body, headers);

    public Task<TestAnswer> PatchAsync(string path, object? body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Patch, path, body, headers);

    public Task<TestAnswer> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Delete, path, null, headers);

    public async Task<JsonElement> CreateAsync(string definition, object body) => (await PostAsync($"/api/v1/{definition}", body)).Expect(201);

    public async Task<IReadOnlyList<JsonElement>> ListAsync(string definition, string options = "") =>
        [.. (await GetAsync($"/api/v1/{definition}{(options.Length > 0 ? "?" : "")}{options}")).Expect(200).GetProperty("value").EnumerateArray()];
}

/// <summary>An answer, read whole.</summary>
public sealed record TestAnswer(int Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonElement.Parse(Bytes, new JsonDocumentOptions { MaxDepth = 512 }); // the trees of long formulas

    public string? ETag => Headers.ETag?.Tag;

    /// <summary>The code of the error.</summary>
    public string? Code => Json.GetProperty("error").GetProperty("code").GetString();

    public JsonElement Expect(int status)
    {
        Xunit.Assert.True(Status == status, $"Expected {status}, got {Status}: {(Text.Length > 2000 ? Text[..2000] : Text)}");
        return Bytes.Length > 0 && ContentHeaders.ContentType?.MediaType == "application/json" ? Json : default;
    }
}
