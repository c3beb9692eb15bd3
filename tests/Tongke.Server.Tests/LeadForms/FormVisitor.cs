using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tongke.Server.LeadForms;

namespace Tongke.Server.Tests.LeadForms;

/// <summary>Somebody without an account in front of a public form: opens it, fills it in, sends it.</summary>
internal sealed partial class FormVisitor(TestApp app) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri(app.Address) };

    public void Dispose() => http.Dispose();

    /// <summary>A page as a visitor's browser asks for it.</summary>
    public async Task<(int Status, string Html, HttpResponseMessage Answer)> OpenAsync(string path, string language = "zh-CN", string? referrer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        if (referrer is not null)
            request.Headers.TryAddWithoutValidation("Referer", referrer);
        var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }

    /// <summary>What a form carries hidden, with a stamp as old as a person needs to fill it in.</summary>
    public Dictionary<string, string> Filled(string token, params (string Field, string Value)[] answers)
    {
        var fields = answers.ToDictionary(a => a.Field.Contains('.') || a.Field.StartsWith('_') ? a.Field.TrimStart('_') : $"f.{a.Field}", a => a.Value, StringComparer.Ordinal);
        fields.TryAdd("stamp", Stamp(token, TimeSpan.FromSeconds(20)));
        return fields;
    }

    /// <summary>A stamp of some time ago.</summary>
    public string Stamp(string token, TimeSpan ago) => app.Get<FormStamp>().Make(token, DateTimeOffset.UtcNow - ago);

    /// <summary>Sends the form.</summary>
    public Task<(int Status, string Text, string? Location)> SendAsync(string token, Dictionary<string, string> fields) => SendAsync(token, new FormUrlEncodedContent(fields));

    /// <summary>Sends anything.</summary>
    public async Task<(int Status, string Text, string? Location)> SendAsync(string token, HttpContent content)
    {
        using var answer = await http.PostAsync(new Uri($"/f/{token}", UriKind.Relative), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.OriginalString);
    }

    /// <summary>The hidden fields of a page.</summary>
    public static Dictionary<string, string> Hidden(string html) =>
        HiddenField().Matches(html).ToDictionary(m => m.Groups["name"].Value, m => System.Net.WebUtility.HtmlDecode(m.Groups["value"].Value), StringComparer.Ordinal);

    /// <summary>A form that somebody of the company made: its token and id.</summary>
    public static async Task<(string Token, Guid Id)> FormAsync(TestClient boss, object? values = null)
    {
        var fields = JsonSerializer.SerializeToElement(values ?? new { }).EnumerateObject().ToDictionary(p => p.Name, p => (object)p.Value);
        fields.TryAdd("name", Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        fields.TryAdd("title_zh", "预约演示");
        var made = await boss.CreateAsync("lead_form", fields);
        return (made.GetProperty("token").GetString()!, made.GetProperty("id").GetGuid());
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)">""")]
    private static partial Regex HiddenField();
}
